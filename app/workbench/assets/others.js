// Who else is at work. The pages of one browser share one stream of events, because a browser has few connections to a server: the one that leads has it,
// tells the others, and says to the server what all of them show. A page that is hidden has none.
"use strict";
const workbenchOthers = (() => {
  const lockName = "parlance.events", least = 250, most = 30000, settle = 60; // milliseconds
  const page = workbenchTyped.named();
  const browser = () => {
    try { return localStorage["parlance.browser"] ||= page; } catch { return page; }
  };
  let own = null;            // what this page shows: its locale and the text or page
  let hear = () => {};
  let channel = null;        // to the other pages; null where there is none
  let leave = null;          // gives up leading, or waiting for that; null while hidden
  let leads = false;
  const shown = new Map();   // what the other pages show, while this one leads
  let stream = null, timer = 0, pause = least, last = "";

  const told = (event, id) => {
    last = id || last;
    hear(event);
  };

  const connect = () => {
    stream?.close();
    const query = new URLSearchParams({ browser: browser(), after: last });
    for (const at of new Set([own, ...shown.values()].map((p) => `${p.tag} ${p.place}`))) query.append("at", at);
    const began = Date.now();
    stream = new EventSource("/events?" + query);
    stream.addEventListener("message", (e) => {
      const event = JSON.parse(e.data);
      told(event, e.lastEventId);
      channel?.postMessage({ event, id: e.lastEventId });
    });
    // It is opened anew here, because a browser gives up after an answer that is no stream. What breaks off at once is asked for less and less often.
    stream.addEventListener("error", () => {
      stream.close();
      pause = Date.now() - began > 10 * least ? least : Math.min(2 * pause, most);
      later(pause * (0.5 + Math.random()));
    });
  };
  const later = (time) => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (leads) gather(); }, time);
  };
  // gather asks the other pages what they show, so that one that has crashed is not told of for ever.
  const gather = () => {
    if (!channel) { connect(); return; }
    shown.clear();
    channel.postMessage({ ask: true });
    soon();
  };

  const lead = () => {
    leads = true;
    pause = least;
    gather();
  };
  const follow = () => {
    leads = false;
    clearTimeout(timer);
    stream?.close();
    stream = null;
  };

  const answer = (e) => {
    const { event, id, ask, from, at } = e.data;
    if (event) told(event, id);
    else if (ask) channel.postMessage({ from: page, at: own });
    else if (from && leads) {
      const knew = JSON.stringify(shown.get(from) ?? null);
      if (at) shown.set(from, at); else shown.delete(from);
      if (JSON.stringify(at) !== knew) soon();
    }
  };
  // soon asks for a stream that knows what is shown now.
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (leads) connect(); }, settle);
  };

  // begin takes part, while the page is before somebody's eyes.
  const begin = () => {
    if (leave || !own) return;
    if (!navigator.locks || !window.BroadcastChannel) { leave = follow; lead(); return; }
    channel = new BroadcastChannel(lockName);
    channel.addEventListener("message", answer);
    channel.postMessage({ from: page, at: own });
    const giveUp = new AbortController();
    let release = () => {};
    leave = () => { giveUp.abort(); release(); follow(); channel.postMessage({ from: page, at: null }); channel.close(); channel = null; };
    const leading = () => (giveUp.signal.aborted ? null : new Promise((done) => { release = done; lead(); }));
    navigator.locks.request(lockName, { signal: giveUp.signal }, leading).catch(() => {}); // it is given up
  };
  const end = () => {
    leave?.();
    leave = null;
  };

  // watch begins to tell of what others do. heard is called with every event, and with one of kind "missed" where some may have been missed: at the beginning, too.
  const watch = (tag, place, heard) => {
    own = { tag, place };
    hear = (event) => { if (event.tag === tag) heard(event); };
    const look = () => {
      if (document.visibilityState !== "visible") { end(); return; }
      if (!leave && last) hear({ kind: "missed", tag });
      begin();
    };
    document.addEventListener("visibilitychange", look);
    addEventListener("pagehide", end);
    addEventListener("pageshow", look);
    look();
  };

  // move says that the page shows another text or page now.
  const move = (place) => {
    if (own.place === place) return;
    own = { ...own, place };
    if (leads) soon(); else channel?.postMessage({ from: page, at: own });
  };

  // show writes into a line who else is there, and into one that is read aloud what was done. Names are isolated from the direction of what stands around them.
  const show = (line, news, event) => {
    if (!event.by && event.kind !== "here") return;
    const name = (text) => workbenchTyped.make("bdi", {}, text);
    const where = (place) => place === own.place ? " (here too)" : place ? `: ${place}` : "";
    if (event.kind === "here") line.replaceChildren(...(event.here || []).flatMap((h, n) => [n ? ", " : "At work: ", name(h.by), where(h.place)]));
    else news.replaceChildren(name(event.by), ` ${event.kind} ${event.key || event.page}`);
  };
  return { watch, move, show };
})();
