// The real page: a text opens beside it, and whatever the server answers to its form.
"use strict";
const workbenchRealPage = () => {
  const { make } = workbenchTyped;
  const [, tag, ...slug] = location.pathname.split("/");
  const here = slug.join("/");
  let known;
  let panel = null, opened = ""; // address of the text that stands in the panel
  const editOf = (e) => known.get(e.dataset.segment)?.edit;
  const marked = () => [...document.querySelectorAll("[data-segment]")].filter(editOf);
  const ofThisPage = (address) => [...known.values()].some((n) => n.edit === address);

  const next = make("button", { type: "button" }, "Next text to be done (n)");
  const others = make("p", { id: "others" }), news = make("p", { id: "news", role: "status" }), said = make("p", { id: "said", role: "status" });
  document.body.append(make("aside", { class: "bench workbench-bar", lang: "en", dir: "ltr", "aria-label": "Workbench" },
    make("a", { href: "/" + tag }, `Workbench: ${tag}`), next, said, news, others));
  // What the server wrote of each part of the page, to tell what has changed.
  const parts = ["ui.main", "workbench.texts", "workbench.data"];
  const wrote = new Map(parts.map((id) => [id, document.getElementById(id)?.outerHTML]));
  known = workbenchNotes.begin(document.querySelector(".workbench-bar"));
  const say = (...words) => said.replaceChildren(...words);

  const choose = () => {
    for (const e of marked()) e.classList.toggle("workbench-chosen", opened !== "" && editOf(e) === opened);
    return document.querySelector("main .workbench-chosen") || document.querySelector(".workbench-chosen");
  };
  const close = () => {
    const was = choose();
    panel?.remove();
    panel = null;
    opened = "";
    workbenchOthers.move(here);
    choose();
    was?.focus();
  };

  // fill shows a page of the workbench in the panel.
  const fill = (page, address) => {
    const main = page.getElementById("main");
    if (!main) { location.href = address; return; }
    if (!panel) {
      panel = make("aside", { class: "bench workbench-panel", lang: "en", dir: "ltr", "aria-label": "Text" });
      panel.addEventListener("submit", send);
      panel.addEventListener("click", (e) => { if (e.target.matches("a.leave") && !e.ctrlKey && !e.metaKey) { e.preventDefault(); open(e.target.href); } });
      document.body.append(panel);
    }
    panel.dataset.by = page.body.dataset.by;
    const shut = make("button", { type: "button", class: "second" }, "Close (Esc)");
    shut.addEventListener("click", close);
    const box = make("div", { id: "main" });
    box.append(...main.childNodes);
    panel.replaceChildren(shut, box);
    panel.scrollTop = 0;
    opened = new URL(address).pathname;
    workbenchOthers.move(opened.slice(opened.lastIndexOf("/") + 1));
    choose()?.scrollIntoView({ block: "center" });
    const field = workbenchText.prepare(panel);
    if (field) workbenchText.enter(field); else shut.focus();
  };

  const parse = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = async (address) => {
    say();
    try {
      const answer = await fetch(address);
      fill(await parse(answer), answer.url);
    } catch { say("The server does not answer. Try again in a moment."); }
  };

  // finished is what follows where the next text is not on this page: it says what was done, and leads on.
  const finished = (page, address) => {
    close();
    const done = page.querySelector(".done")?.textContent || "";
    const to = new URL(address).pathname;
    if (!to.includes(".")) { say(done, " Nothing is left to do in this language."); next.focus(); return; }
    const on = make("a", { href: to.slice(0, to.lastIndexOf("/")) + "?open=" + to.slice(to.lastIndexOf("/") + 1) }, "go on there");
    say(done, " The next text is on another page: ", on);
    on.focus();
  };

  const send = async (e) => {
    const form = e.target;
    e.preventDefault();
    const fields = new URLSearchParams(new FormData(form, e.submitter));
    try {
      const answer = form.method === "post" ? await fetch(form.action, { method: "POST", body: fields }) : await fetch(form.action + "?" + fields);
      const page = await parse(answer);
      if (answer.status === 403 && page.querySelector('a[href^="/sign-in?"]:not([href*="fresh="])')) { workbenchText.signedOut(form); return; }
      workbenchTyped.done(page.body.dataset.sent);
      if (form.method === "post" && answer.redirected) await refresh();
      const to = new URL(answer.url).pathname;
      const leaves = form.method === "post" && answer.redirected && to !== opened && !ofThisPage(to) && !page.querySelector(".withdraw");
      if (leaves) finished(page, answer.url); else fill(page, answer.url);
    } catch {
      workbenchText.unsent(form);
    }
  };

  // refresh shows what the page says now, where it stands.
  const apart = 600; // milliseconds between two looks at the page, where many save at once
  let due = 0, looked = 0;
  const refreshSoon = () => {
    clearTimeout(due);
    due = setTimeout(() => refresh().catch(() => {}), Math.max(0, looked + apart - Date.now())); // the next event tries again
  };
  const refresh = async () => {
    looked = Date.now();
    const page = await parse(await fetch(location.href));
    const at = document.activeElement?.dataset.segment;
    const changed = parts.map((id) => page.getElementById(id)).filter((now) => now && now.outerHTML !== wrote.get(now.id));
    if (!changed.length) return;
    for (const now of changed) {
      wrote.set(now.id, now.outerHTML);
      document.getElementById(now.id)?.replaceWith(now);
    }
    known = workbenchNotes.update();
    choose();
    if (at && document.activeElement === document.body) marked().find((e) => e.dataset.segment === at)?.focus({ preventScroll: true });
  };

  // What is pressed on the page opens the text under it. A link to another page leads there, and with Ctrl every link does what it says.
  const textAt = (e) => {
    const text = e.target instanceof Element && !e.target.closest(".workbench-panel, .workbench-bar, .workbench-texts") && e.target.closest("[data-segment]");
    const address = text && editOf(text);
    if (!address) return "";
    const control = e.target.closest("a, button, summary, input, select");
    const ours = address.startsWith(`/${tag}/${here}/`) || address.startsWith(`/${tag}/ui/`);
    return !control || control.matches("a") && (control !== text || ours) ? address : "";
  };
  document.addEventListener("click", (e) => {
    const address = textAt(e);
    if (!address || e.ctrlKey || e.metaKey || e.shiftKey || getSelection().type === "Range") return;
    e.preventDefault();
    open(address);
  });
  // The texts of the page itself come before those of the interface around them.
  const goOn = () => {
    const own = (e) => editOf(e).startsWith(`/${tag}/${here}/`);
    const list = [...marked().filter(own), ...marked().filter((e) => !own(e))], at = list.indexOf(document.activeElement) + 1;
    const left = (m) => ["missing", "outdated"].includes(known.get(m.dataset.segment).state) && m.tabIndex >= 0 && m.getClientRects().length;
    const to = [...list.slice(at), ...list.slice(0, at)].find(left);
    if (!to) { say("Nothing that can be seen on this page is left to translate."); return; }
    to.focus();
    to.scrollIntoView({ block: "center" });
  };
  next.addEventListener("click", goOn);
  document.addEventListener("keydown", (e) => {
    if (workbenchTyped.composing(e)) return;
    if (e.key === "Escape" && panel && !document.querySelector("dialog")) { close(); return; }
    if (e.target instanceof Element && e.target.matches("textarea, input, select, a, button, summary")) return;
    if (e.key === "Enter" && !e.ctrlKey && textAt(e)) { e.preventDefault(); open(textAt(e)); }
    if (e.key === "n" && !e.ctrlKey && !e.metaKey) goOn();
  });

  workbenchOthers.watch(tag, here, (event) => {
    workbenchOthers.show(others, news, event);
    if (event.kind === "missed" && !event.page || event.page === here || event.page === "ui") refreshSoon();
  });
  const asked = new URLSearchParams(location.search).get("open");
  if (asked) open(`${location.pathname}/${encodeURIComponent(asked)}`);
};
