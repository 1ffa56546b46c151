// Keeps the desk's own files and answers navigations to the desk when the network does not.
// Made anew by the server whenever one of these files changes.
const FILES = "desk-files-{{ version }}";
const GUIDANCE = "desk-guidance";
const PATIENCE = 4000;

self.addEventListener("install", (event) => event.waitUntil(install().then(() => self.skipWaiting())));

/** Keep the first page, and the files that come in one piece. */
async function install() {
  const cache = await caches.open(FILES);
  const fresh = (url) => new Request(url, { cache: "reload", credentials: "omit" });
  const [program] = await Promise.all([fetch(fresh("/desk/program.txt")), cache.add(fresh("/"))]);
  const whole = await program.text();
  let start = whole.indexOf("\n") + 1;
  for (const [urls, type, length] of JSON.parse(whole.slice(0, start))) {
    const text = whole.slice(start, (start += length));
    for (const url of urls) await cache.put(url, new Response(text, { headers: { "content-type": type } }));
  }
}

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("desk-files-") && name !== FILES;
  const clear = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(clear.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === "/" || url.pathname.startsWith("/desk/")) event.respondWith(page(request, url));
  } else if (url.pathname.startsWith("/static/") || url.pathname.startsWith("/desk/papers/")) {
    event.respondWith(file(request));
  }
});

/** The page from the server; where that fails or takes too long, the desk of this device. */
async function page(request, url) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const found = await Promise.race([fetch(request), late]);
    if (found && found.status < 500) return found;
  } catch {
    // no network: the device answers
  }
  const kept = await caches.match(url.pathname === "/" ? "/" : "/desk/offline/", { cacheName: FILES });
  return kept ?? fetch(request);
}

/** Our own files: those kept with the page that needs them, else the server's. */
async function file(request) {
  const { pathname } = new URL(request.url);
  return (await caches.match(pathname, { cacheName: FILES })) ?? (await caches.match(pathname, { cacheName: GUIDANCE })) ?? fetch(request);
}
