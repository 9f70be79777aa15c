// The form of one text: what check finds is said while one types, and what stands beside the text goes in with one press.
"use strict";
const workbenchText = (() => {
  const { make } = workbenchTyped;
  const fieldsOf = (form) => [...form.querySelectorAll("textarea")];
  const valuesOf = (form) => Object.fromEntries(fieldsOf(form).map((f) => [f.name, f.value]));

  // What check finds, a moment after the last letter.
  const pause = 150;
  const shown = (list, found, field) => {
    list.replaceChildren(...found.map((f) => {
      const said = `${f.severity === "error" ? "Error" : "Warning"}: ${f.message}. ${f.hint}. `;
      if (!f.offset) return make("li", { class: f.severity }, said); // it is of the whole text
      const go = make("button", { type: "button", class: "insert" }, "Show");
      go.addEventListener("click", () => { field.focus(); field.setSelectionRange(f.offset, Math.min(field.value.length, f.offset + 12)); });
      return make("li", { class: f.severity }, said, go);
    }));
    if (found.some((f) => f.severity === "error")) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
  };
  // What is found is read aloud when somebody rests, and once: while one writes, it changes with every word.
  const rest = 1500;
  const told = new WeakMap(); // by form: what was read aloud
  const tell = (form) => {
    const line = form.querySelector(".told");
    const now = [...form.querySelectorAll(".findings li")].map((li) => li.firstChild.textContent), before = told.get(form) || [];
    told.set(form, now);
    const fresh = now.filter((text) => !before.includes(text));
    if (fresh.length) line.textContent = fresh.join(" ");
    else if (!now.length) line.textContent = before.length ? "Nothing is found any more." : "";
  };
  const inform = (form, line) => (form.querySelector(".save") || form.lastElementChild).before(line); // where the eyes are when somebody saves
  const signedOut = (form) => {
    if (form.querySelector(".signed-out")) return;
    inform(form, make("p", { class: "refused signed-out", role: "alert" }, "Your sign-in has expired. What you type is kept here. ",
      make("a", { href: "/sign-in?to=/", target: "_blank" }, "Sign in in another window"), ", then save."));
  };
  const unsent = (form) => {
    form.querySelector(".unsent")?.remove();
    inform(form, make("p", { class: "refused unsent", role: "alert" },
      "The server does not answer, so nothing was saved. What you typed is kept here: save it again in a moment."));
  };

  // reached finds out whether a form can be sent to a server that knows who sends it, and says in the form where it cannot.
  const reached = async (form) => {
    try {
      const answer = await fetch(location.href, { method: "HEAD" });
      if (answer.status === 401) signedOut(form);
      return answer.status !== 401;
    } catch {
      unsent(form);
      return false;
    }
  };

  let looking = 0;
  const look = async (form) => {
    if (!form.dataset.check) return; // somebody who may not write here
    const turn = ++looking;
    const texts = valuesOf(form);
    let found;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (answer.status === 401) signedOut(form); else form.querySelector(".signed-out")?.remove();
      if (!answer.ok) return;
      found = (await answer.json()).findings;
    } catch { return; } // the server says it once more when the text is saved
    if (turn !== looking) return;
    for (const field of fieldsOf(form)) {
      if (texts[field.name] !== field.value) return;
      const first = field === fieldsOf(form)[0];
      const names = fieldsOf(form).map((f) => f.name);
      shown(form.querySelector("#findings-" + field.name), found.filter((f) => f.form === field.name || first && !names.includes(f.form)), field);
    }
  };

  // insert puts a text into a field. Pieces that have … for words go around what is chosen, and the words are written between them.
  const insert = (field, text, isPiece) => {
    const [before, after] = isPiece ? text.split("…") : [text];
    const chosen = after === undefined ? "" : field.value.slice(field.selectionStart, field.selectionEnd);
    const at = field.selectionStart + before.length + chosen.length;
    field.setRangeText(before + chosen + (after ?? ""), field.selectionStart, field.selectionEnd, "end");
    if (after !== undefined) field.setSelectionRange(at, at);
  };

  const insertable = (root, form) => {
    for (const e of root.querySelectorAll("aside .insert")) {
      const attributes = { type: "button", class: "insert" };
      const text = e.dataset.text ?? e.textContent; // of what is not seen the name is shown
      for (const name of ["lang", "dir"]) if (e.hasAttribute(name)) attributes[name] = e.getAttribute(name);
      const button = make("button", attributes, e.textContent);
      button.addEventListener("click", () => {
        const field = form.querySelector("textarea[data-last]") || fieldsOf(form)[0];
        const whole = button.closest(".history") || button.closest(".memory, .previous") && !field.value;
        if (whole) field.setRangeText(text, 0, field.value.length, "end"); else insert(field, text, button.closest(".pieces") !== null);
        field.focus();
        field.dispatchEvent(new Event("input", { bubbles: true }));
      });
      e.replaceWith(button);
    }
  };

  // prepare makes the page of one text quicker, and returns the field to begin with; null where there is none.
  const prepare = (root) => {
    const form = root.querySelector("form.edit");
    for (const f of root.querySelectorAll("form")) workbenchTyped.prepare(f, () => { if (f === form) look(f); });
    if (!form) return null;
    if (form.dataset.check) insertable(root, form);
    form.append(make("p", { class: "told hidden", role: "status" }));
    let timer, telling;
    form.addEventListener("input", (e) => {
      if (!(e.target instanceof HTMLTextAreaElement)) return;
      clearTimeout(timer);
      clearTimeout(telling);
      timer = setTimeout(look, pause, form);
      telling = setTimeout(tell, rest, form);
    });
    form.addEventListener("focusin", (e) => {
      if (!(e.target instanceof HTMLTextAreaElement)) return;
      for (const f of fieldsOf(form)) f.removeAttribute("data-last");
      e.target.setAttribute("data-last", "");
    });
    if (fieldsOf(form).some((f) => f.value) && !root.querySelector("#refused")) look(form);
    return fieldsOf(form).find((f) => !f.value) || fieldsOf(form)[0];
  };

  // enter lets somebody write on where a field ends.
  const enter = (field) => {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  };
  return { prepare, enter, reached, unsent, signedOut };
})();
