// What the real page carries of its texts: how many are in which state, what check finds, and of the text that is pointed at or has the focus, its key, where it
// stands and what is found in it.
"use strict";
const workbenchNotes = (() => {
  const { make } = workbenchTyped;
  const signs = { missing: "○", outdated: "↻", draft: "✎", reviewed: "✓", english: "" };
  const counts = make("p", {}), faults = make("div", {}), note = make("p", { class: "note-of-text" });
  let known = new Map();

  // update takes over what the page carries now.
  const update = () => {
    const data = JSON.parse(document.getElementById("workbench.data").textContent);
    known = new Map((data.notes || []).map((n) => [n.id, n]));
    const all = [...known.values()];
    const said = Object.entries(signs).map(([state, sign]) => [`${sign} ${all.filter((n) => n.state === state).length} ${state}`, all.some((n) => n.state === state)]);
    const found = all.reduce((sum, n) => sum + (n.findings || []).length, 0);
    counts.textContent = [...said.filter(([, some]) => some).map(([text]) => text.trim()), ...(found ? [`⚠ ${found} found by check`] : [])].join(" · ");
    faults.replaceChildren(...(data.faults || []).map((f) => make("p", { class: "error" }, `✗ ${f} (the last good text is shown)`)));
    for (const e of document.querySelectorAll("[data-segment]")) e.toggleAttribute("data-finding", Boolean(known.get(e.dataset.segment)?.findings?.length));
    note.replaceChildren();
    return known;
  };

  const show = (e) => {
    const text = e.target instanceof Element && e.target.closest("[data-segment]");
    const n = text && known.get(text.dataset.segment);
    if (!n) return;
    note.replaceChildren(`${signs[n.state]} ${n.state} · `, make("code", {}, n.key), ` · ${n.line ? `${n.file}:${n.line}` : n.file}`);
    if (n.text) note.append(" · kept back: ", make("span", { lang: n.lang, dir: n.dir }, n.text));
    for (const f of n.findings || []) note.append(make("span", { class: f.severity }, ` · ${f.severity}: ${f.rule}: ${f.message}`));
  };

  // begin puts what there is to say into the bar.
  const begin = (bar) => {
    bar.append(counts, faults, note);
    document.addEventListener("focusin", show);
    document.addEventListener("mouseover", show);
    return update();
  };
  return { begin, update };
})();
