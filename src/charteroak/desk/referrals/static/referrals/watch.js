// Keeps the part of a page that says who has a referral up to date, while the page is looked at.
// Without it the page is read again by its link "Look again".
const EVERY = 10000;
const state = document.getElementById("state");

async function look() {
  if (document.hidden || state.contains(document.activeElement)) return;
  const answer = await fetch("?part=state", { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const text = await answer.text();
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("state-words");
  const shown = document.getElementById("state-words");
  // Only what changed is replaced, so that a screen reader says only that.
  if (fresh && shown && fresh.dataset.version !== shown.dataset.version) shown.replaceWith(fresh);
}

if (state) setInterval(() => look().catch(() => {}), EVERY);
