// The workbench, made quicker: what it does is done by plain forms where this does not run.
"use strict";
(() => {
  const { make } = workbenchTyped;
  const keys = [
    ["Ctrl+Enter", "saves and goes on to the next text"], ["?", "lists the keys, outside of a field"], ["Esc", "closes what is open beside the page"],
    ["Enter", "on a text of the real page: opens it"], ["n", "goes to the next text that is to be done, outside of a field"],
    ["Ctrl with a link", "goes where it leads, in a new tab, instead of opening its text"],
  ];
  const listKeys = () => {
    const close = make("button", { type: "button" }, "Close");
    const dialog = make("dialog", { class: "bench", "aria-labelledby": "keys", lang: "en", dir: "ltr" }, make("h2", { id: "keys" }, "Keys"),
      make("dl", {}, ...keys.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])), close);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  document.addEventListener("keydown", (e) => {
    if (workbenchTyped.composing(e)) return;
    const writing = e.target instanceof Element && e.target.matches("textarea, input, select");
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      const form = e.target instanceof Element && e.target.closest("form.edit[data-check]");
      if (form) { e.preventDefault(); form.requestSubmit(); }
    } else if (e.key === "?" && !writing && !document.querySelector("dialog")) {
      e.preventDefault();
      listKeys();
    } else if (e.key === "n" && !writing && !e.ctrlKey && !e.metaKey && !e.altKey) {
      document.querySelector("a.next")?.click(); // the real page has a way of its own
    }
  });

  const { tag, place, sent } = document.body.dataset;
  if (tag === undefined) {
    if (document.getElementById("workbench.data")) workbenchRealPage();
    return;
  }
  document.querySelector("a.next")?.after(make("span", { class: "keys" }, " ", make("kbd", {}, "n"), " goes there, ", make("kbd", {}, "?"), " lists the keys."));
  workbenchTyped.done(sent);
  // A form with words goes only to a server that answers: a browser that finds none shows a page of its own in their place.
  let asked = null; // the form that may go
  document.addEventListener("submit", async (e) => {
    const { target: form, submitter } = e;
    if (asked === form || form.method !== "post" || !form.querySelector("textarea")) { asked = null; return; }
    e.preventDefault();
    if (!(await workbenchText.reached(form))) return;
    asked = form;
    form.requestSubmit(submitter);
  });
  const field = workbenchText.prepare(document);
  if (field) workbenchText.enter(field);
  if (!field) workbenchTyped.list(document.getElementById("main"), tag);
  if (tag) workbenchOthers.watch(tag, place, (event) => workbenchOthers.show(document.getElementById("others"), document.getElementById("news"), event));
})();
