"""A real start is refused, in words, where it would be unsafe or something is missing."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from charteroak.config import settings as settings_module

REAL = {
    "CHARTEROAK_SECRET_KEY": "a-key-of-the-tests-that-is-long-enough-for-every-check-0123456789",
    "CHARTEROAK_ADDRESS": "https://guidance.example.org",
    "CHARTEROAK_HOSTS": "guidance.example.org",
    "CHARTEROAK_MAIL": "smtp://mail.example.org:587?tls=required",
    "CHARTEROAK_MAIL_FROM": "Guidance <guidance@example.org>",
    "CHARTEROAK_SEALING_KEY_FILE": "/run/keys/sealing.key",
    "CHARTEROAK_LEDGER_KEY_FILE": "/run/keys/ledger.key",
}
NAMES = sorted(REAL)
WRONG = {
    "CHARTEROAK_HTTPS": ("perhaps", "yes or no"),
    "CHARTEROAK_DEMONSTRATION": ("a little", "yes or no"),
    "CHARTEROAK_IDLE_MINUTES": ("0", "from 1 on"),
    "CHARTEROAK_PROXIES": ("-1", "a whole number"),
    "CHARTEROAK_DATABASE": ("mysql://root@localhost/x", "sqlite:PATH or postgresql://"),
    "CHARTEROAK_MAIL": ("pigeon:loft", "Allowed"),
    "CHARTEROAK_SECRET_KEY_FILE": ("/nowhere/key", "cannot be read"),
    "CHARTEROAK_DATA": ("/proc/nowhere", "cannot be made"),
}


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Set what a real start needs, and nothing else."""
    for name in list(os.environ):
        if name.startswith("CHARTEROAK_"):
            monkeypatch.delenv(name)
    folders = {name: str(tmp_path / name) for name in ("DATA", "STATIC", "DESIGN_SYSTEM")}
    given = REAL | {f"CHARTEROAK_{name}": path for name, path in folders.items()}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def load() -> dict[str, object]:
    """Return the settings as a new start reads them."""
    return runpy.run_path(settings_module.__file__)


@pytest.mark.parametrize("name", NAMES)
def test_a_start_without_a_setting_names_it(real: pytest.MonkeyPatch, name: str) -> None:
    real.delenv(name)

    with pytest.raises(ImproperlyConfigured, match=f"{name} is not set"):
        load()


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_setting_says_what_is_allowed(real: pytest.MonkeyPatch, name: str) -> None:
    value, allowed = WRONG[name]
    real.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name) as caught:
        load()
    assert allowed in str(caught.value)


@pytest.mark.usefixtures("real")
def test_a_real_start_is_strict_by_default() -> None:
    settings = load()

    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrf"
    strict = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert all(settings[name] is True for name in strict)
    assert settings["DEMONSTRATION"] is settings["DEBUG"] is False
    assert settings["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert settings["SECURE_HSTS_SECONDS"] == 63_072_000
    assert settings["SESSION_COOKIE_AGE"] == 12 * 3600


def plain() -> dict[str, str]:
    """Return the environment without what the tests set."""
    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}


def command(*words: str, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run our own command with these settings alone."""
    return subprocess.run(
        [sys.executable, "-m", "charteroak.cli", *words],
        env=plain() | given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_serve_without_settings_ends_with_words_and_two() -> None:
    ended = command("serve", "--port", "0", given={})

    assert ended.returncode == 2
    assert "CHARTEROAK_SECRET_KEY is not set" in ended.stderr
    assert "docs/reference/settings.md" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
def test_a_real_start_over_a_demonstration_is_refused(tmp_path: Path) -> None:
    folders = {f"CHARTEROAK_{name}": str(tmp_path / name) for name in ("DATA", "STATIC")}
    program = "from charteroak.config.start import set_up; set_up(); "
    program += "from django.core.management import call_command as call; "
    program += "call('migrate', verbosity=0); from charteroak.directory import demonstration; "
    program += "demonstration.seed()"
    begun = folders | {"CHARTEROAK_DEMONSTRATION": "yes"}
    subprocess.run([sys.executable, "-c", program], env=plain() | begun, check=True)
    ended = command("serve", "--port", "0", given=REAL | folders)

    assert ended.returncode == 2
    assert "demonstration people could sign in" in ended.stderr
    assert "Use a new database for real work" in ended.stderr
    assert "Traceback" not in ended.stderr
