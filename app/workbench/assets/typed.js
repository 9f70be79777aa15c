// What is typed into the forms of the workbench: it is kept, with what the form stood for, until the server says that exactly this was saved. Leaving the
// page, the back button, a crash and an expired sign-in lose nothing; and because a restored form says what it was begun from, it overwrites nothing that
// came since.
"use strict";
const workbenchTyped = (() => {
  const prefix = "parlance.typed ", sent = "parlance.sent";
  const make = (tag, attributes, ...children) => {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
    e.append(...children);
    return e;
  };
  const named = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 12);
  const composing = (e) => e.isComposing || e.keyCode === 229; // a key goes to an input method; Safari says so by the number alone
  const attempt = (what) => { try { return what(); } catch { return null; } }; // there is no store, or no room in it: the page itself holds what was typed

  // A form is told by its address and, of several with the same one, by the thing that it is about.
  const address = (form) => new URL(form.action).pathname + (form.elements.id ? "#" + form.elements.id.value : "");
  const written = (form) => [...form.querySelectorAll("textarea, input[name=reason]")];
  const stoodFor = (form) => ["source", "was"].map((name) => form.elements[name]).filter(Boolean);
  const by = (form) => form.closest("[data-by]")?.dataset.by || "";
  const states = new WeakMap(); // of prepared forms: the key of what is kept, what that takes the place of, and what the page said

  const fieldsOf = (fields, value) => Object.fromEntries(fields.map((f) => [f.name, f[value]]));
  const valuesOf = (form) => ({ texts: fieldsOf(written(form), "value"), base: fieldsOf(stoodFor(form), "value") });
  const same = (a, b) => Object.keys({ ...a, ...b }).every((name) => (a[name] ?? "") === (b[name] ?? ""));

  const put = (form, values) => {
    for (const f of written(form)) if (values.texts[f.name] !== undefined) f.value = values.texts[f.name];
    for (const f of stoodFor(form)) if (values.base[f.name] !== undefined) f.value = values.base[f.name];
  };

  // keep keeps what stands in a form now.
  const keep = (form) => attempt(() => {
    const state = states.get(form), values = valuesOf(form);
    if (!state.refused && same(values.texts, state.page.texts)) localStorage.removeItem(state.key);
    else localStorage.setItem(state.key, JSON.stringify({ by: by(form), at: Date.now(), ...values }));
    if (state.replaces) { localStorage.removeItem(state.replaces); state.replaces = ""; }
  });

  // keptOf returns what is kept of a form, by this person, the newest first. Two windows keep what is typed in each.
  const keptOf = (form) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix + address(form) + " "))
    .map((key) => ({ key, ...attempt(() => JSON.parse(localStorage.getItem(key))) }))
    .filter((kept) => kept.texts && kept.base && kept.by === by(form)).sort((a, b) => b.at - a.at)) || [];

  // say says something at the top of a form. It is put into an empty line, so that it is read aloud.
  const say = (form, text, ...buttons) => {
    const line = make("p", { class: "done back", role: "status" });
    form.prepend(line);
    requestAnimationFrame(() => line.append(text, ...buttons));
    return line;
  };

  // restore shows in a form what was typed earlier, if it was not saved, and what was typed into another window, if that is something else.
  const restore = (form, changed) => {
    const state = states.get(form);
    const list = keptOf(form).filter((kept) => {
      const saved = same(kept.texts, state.page.texts);
      if (saved) attempt(() => localStorage.removeItem(kept.key));
      return !saved;
    }).slice(0, 5);
    const show = (n) => {
      for (const line of form.querySelectorAll(":scope > .back")) line.remove();
      const kept = list[n];
      put(form, kept);
      state.replaces = kept.key;
      const drop = make("button", { type: "button" }, "Drop it");
      drop.addEventListener("click", () => {
        attempt(() => { localStorage.removeItem(state.replaces); localStorage.removeItem(state.key); });
        list.splice(n, 1);
        state.replaces = "";
        put(form, state.page);
        if (list.length) show(0); else line.remove();
        changed();
        written(form)[0].focus();
      });
      const other = list.length > 1 ? [" ", make("button", { type: "button" }, `Show another one (${n + 1} of ${list.length})`)] : [];
      other[1]?.addEventListener("click", () => { show((n + 1) % list.length); changed(); written(form)[0].focus(); });
      const since = same(kept.base, state.page.base) ? "" : "The text or its English has changed since: when you save, you see both. ";
      const line = say(form, `What you typed earlier and did not save is back. ${since}`, drop, ...other);
    };
    if (list.length) show(0);
  };

  // prepare has a form keep what is typed, and shows what was kept. changed is called where that is something else than the page says.
  const prepare = (form, changed) => {
    if (!written(form).length || form.method !== "post") return;
    const mine = attempt(() => JSON.parse(sessionStorage.getItem(sent)));
    const refused = form.closest("main, .workbench-panel").querySelector("#refused") !== null && mine?.address === address(form);
    const page = { texts: fieldsOf(written(form), "defaultValue"), base: valuesOf(form).base };
    states.set(form, { key: refused ? mine.key : `${prefix}${address(form)} ${named()}`, replaces: "", refused, page });
    if (refused || !same(valuesOf(form).texts, page.texts)) keep(form); // what was refused, or typed before this script ran: of what the person has seen
    else restore(form, changed);
    form.addEventListener("input", () => keep(form));
    if (refused) {
      const leave = form.closest("main, .workbench-panel").querySelector("a.leave"); // what somebody else wrote: then one's own words are not wanted any more
      leave?.addEventListener("click", () => attempt(() => localStorage.removeItem(states.get(form).key)));
    }
  };

  // sending is called when a form is sent: what is sent has a name, by which the server says that it was done.
  const sending = (form) => {
    const state = states.get(form);
    if (!state) return;
    keep(form);
    const name = named();
    const field = form.elements.sent || form.appendChild(make("input", { type: "hidden", name: "sent" }));
    field.value = name;
    attempt(() => sessionStorage.setItem(sent, JSON.stringify({ name, address: address(form), key: state.key, value: localStorage.getItem(state.key) })));
  };

  // done is called with the name of what was done: exactly that is forgotten, and nothing that was typed after it.
  const done = (name) => attempt(() => {
    const mine = JSON.parse(sessionStorage.getItem(sent));
    if (!name || mine?.name !== name) return;
    if (localStorage.getItem(mine.key) === mine.value) localStorage.removeItem(mine.key);
    sessionStorage.removeItem(sent);
  });

  // list writes at the end of a page what was typed into the texts of a locale, or of all, and was not saved: its text may have gone meanwhile.
  const list = (main, tag) => {
    const mine = attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}/${tag ? tag + "/" : ""}`))
      .map((key) => ({ key, path: key.slice(prefix.length).split(/[ #]/)[0], ...attempt(() => JSON.parse(localStorage.getItem(key))) }))
      .filter((kept) => kept.texts && kept.by === document.body.dataset.by)) || [];
    if (!mine.length) return;
    const lines = make("ul", { class: "typed" }, ...mine.map(({ key, path, texts }) => {
      const text = decodeURIComponent(path.replace(/\/(ask|answer)$/, ""));
      const drop = make("button", { type: "button", class: "insert" }, "Drop it", make("span", { class: "hidden" }, `: ${text}`));
      const line = make("li", {}, make("a", { href: path.replace(/\/(ask|answer)$/, "") }, text), ": ",
        make("span", { dir: "auto", lang: path.split("/")[1] }, Object.values(texts).filter(Boolean).join(" / ")), " ", drop);
      drop.addEventListener("click", () => { attempt(() => localStorage.removeItem(key)); line.remove(); });
      return line;
    }));
    main.append(make("section", { "aria-labelledby": "typed" }, make("h2", { id: "typed" }, "Typed and not saved"), lines));
  };

  // forgetAll is called when somebody signs out.
  const forgetAll = () => attempt(() => { for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key); });

  document.addEventListener("submit", (e) => {
    if (new URL(e.target.action).pathname === "/sign-out") forgetAll(); else sending(e.target);
  }, true);
  return { prepare, done, list, make, named, composing };
})();
