"""The settings of the web product, all of them; docs/reference/settings.md describes each.

Nothing here has a default that would be unsafe: without ``CHARTEROAK_DEMONSTRATION=yes`` a start
without its secrets stops and says which one is missing.
"""

from __future__ import annotations

from pathlib import Path

from charteroak.config import demonstration
from charteroak.config.database import database
from charteroak.config.environment import flag, folder, listed, number, words
from charteroak.config.mail import mail, mail_from, provider, return_address

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1] if (PACKAGE.parents[1] / "pyproject.toml").exists() else Path.cwd()

DEMONSTRATION = flag("DEMONSTRATION", default=False)
DATA = folder("DATA", CHECKOUT / "var" / ("demonstration" if DEMONSTRATION else "data"))
if DEMONSTRATION:
    demonstration.set_defaults(DATA)

# --- what the site is -----------------------------------------------------------------------

DEBUG = False
SECRET_KEY = words("SECRET_KEY")
ADDRESS = words("ADDRESS").rstrip("/")
ALLOWED_HOSTS = listed("HOSTS")
CSRF_TRUSTED_ORIGINS = [ADDRESS]
HTTPS = flag("HTTPS", default=True)
STATE = words("STATE", "ct")
ROOT_URLCONF = "charteroak.config.urls"
WSGI_APPLICATION = "charteroak.config.wsgi.application"
SILENCED_SYSTEM_CHECKS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "charteroak.web",
    "charteroak.ledger",
    "charteroak.outbox",
    "charteroak.directory",
    "charteroak.issuing",
    "charteroak.issuing.letters",
    "charteroak.desk",
    "charteroak.desk.requests",
    "charteroak.desk.referrals",
    "charteroak.public",
    "charteroak.config",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "charteroak.web.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "charteroak.directory.sign_in_guard.IdleSessions",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "charteroak.web.context.site",
            ],
        },
    },
]

# What the start page of an agency shows; see directory/people/sections.py.
AGENCY_SECTIONS = [
    "charteroak.desk.requests.home.section",
    "charteroak.desk.referrals.home.section",
    "charteroak.issuing.home.section",
    "charteroak.issuing.letters.home.section",
    "charteroak.directory.agencies.home.section",
]

# --- where things are kept ------------------------------------------------------------------

DATABASES = {"default": database(words("DATABASE", "sqlite:charteroak.sqlite3"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits on sign-in have to hold for all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
SEALING_KEY_FILE = Path(words("SEALING_KEY_FILE"))
LEDGER_KEY_FILE = Path(words("LEDGER_KEY_FILE"))
SIGNING_KEYS = folder("SIGNING_KEYS", DATA / "signing-keys")

STATIC_URL = "/static/"
STATIC_ROOT = folder("STATIC", CHECKOUT / "var" / "static")
STATICFILES_DIRS = [
    folder("DESIGN_SYSTEM", CHECKOUT / "var" / "assets"),
    # What answers offline in a browser is the evaluator that the core is tested with.
    ("evaluator", PACKAGE / "core" / "offline"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- how long -------------------------------------------------------------------------------

# The years that the state's schedule names for requests were not found; 0 destroys nothing.
REQUESTS_KEPT_YEARS = number("REQUESTS_KEPT_YEARS", 0) or None

# --- language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en-us", "English"), ("es", "Español"), ("pt-br", "Português (Brasil)")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = words("TIME_ZONE", "America/New_York")
USE_TZ = True

# --- people -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "directory.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "charteroak.directory.sign_in_passwords.LongEnough"},
    {"NAME": "charteroak.directory.sign_in_passwords.NotTriedFirst"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:mine"
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_ADAPTER = "charteroak.directory.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
# Sensitive acts ask for a sign-in of the last five minutes.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
# A counter is shared: a session ends with the browser, and nobody is remembered.
ACCOUNT_SESSION_REMEMBER = False
# From the right of X-Forwarded-For; without it everybody behind the proxy shares one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = number("PROXIES", 1 if HTTPS else 0)
MFA_ADAPTER = "charteroak.directory.sign_in.SecondFactors"
MFA_FORMS = {"add_webauthn": "charteroak.directory.sign_in_forms.AddPasskey"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Charter Oak"
SESSION_ENGINE = "charteroak.directory.sign_in_sessions"
# SP 800-63B, AAL2: once in 12 hours, and after 30 minutes without use.
SESSION_COOKIE_AGE = 12 * 3600
IDLE_SECONDS = number("IDLE_MINUTES", 30, least=1) * 60

# --- mail -------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = mail_from(words("MAIL_FROM"))
MAIL_BACK = return_address(words("MAIL_RETURN", ""), DEFAULT_FROM_EMAIL)
MAIL = mail(words("MAIL"), DATA, MAIL_BACK)
EMAIL_BACKEND = "charteroak.outbox.backend.OutboxBackend"
ANYMAIL = provider(listed("MAIL_PROVIDER", ""))
BOUNCES = words("BOUNCES", "")
MAIL_EACH_MINUTE = number("MAIL_EACH_MINUTE", 300, least=1)

# --- defences ---------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
# With this prefix a browser takes the cookie from this host alone, over HTTPS, for every path.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "charteroak.web.errors.form_too_old"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # It warns of each HEAD, whose body it drops as it should.
    "loggers": {"gunicorn.http.wsgi": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": words("LOG_LEVEL", "WARNING").upper()},
}
