// The service worker of readers who keep guides on their phone. Nobody else has it: a page registers it when its reader asks for that.
//
// It promises: the network comes first, and a copy is shown only where no page comes from it, with its date and a warning: there is no network, it says nothing
// for ten seconds, or the server has trouble of its own (5xx). A copy is gone on the day by which its guide must be reviewed, or else thirty days after the
// server last said that it holds. Whenever a page comes from the network, every copy is asked for again, so that what was withdrawn is gone. Where nothing is
// kept any more, nothing of this is left on the phone.
"use strict";

const scope = new URL(self.registration.scope);
const STORE = "kept " + scope.pathname;
const DAYS = 30;
const MOST = 50;        // guides
const MOST_ASSETS = 60; // of one guide
const PATIENCE = 10000; // milliseconds that a reader who has a copy waits for the network

// Each copy of a guide carries when the server sent or confirmed it, and until when it may be shown.
const AT = "x-kept-at", UNTIL = "x-kept-until";

const isGuide = (response) => response.headers.has(AT);
// A copy of tomorrow was made while the phone's clock was wrong: nobody knows how old it is.
const isOver = (response) => !(Date.now() < Date.parse(response.headers.get(UNTIL)) && Date.parse(response.headers.get(AT)) < Date.now() + 864e5);
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const find = (cache, url) => cache.match(url, { ignoreVary: true });

// Tasks that change what is kept run one after the other.
let last = Promise.resolve();
const inTurn = (task) => (last = last.then(task, task));

// all returns the matches of a pattern's first group.
function all(text, pattern) {
  const list = [];
  for (let m; (m = pattern.exec(text));) list.push(m[1]);
  return list;
}

// assetsOf returns the addresses of what a guide needs to be shown.
function assetsOf(html) {
  const list = all(html, /(?:href|src)="([^"?#]*\/assets\/[^"?#]+\.(?:css|svg|js|png|jpe?g|gif|webp|avif))"/g);
  return Array.from(new Set(list.map((a) => new URL(a, scope).href))).slice(0, MOST_ASSETS);
}

// until returns the moment at which a copy ends: on the day by which its guide must be reviewed, or else after thirty days.
function until(html) {
  const day = (html.match(/ data-until="(\d{4}-\d\d-\d\d)"/) || [])[1];
  return new Date(day ? Date.parse(day + "T00:00:00") : Date.now() + DAYS * 864e5);
}

// ask sends for a guide. An error means that the server did not say what is the case today: there is no network, it has trouble, or somebody in between
// wants the reader to sign in.
async function ask(url, tag) {
  const answer = fetch(url, { cache: "no-store", credentials: "omit", headers: tag ? { "If-None-Match": tag } : {} });
  const response = await Promise.race([answer, after(3 * PATIENCE).then(() => { throw new Error("slow"); })]); // the next task waits for this one
  if (!response.ok && ![304, 404, 410, 451].includes(response.status)) throw new Error("trouble");
  return response;
}

// renew asks the server for a guide, and keeps what it sends. A copy is gone where the server has no such guide any more, or none that may be kept. One that
// has moved is kept at its new address. It returns when the copy was made; an error of ask changes nothing.
async function renew(url) {
  const cache = await caches.open(STORE), old = await find(cache, url);
  const response = await ask(url, old && old.headers.get("etag"));
  const same = response.status === 304 && old;
  const html = same ? await old.text() : response.ok ? await response.text() : "";
  const address = response.redirected ? response.url : url, end = until(html), at = new Date();
  const may = html.includes(' data-page="' + new URL(address).pathname + '"') && end > at;
  if (!may || address !== url) await cache.delete(url, { ignoreVary: true });
  if (!may) return null;
  const headers = new Headers((same ? old : response).headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  headers.set(AT, at.toISOString());
  headers.set(UNTIL, end.toISOString());
  try {
    await cache.put(address, new Response(html, { headers }));
  } catch (e) { // the phone is full; what it has may say something else than what is true today
    await cache.delete(url, { ignoreVary: true });
    throw e;
  }
  for (const asset of assetsOf(html)) {
    if (await find(cache, asset)) continue;
    const found = await fetch(asset, { credentials: "omit" });
    if (found.ok) await cache.put(asset, found);
  }
  return at.toISOString();
}

// guides returns the copies that may be shown, with their addresses.
async function guides() {
  const list = [];
  if (!(await caches.has(STORE))) return list;
  const cache = await caches.open(STORE);
  for (const request of await cache.keys()) {
    const response = await find(cache, request.url);
    if (response && isGuide(response) && !isOver(response)) list.push({ url: request.url, response });
  }
  return list;
}

// sweep removes copies that are over, and files that no copy needs; where no copy is left, everything.
async function sweep() {
  const left = await guides(), needed = new Set();
  if (left.length === 0) {
    await caches.delete(STORE);
    await self.registration.unregister();
    return;
  }
  for (const g of left) {
    needed.add(g.url);
    for (const a of assetsOf(await g.response.text())) needed.add(a);
  }
  const cache = await caches.open(STORE);
  for (const request of await cache.keys()) if (!needed.has(request.url)) await cache.delete(request, { ignoreVary: true });
}

let waiting = null;

// refresh asks for every copy again, once for all visits that come before it has begun.
function refresh() {
  waiting = waiting || inTurn(async () => {
    waiting = null;
    for (const g of await guides()) {
      try { await renew(g.url); } catch (e) { /* it stays as it is */ }
    }
    await sweep();
  });
  return waiting;
}

const pathOf = (url) => new URL(url).pathname.slice(scope.pathname.length);

// copyFor returns the copy for an address: that of the address itself, or, of one that names no language, that of the guide in any.
function copyFor(list, path) {
  return list.find((g) => pathOf(g.url) === path) || list.find((g) => pathOf(g.url).replace(/^[^/]*\//, "") === path);
}

const part = (html, pattern) => (html.match(pattern) || ["", ""])[1];
const template = (html, id) => part(html, new RegExp('<template id="' + id + '">([^]*?)</template>'));

// dated returns the warning of a copy with its date.
function dated(notice, at, lang) {
  let day = at.toISOString().slice(0, 10);
  try {
    day = new Intl.DateTimeFormat(part(notice, / lang="([^"]*)"/) || lang, { year: "numeric", month: "long", day: "numeric" }).format(at);
  } catch (e) { /* the plain one */ }
  return notice.replace(/<time>[^<]*<\/time>/, '<time datetime="' + at.toISOString() + '">' + day + "</time>");
}

// shown returns a copy as it is shown, with its warning.
async function shown(copy) {
  const html = await copy.response.text(), at = new Date(copy.response.headers.get(AT));
  const notice = dated(template(html, "ui.kept"), at, part(html, /<html lang="([^"]*)"/));
  return new Response(html.replace(/<main[^>]*>/, (main) => main + notice), { headers: copy.response.headers });
}

// missing returns the page that says that there is no network and that the page is not kept, and names what is, and who stands behind the site.
async function missing(list, path) {
  if (list.length === 0) return Response.error();
  const near = list.find((g) => pathOf(g.url).split("/")[0] === path.split("/")[0]) || list[0];
  const html = await near.response.clone().text(), text = template(html, "ui.none").replace(/(<\/?)h2/g, "$1h1"); // a page has one main heading, in its templates too
  let links = "";
  for (const g of list) {
    const kept = await g.response.text(), title = kept.match(/<title([^>]*)>([^]*?)<\/title>/) || ["", "", ""];
    const lang = title[1] || part(kept, /<html([^>]*)>/);
    links += '<li><a href="' + new URL(g.url).pathname + '"' + lang + ">" + title[2] + "</a></li>";
  }
  const heading = text.match(/<h1([^>]*)>([^]*?)<\/h1>/) || ["", "", ""];
  const page = "<!DOCTYPE html>\n" + html.match(/<html[^>]*>/)[0] + '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
    "<title" + heading[1] + ">" + heading[2] + "</title>" + part(html, /(<link rel="stylesheet"[^>]*>)/) + '</head><body><main id="ui.main">' + text + "<ul>" + links + "</ul></main>" +
    part(html, /(<footer class="site">[^]*?<\/footer>)/) + "</body></html>";
  return new Response(page, { status: 503, headers: near.response.headers });
}

// fresh returns the server's answer. An error is that answer, where it tells of trouble of the server's own, or says that there is none: after a while only to
// readers who have a copy, because the others have nothing but to wait.
async function fresh(request) {
  const answer = fetch(request).then((response) => {
    if (response.status >= 500) throw response;
    return response;
  });
  const patience = after(PATIENCE).then(async () => {
    if (copyFor(await guides(), pathOf(request.url))) throw new Error("slow");
    return answer;
  });
  return Promise.race([answer, patience]);
}

// visit answers a reader who goes to a page.
async function visit(event) {
  try {
    const response = await fresh(event.request);
    event.waitUntil(refresh());
    return response;
  } catch (e) {
    event.waitUntil(inTurn(sweep));
    const list = await guides(), path = pathOf(event.request.url), copy = copyFor(list, path);
    if (copy) return shown(copy);
    return e instanceof Response ? e : missing(list, path);
  }
}

// asset answers a page that needs one of the files whose names carry a hash of what they hold: what is kept of them is what the server has.
async function asset(request) {
  return (await caches.match(request.url, { cacheName: STORE, ignoreVary: true })) || fetch(request);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  if (request.mode === "navigate") event.respondWith(visit(event));
  else if (pathOf(request.url).startsWith("assets/") && !request.headers.has("range")) event.respondWith(asset(request));
});

const tasks = {
  async keep(url) {
    const list = await guides();
    if (list.length >= MOST && !list.some((g) => g.url === url)) throw new Error("too many");
    let kept = null;
    try {
      kept = await renew(url);
    } finally {
      if (!kept) await tasks.remove(url); // half of it is not kept
    }
    return kept ? { kept } : { failed: true };
  },
  async state(url) {
    const copy = (await guides()).find((g) => g.url === url);
    return { kept: copy ? copy.response.headers.get(AT) : null };
  },
  async remove(url) {
    if (await caches.has(STORE)) await (await caches.open(STORE)).delete(url, { ignoreVary: true });
    await sweep();
    return {};
  },
};

self.addEventListener("message", (event) => {
  const data = event.data || {}, port = event.ports[0], task = Object.keys(tasks).includes(data.do) && tasks[data.do];
  if (!task || !port || typeof data.page !== "string") return;
  const page = new URL(data.page, scope);
  if (page.origin !== scope.origin || !page.pathname.startsWith(scope.pathname)) return;
  const run = () => task(page.origin + page.pathname);
  event.waitUntil((data.do === "state" ? run() : inTurn(run)).then((done) => port.postMessage(done), () => port.postMessage({ failed: true })));
});
