// The editor of a memo: preview and check follow the words, a remark leads to its line, and
// nothing unsaved is lost by leaving.  Without this script two buttons do the same.
"use strict";

const WAIT = 500;
const form = document.querySelector("[data-editor]");
const source = form.querySelector("[data-source]");
const check = form.querySelector("[data-check]");
const memo = form.querySelector("[data-memo]");
const unsaved = form.querySelector("[data-unsaved]");
const place = `editor ${window.location.pathname}`;
// What is saved; null where the words came back from a check and nobody knows.
let saved = unsaved.hidden ? source.value : null;
let timer = 0;
let looking = false;
let wait = WAIT;

function changed() {
  unsaved.hidden = source.value === saved;
  window.clearTimeout(timer);
  timer = window.setTimeout(look, wait);
}

// One question at a time: a large text is asked about less often, and never twice at once.
async function look() {
  if (looking) {
    timer = window.setTimeout(look, wait);
    return;
  }
  looking = true;
  check.setAttribute("aria-busy", "true");
  const begun = Date.now();
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
    if (answer.ok && !answer.redirected) show(await answer.text());
    check.classList.toggle("check--stale", !answer.ok || answer.redirected);
  } catch {
    check.classList.add("check--stale");
  }
  wait = Math.max(WAIT, Date.now() - begun);
  check.removeAttribute("aria-busy");
  looking = false;
}

function show(markup) {
  // The markup is our server's: what a memo says is words in it, never markup of its own.
  const piece = new DOMParser().parseFromString(markup, "text/html");
  const remarks = piece.querySelector("[data-part=check]");
  const article = piece.querySelector("[data-part=memo]");
  if (remarks) check.replaceChildren(...remarks.childNodes);
  if (article) {
    const top = memo.scrollTop;
    memo.replaceChildren(...article.childNodes);
    memo.scrollTop = top;
  }
  memo.classList.toggle("editor__preview--stale", !article);
  lead();
}

// Turns each "line 12" into a button that puts the cursor there.
function lead() {
  for (const words of check.querySelectorAll("span[data-line]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "usa-button usa-button--unstyled";
    button.textContent = words.textContent;
    button.addEventListener("click", () => {
      goTo(Number(words.dataset.line), Number(words.dataset.column));
    });
    words.replaceWith(button);
  }
}

function goTo(line, column) {
  const lines = source.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const at = Math.min(start + column - 1, start + (lines[line - 1] || "").length);
  source.focus();
  source.setSelectionRange(at, at);
  source.scrollTop = Math.max(0, heightOf(source.value.slice(0, at)) - source.clientHeight / 2);
}

// Returns how high these words stand in the editor, lines that wrap counted: a copy measures it.
function heightOf(words) {
  const copy = source.cloneNode();
  for (const name of ["id", "name", "data-source"]) copy.removeAttribute(name);
  copy.value = words;
  copy.style.cssText = "position:absolute;visibility:hidden;height:0;min-height:0";
  copy.style.width = `${source.offsetWidth}px`;
  source.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}

function remember() {
  const kept = { start: source.selectionStart, end: source.selectionEnd, top: source.scrollTop };
  window.sessionStorage.setItem(place, JSON.stringify(kept));
}

function resume() {
  const kept = window.sessionStorage.getItem(place);
  window.sessionStorage.removeItem(place);
  // What went wrong has the focus.
  if (!kept || document.querySelector("[role=alert]")) return;
  const { start, end, top } = JSON.parse(kept);
  source.focus();
  source.setSelectionRange(start, end);
  source.scrollTop = top;
}

source.addEventListener("input", changed);
form.addEventListener("submit", () => {
  saved = source.value;
  remember();
});
window.addEventListener("beforeunload", (event) => {
  if (source.value !== saved) event.preventDefault();
});
lead();
resume();
form.dataset.editor = "ready";
