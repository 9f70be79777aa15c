// The preview for translators. It reads the notes that the page carries, shows the one of the text that is pointed at or has the
// focus, and loads the page anew when a file was saved. No normal page carries it.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("preview.data").textContent);
  const notes = new Map((data.notes || []).map((n) => [n.id, n]));
  const signs = { missing: "○", outdated: "↻", draft: "✎", reviewed: "✓", english: "" };
  const marked = [...document.querySelectorAll("[data-segment]")];

  const make = (tag, attributes = {}, ...children) => {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
    e.append(...children);
    return e;
  };

  const panel = make("aside", { id: "preview", lang: "en", dir: "ltr", "aria-label": "Preview" });
  const bar = make("div", { class: "bar" });
  const body = make("div", { "aria-live": "polite" });
  panel.append(bar, body);

  const counts = {};
  for (const n of notes.values()) counts[n.state] = (counts[n.state] || 0) + 1;
  for (const state of ["missing", "outdated", "draft", "reviewed", "english"]) {
    if (counts[state]) bar.append(make("p", {}, `${signs[state]} ${counts[state]} ${state}`));
  }
  const found = [...notes.values()].reduce((sum, n) => sum + (n.findings || []).length, 0);
  if (found) bar.append(make("p", { class: "warning" }, `⚠ ${found} found by check`));
  const next = make("button", { type: "button" }, "Next to do");
  const close = make("button", { type: "button" }, "Close (Esc)");
  close.hidden = true;
  bar.append(next, close);
  for (const fault of data.faults || []) panel.append(make("p", { class: "fault" }, "✗ " + fault + " (the last good text is shown)"));

  for (const e of marked) if ((notes.get(e.dataset.segment)?.findings || []).length) e.setAttribute("data-finding", "");

  let chosen = null;  // the element whose note is shown
  let pinned = false; // shown until Esc: it was tapped or has the focus

  const row = (list, name, ...value) => list.append(make("dt", {}, name), make("dd", {}, ...value));

  const render = (n) => {
    const list = make("dl");
    row(list, "State", `${signs[n.state]} ${n.state} (${n.lang})`);
    if (n.english) row(list, "English", make("span", { lang: "en", dir: "ltr" }, n.english));
    if (n.text) row(list, "Kept back", make("span", { lang: n.lang, dir: n.dir }, n.text));
    row(list, "File", make("span", { class: "where" }, n.line ? `${n.file}:${n.line}` : n.file));
    if (n.english) row(list, "English in", make("span", { class: "where" }, n.place));
    row(list, "Key", make("code", {}, n.key));
    const box = make("div", { class: "note" }, list);
    for (const f of n.findings || []) {
      box.append(make("p", { class: f.severity }, `${f.severity === "error" ? "✗" : "⚠"} ${f.severity}: ${f.rule}: ${f.message} (${f.line}:${f.col})`),
        make("p", { class: "hint" }, f.hint));
    }
    return box;
  };

  const show = (element, pin) => {
    const n = element && notes.get(element.dataset.segment);
    if (!n) return;
    chosen?.classList.remove("preview-chosen");
    chosen = element;
    pinned = pin;
    chosen.classList.add("preview-chosen");
    close.hidden = false;
    body.replaceChildren(render(n));
    room();
  };

  const hide = () => {
    chosen?.classList.remove("preview-chosen");
    chosen = null;
    pinned = false;
    close.hidden = true;
    body.replaceChildren();
    room();
  };

  // room keeps the end of the page, and what has the focus, from lying under the panel.
  const room = () => {
    document.body.style.paddingBlockEnd = `${panel.offsetHeight}px`;
    document.documentElement.style.scrollPaddingBlockEnd = `${panel.offsetHeight + 16}px`;
  };

  const segmentOf = (e) => (e.target instanceof Element && !panel.contains(e.target) ? e.target.closest("[data-segment]") : null);
  document.addEventListener("focusin", (e) => { const s = segmentOf(e); if (s) { show(s, true); s.scrollIntoView({ block: "nearest" }); } });
  document.addEventListener("mouseover", (e) => { const s = segmentOf(e); if (s && !pinned) show(s, false); });
  document.addEventListener("click", (e) => { const s = segmentOf(e); if (s) show(s, true); });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !chosen) return;
    const was = chosen;
    hide();
    if (panel.contains(document.activeElement)) was.focus(); // which shows it again only if asked: see below
    if (document.activeElement === was) hide();
  });
  close.addEventListener("click", () => { const was = chosen; hide(); was?.focus(); hide(); });

  const todo = (e) => ["missing", "outdated"].includes(e.dataset.state) || e.hasAttribute("data-finding");
  next.addEventListener("click", () => {
    const from = chosen ? marked.indexOf(chosen) : -1;
    const after = [...marked.slice(from + 1), ...marked.slice(0, from + 1)].find(todo);
    if (!after) { body.replaceChildren(make("p", { class: "note" }, "Nothing is left to translate or to mend on this page.")); room(); return; }
    show(after, true);
    after.scrollIntoView({ block: "center" });
  });

  document.body.append(panel);
  document.documentElement.style.scrollPaddingBlockEnd = "4rem";
  room();
  addEventListener("resize", room);

  // What was looked at stays in view across a reload.
  const place = "preview.chosen " + location.pathname;
  const before = sessionStorage.getItem(place);
  if (before) {
    sessionStorage.removeItem(place);
    const again = marked.find((e) => e.dataset.segment === before);
    if (again) show(again, true);
  }

  // The server names its version at once and after every change. EventSource connects again by itself.
  new EventSource("/preview/events").addEventListener("version", (e) => {
    if (e.data === data.version) return;
    if (chosen && pinned) sessionStorage.setItem(place, chosen.dataset.segment);
    location.reload();
  });
})();
