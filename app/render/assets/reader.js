// What a guide offers to readers whose browser runs scripts: reading it aloud with a voice of their own device, and keeping it on their phone.
// Everything else works without. The texts that it shows stand in the page's <template id="ui.tools">. It keeps to ES2017, for old phones.
"use strict";
(() => {
  const own = document.currentScript;
  const template = document.getElementById("ui.tools");
  const article = document.querySelector("main article");
  if (!template || !article || !template.content) return;
  const tools = template.content.firstElementChild.cloneNode(true);
  const one = (selector) => tools.querySelector(selector);
  const button = (name) => one('[data-do="' + name + '"]');
  const show = (name, on) => { button(name).hidden = !on; };
  const pageLang = document.documentElement.lang;

  const say = (name, date) => {
    const status = one("[role=status]"), text = name && one('[data-say="' + name + '"]');
    status.textContent = "";
    if (!text) return;
    const shown = text.cloneNode(true), time = shown.querySelector("time");
    if (time) {
      time.dateTime = date.toISOString();
      // By the language's own calendar, as the server writes dates.
      time.textContent = date.toLocaleDateString(shown.lang || pageLang, { year: "numeric", month: "long", day: "numeric" });
    }
    status.append(shown);
  };

  template.parentNode.insertBefore(tools, template.nextSibling);

  /* ---- Reading aloud ---- */

  const speech = window.speechSynthesis;
  const canSpeak = speech && "SpeechSynthesisUtterance" in window;

  // full returns a language with its likely script and region. Browsers before 2020 do not know them (Intl.Locale): there it is what the tag says, and
  // of Chinese, which is written in two scripts, what its region says.
  const full = (tag) => {
    const parts = tag.split(/[-_#]+/);
    try { return new Intl.Locale(parts.join("-")).maximize(); } catch (e) { /* by hand */ }
    const has = (pattern) => parts.slice(1).find((p) => pattern.test(p));
    const language = parts[0].toLowerCase(), region = has(/^[a-z]{2}$/i);
    const chinese = language === "zh" && (/TW|HK|MO/i.test(region) ? "Hant" : "Hans");
    return { language: { iw: "he", in: "id" }[language] || language, script: has(/^[a-z]{4}$/i) || chinese, region };
  };

  // points says how well a voice fits a language, 0 for not at all. Its script must be that of the text, which tells Taiwan's voice from that of
  // mainland China; Hong Kong's speaks Cantonese, which is another language than the one that is written. The region of the text is best, then that
  // of the reader; another region's voice is better than none to somebody who cannot read.
  const points = (voice, wanted, tag) => {
    const has = full(voice.lang || "");
    if (has.language !== wanted.language || has.script !== wanted.script || has.language === "zh" && /HK|MO/.test(has.region)) return 0;
    if (has.region === wanted.region && /-[A-Z]{2}$/.test(tag)) return 5;
    if ((navigator.languages || []).some((l) => { const f = full(l); return f.language === has.language && f.region === has.region; })) return 4;
    return has.region === wanted.region ? 3 : voice.default ? 2 : 1;
  };

  // voiceFor returns the best voice for a language of those that work on the device itself: what a patient reads is sent to nobody.
  const voiceFor = (tag) => {
    const wanted = full(tag);
    let best = null, most = 0;
    for (const voice of canSpeak ? speech.getVoices() : []) {
      const p = voice.localService === true ? points(voice, wanted, tag) : 0;
      if (p > most) { best = voice; most = p; }
    }
    return best;
  };

  const silent = "sup, audio, template, pre, nav, .notice, .toolbar, .flag, .label, .byline, .about, .paper, [role=doc-backlink], [hidden]";
  const blocks = "h1, h2, h3, h4, h5, h6, p, li, td, th";

  // texts returns the blocks of the guide that are read aloud, in their order, with their pieces of text.
  const texts = () => {
    const list = [], walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, element = node.parentElement.closest(blocks);
      if (!element || node.parentElement.closest(silent) || !article.contains(element)) continue;
      let last = list[list.length - 1];
      if (!last || last.element !== element) {
        last = { element, parts: [], text: "" };
        list.push(last);
      }
      if (node.previousSibling && node.previousSibling.nodeName === "BR") last.text += " ";
      last.parts.push({ node, start: last.text.length });
      last.text += node.data;
    }
    return list;
  };

  // cut returns where the pieces of a text begin and end that a pattern matches without a gap, counted from its place.
  const cut = (text, pieces, from) => (text.match(pieces) || []).map((piece) => [from, from += piece.length]);

  const sentences = (text, lang) => {
    if (!window.Intl || !Intl.Segmenter) return cut(text, /[^]*?(?:[.!?…]["”’»)]*(?:\s+|$)|[。！？।۔؟][」』”’»)]*\s*)|[^]+/g, 0);
    return Array.from(new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text), (s) => [s.index, s.index + s.segment.length]);
  };

  // At most 200 characters are spoken at once, because some engines stop after fifteen seconds: up to a comma, or else a space.
  const phrases = /[^]{1,200}$|[^]{40,198}(?:[,;:،؛] |[、，；])|[^]{40,199} |[^]{200}/g;

  const failed = new Set(); // recordings that could not be heard: they are gone, or there is no network

  // recordingOf returns the recording of the text of an element. The text has the id of the element itself or, in a heading, of what is in it.
  const recordingOf = (element) => {
    for (const named of [element, ...element.querySelectorAll('span[id*="."]')]) {
      const audio = named.id && article.querySelector('audio[data-of="' + named.id + '"]');
      if (audio && !failed.has(audio)) return audio;
    }
    return null;
  };

  // script returns what is read: each recording, and each sentence of what has none, with the element it stands in.
  const script = () => {
    const list = [];
    for (const { element, parts, text } of texts()) {
      const lang = element.closest("[lang]").lang, audio = recordingOf(element);
      if (audio) { list.push({ element, lang, audio }); continue; }
      for (const s of sentences(text, lang)) {
        for (const [start, end] of cut(text.slice(s[0], s[1]), phrases, s[0])) {
          const spoken = text.slice(start, end).replace(/\s+/g, " ").trim();
          if (spoken) list.push({ element, lang, parts, start, end, text: spoken });
        }
      }
    }
    return list;
  };

  let list = [], at = -1, turn = 0, playing = null, speaking = null, watch = 0;

  const rangeOf = (s) => {
    const point = (offset, last) => {
      let found = s.parts[0];
      for (const p of s.parts) if (last ? p.start < offset : p.start <= offset) found = p;
      return [found.node, Math.max(0, Math.min(offset - found.start, found.node.data.length))];
    };
    const range = document.createRange(), from = point(s.start, false), to = point(s.end, true);
    range.setStart(from[0], from[1]);
    range.setEnd(to[0], to[1]);
    return range;
  };

  const canMark = window.Highlight && CSS.highlights;
  const mark = (s) => {
    for (const e of document.querySelectorAll(".spoken")) e.classList.remove("spoken");
    if (canMark) CSS.highlights.delete("spoken");
    if (!s) return;
    let box = s.element.getBoundingClientRect();
    if (s.parts && canMark) {
      const range = rangeOf(s);
      CSS.highlights.set("spoken", new Highlight(range));
      box = range.getBoundingClientRect();
    } else {
      s.element.classList.add("spoken");
    }
    // The buttons stand at the lower edge. The style sheet says whether it scrolls smoothly.
    if (box.top < 0 || box.bottom > tools.getBoundingClientRect().top) scrollBy(0, box.top - innerHeight / 3);
  };

  const hush = () => {
    turn++;
    clearTimeout(watch);
    if (playing) { const p = playing; playing = null; p.onended = p.onerror = null; p.pause(); }
    speaking = null;
    if (canSpeak) speech.cancel();
  };

  const controls = (state) => {
    show("listen", state === "off");
    show("pause", state === "on");
    show("resume", state === "paused");
    show("back", state !== "off");
    show("stop", state !== "off");
    one(".speed").hidden = state === "off";
    tools.classList.toggle("busy", state !== "off");
  };

  const stop = (message) => {
    const had = tools.contains(document.activeElement);
    hush();
    at = -1;
    mark(null);
    controls("off");
    if (had) button("listen").focus();
    if (message) {
      say(message);
      one("[role=status]").scrollIntoView({ block: "nearest" });
    }
  };

  const rate = () => Number(one("select").value) || 1;

  const play = (index) => {
    const busy = canSpeak && (speech.speaking || speech.pending);
    hush();
    if (index >= list.length) return stop();
    const mine = turn, s = list[index];
    const next = () => { if (mine === turn) play(index + 1); };
    const voice = s.audio ? null : voiceFor(s.lang);
    if (!s.audio && !voice) return stop(/^en\b/.test(s.lang) ? "english" : "");
    at = index;
    controls("on");
    mark(s);
    if (s.audio) {
      playing = s.audio;
      playing.currentTime = 0;
      playing.playbackRate = rate();
      playing.onended = next;
      // What cannot be heard is spoken, if there is a voice for it.
      playing.onerror = () => {
        if (mine !== turn) return;
        failed.add(s.audio);
        list = script();
        const again = list.findIndex((other) => other.element === s.element);
        play(again < 0 ? list.length : again);
      };
      const played = playing.play();
      if (played) played.catch(playing.onerror);
      return;
    }
    const u = speaking = new SpeechSynthesisUtterance(s.text.replace(/\u00AD/g, "")); // Chrome never ends what nobody holds
    u.voice = voice;
    u.lang = voice.lang.replace(/_/g, "-");
    u.rate = rate();
    u.onend = next;
    u.onerror = (e) => { if (mine === turn && e.error !== "interrupted" && e.error !== "canceled") stop(); };
    const speak = () => {
      if (mine !== turn) return;
      speech.speak(u);
      watch = setTimeout(next, 8000 + s.text.length * 400 / u.rate); // an engine that never says that it has ended
    };
    if (busy) setTimeout(speak, 60); // Chrome drops what is spoken in the moment in which something was cancelled
    else speak(); // at once: iOS speaks only while a button is pressed
  };

  const actions = {
    listen: () => { say(); list = script(); play(0); if (at >= 0) button("pause").focus(); },
    // Android does not pause: it is ended, and the sentence begun again.
    pause: () => { hush(); controls("paused"); button("resume").focus(); },
    resume: () => { play(at); if (at >= 0) button("pause").focus(); },
    back: () => { play(Math.max(at - 1, 0)); },
    stop: () => stop(),
  };

  // offer shows the button where there is a voice for the page, or a recording of all of it. Voices come late.
  const offer = () => {
    if (at >= 0) return;
    let offered = voiceFor(pageLang);
    if (!offered && article.querySelector("audio[data-of]")) offered = script().every((s) => s.audio);
    one(".listen").hidden = !offered;
    if (offered) controls("off");
  };

  tools.addEventListener("click", (e) => {
    const b = e.target.closest("[data-do]");
    if (b && actions[b.dataset.do]) actions[b.dataset.do]();
  });
  one("select").addEventListener("change", () => { if (at >= 0 && !button("pause").hidden) play(at); });
  addEventListener("pagehide", () => { if (at >= 0) stop(); });
  // A recording that the reader starts themselves is not talked over.
  document.addEventListener("play", (e) => { if (at >= 0 && e.target !== playing) stop(); }, true);
  offer();
  if (canSpeak) {
    speech.onvoiceschanged = offer;
    for (const wait of [500, 2000]) setTimeout(offer, wait); // some browsers never tell
  }

  /* ---- Keeping ---- */

  const workers = navigator.serviceWorker, page = tools.dataset.page;
  if (!page || !workers || !window.isSecureContext || !window.caches) return;
  const scope = own.dataset.scope;

  const ask = (worker, task) => new Promise((resolve, reject) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (e) => { if (e.data && !e.data.failed) resolve(e.data); else reject(new Error("failed")); };
    setTimeout(() => reject(new Error("no answer")), 60000);
    worker.postMessage({ do: task, page }, [channel.port2]);
  });

  const shown = (kept) => {
    one("details").hidden = !!kept;
    one("details").open = false;
    show("remove", !!kept);
    if (kept) say("kept", new Date(kept));
    else say();
  };

  actions.keep = async () => {
    button("keep").disabled = true;
    try {
      await workers.register(own.dataset.worker, { scope, updateViaCache: "none" });
      const registration = await workers.ready;
      shown((await ask(registration.active, "keep")).kept);
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist(); // or a phone that is full may forget it
      button("remove").focus();
    } catch (e) {
      say("failed");
    }
    button("keep").disabled = false;
  };

  actions.remove = async () => {
    try {
      const registration = await workers.getRegistration(scope);
      if (registration && registration.active) await ask(registration.active, "remove");
      shown(null);
      one("summary").focus();
    } catch (e) { /* it is there still, as the page says */ }
  };

  (async () => {
    let kept = null;
    try {
      const registration = await workers.getRegistration(scope);
      if (registration && registration.active) kept = (await ask(registration.active, "state")).kept;
    } catch (e) { /* it is not known, and can be kept anew */ }
    shown(kept);
    one(".keep").hidden = false;
  })();
})();
