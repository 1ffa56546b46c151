// Says in words what allauth's script only writes to the console: that no passkey was used or made.
document.addEventListener("allauth.error", (event) => {
  for (const place of document.querySelectorAll("[data-passkey-error]")) {
    place.textContent = place.dataset.message;
    event.preventDefault();
  }
});
// A button that needs this browser to know passkeys is of no use where it does not.
if (!window.PublicKeyCredential) {
  for (const id of ["passkey_login", "mfa_webauthn_authenticate"]) {
    document.getElementById(id)?.setAttribute("hidden", "");
  }
}
