// What the pages of the desk add where scripts run: they read words aloud, keep what is needed to
// answer without a network, and draw the screen from it when there is none.

const desk = document.getElementById("desk");
const GUIDANCE = "desk-guidance";
const SPOKEN = { en: "en-US", es: "es-US", "pt-BR": "pt-BR" };

if (desk) {
  if ("offline" in desk.dataset) await drawOffline();
  else if ("caches" in window) whenIdle(keepUpToDate);
  offerAloud();
}

// ---- reading aloud --------------------------------------------------------------------------

function offerAloud() {
  if (!("speechSynthesis" in window)) return;
  for (const words of desk.querySelectorAll("[data-aloud]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "aloud";
    button.textContent = words.lang === "en" ? "Read aloud" : `Read aloud (${nameOf(words.lang)})`;
    button.setAttribute("aria-label", `Read aloud: ${words.textContent}`);
    button.addEventListener("click", () => speak(words));
    const ways = words.parentElement.querySelector(".say__ways");
    if (ways) ways.append(button);
    else words.after(button);
  }
}

function nameOf(lang) {
  return new Intl.DisplayNames([lang], { type: "language" }).of(lang.slice(0, 2));
}

function speak(words) {
  speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance(words.textContent);
  said.lang = SPOKEN[words.lang] ?? words.lang;
  said.rate = 0.9;
  speechSynthesis.speak(said);
}

// ---- keeping what is needed -----------------------------------------------------------------

function whenIdle(act) {
  (window.requestIdleCallback ?? ((later) => setTimeout(later, 200)))(act);
}

/** Register the worker, and fetch the bundle of each place named whose content is another one. */
async function keepUpToDate() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/desk-worker.js", { scope: "/", updateViaCache: "none" });
  const named = (desk.dataset.bundles ?? "").split(" ").filter(Boolean).map((each) => each.split(":"));
  for (const [place, sha256] of named) await keep(place, sha256);
  desk.dataset.kept = named.map(([place]) => place).join(" ");
}

async function keep(place, sha256) {
  const cache = await caches.open(GUIDANCE);
  const url = `/desk/${place}/bundle.json`;
  if ((await cache.match(url))?.headers.get("x-content") === sha256) return touch(cache, url);
  const fetched = await fetch(url, { cache: "no-cache", credentials: "omit" });
  if (!fetched.ok) return;
  await store(cache, url, await fetched.text(), sha256);
}

/** The guidance is as fresh as the last page on which its hash was found to be current. */
async function touch(cache, url) {
  const kept = await cache.match(url);
  await store(cache, url, await kept.text(), kept.headers.get("x-content"));
}

async function store(cache, url, text, sha256) {
  const { drawings } = JSON.parse(text);
  const headers = { "content-type": "application/json", "x-content": sha256, "x-fetched": new Date().toISOString() };
  await cache.put(url, new Response(text, { headers }));
  for (const [name, svg] of Object.entries(drawings)) {
    const picture = `/desk/papers/${encodeURIComponent(name)}.svg`;
    await cache.put(picture, new Response(svg, { headers: { "content-type": "image/svg+xml" } }));
  }
}

// ---- without a network ----------------------------------------------------------------------

async function drawOffline() {
  const { BundleError } = await import("../evaluator/bundle.js");
  const { drawer } = await import("./template.js");
  const offline = await import("./offline.js");
  const draw = drawer(sources(await (await caches.match("/desk/templates.txt")).text()));
  const screen = await screenHere(offline, BundleError);
  document.title = `${screen.title} - ${screen.frame.place} - Charter Oak`;
  desk.innerHTML = draw("desk/screen.html", { screen });
  desk.dataset.drawn = screen.kind;
}

/** Each template follows a form feed and its name. */
function sources(text) {
  return Object.fromEntries(text.split("\f").slice(1).map((each) => each.split(/\n(.*)/s)));
}

async function screenHere(offline, BundleError) {
  const place = /^\/desk\/([\w-]+)\/$/.exec(location.pathname)?.[1];
  const kept = place && await caches.match(`/desk/${place}/bundle.json`, { cacheName: GUIDANCE });
  if (!kept) return { ...offline.none({ title: "Desk", name: "", call_instead: "Call your supervisor or the person in charge." }, "This needs a connection", "This page is not kept on this device."), home: true };
  const bundle = await kept.json();
  const query = new URLSearchParams(location.search);
  if (query.get("start") === "now") {
    query.set("start", offline.nowIn(bundle.time_zone));
    history.replaceState(null, "", `?${query}`);
  }
  const today = offline.todayIn(bundle.time_zone);
  const fetched = offline.todayIn(bundle.time_zone, new Date(kept.headers.get("x-fetched")));
  try {
    return offline.wholeScreen(await offline.openKept(bundle, today), location.search, today, fetched);
  } catch (error) {
    if (error instanceof BundleError) return offline.tooOld(bundle);
    throw error;
  }
}
