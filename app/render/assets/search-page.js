// The page on which a published site is searched: what was found stands there as the server would show it. What a reader wrote becomes text, never markup.
(() => {
  const own = document.currentScript, found = document.getElementById("ui.found"), template = document.getElementById("ui.search");
  const field = document.getElementById("ui.query");
  if (!own || !found || !template || !template.content || !field) return;
  const size = 10, able = window.fetch && window.URLSearchParams, asked = able ? new URLSearchParams(location.search) : new Map();

  // The server shows a query in the same way: what is no text is a space, and so is what would turn the direction of what stands around it.
  const query = (asked.get("q") || "").slice(0, 20000).replace(/[\0-\x1f\x7f-\x9f\u{202a}-\u{202e}\u{2066}-\u{2069}\u{d800}-\u{dfff}\u{fffd}]/gu, " ").replace(/\s+/g, " ").trim();
  const number = /^[0-9]{1,4}$/.test(asked.get("page") || "") ? Number(asked.get("page")) : 1;

  const say = (name) => template.content.querySelector('[data-say="' + name + '"]');
  const copyOf = (name) => {
    const node = say(name).cloneNode(true);
    node.removeAttribute("data-say");
    return node;
  };
  const element = (name, text, className) => {
    const e = document.createElement(name);
    if (text) e.textContent = text;
    if (className) e.className = className;
    return e;
  };

  // setLocale sets the language and direction of an element, if they are not those around it.
  const setLocale = (e, locale, around) => {
    if (locale === around) return;
    [e.lang, e.dir] = locale.split(" ");
  };
  const pageLocale = document.documentElement.lang + " " + document.documentElement.dir;

  // countText returns how many places were found, in the plural form of the language and with its digits.
  const countText = (n) => {
    const texts = say("count"), numbers = texts.getAttribute("data-numbers").split(" "), digits = String(n);
    const form = texts.getAttribute("data-forms").charCodeAt(n < 200 ? n : 100 + n % 100) - 97;
    const one = numbers[0].codePointAt(0), like = numbers[Math.min(digits.length, numbers.length) - 1];
    let i = 0, shown = "";
    for (const c of digits.length > numbers.length ? digits.replace(/./g, numbers[0]) : like) shown += c === numbers[0] ? String.fromCodePoint(one - 1 + Number(digits[i++])) : c;
    const p = texts.children[form].cloneNode(true);
    p.textContent = p.textContent.replace("{}", () => shown);
    return p;
  };

  // place returns which guide a hit is in, and under which heading it stands; null where the title itself was found.
  const place = (page, i, around) => {
    const p = element("p", "", "place"), section = page.sections[i];
    [0, section].forEach((at, n) => {
      if (at < 0 || !page.texts[at] || at === i) return;
      const span = element("span", page.hyphenated[at] || page.texts[at], n === 0 ? "guide" : "");
      setLocale(span, localeOf(page, at), around);
      p.appendChild(span);
      p.appendChild(document.createTextNode("\n"));
    });
    return p.firstChild && p;
  };
  const localeOf = (page, i) => page.locales[page.in.charCodeAt(i) - 97];

  const item = (h, around) => {
    const li = element("li"), p = element("p"), a = element("a"), text = h.page.texts[h.i];
    a.href = own.getAttribute("data-guides") + h.page.slug + "#" + h.page.keys[h.i];
    setLocale(a, localeOf(h.page, h.i), around);
    let at = h.excerpt.start;
    for (const [start, end] of h.excerpt.marks) {
      a.appendChild(document.createTextNode(text.slice(at, start)));
      a.appendChild(element("mark", text.slice(start, end)));
      at = end;
    }
    a.appendChild(document.createTextNode(text.slice(at, h.excerpt.end)));
    p.appendChild(a);
    li.appendChild(p);
    const below = place(h.page, h.i, around);
    if (below) li.appendChild(below);
    return li;
  };

  // lists returns what was found: what is written as in the query, what is similar, and what stands in English.
  const lists = (hits, first) => {
    const all = document.createDocumentFragment();
    let list = null, kind = "";
    hits.forEach((h, n) => {
      const is = h.english ? "english" : h.similar ? "similar" : "same", around = h.english ? "en ltr" : pageLocale;
      if (is !== kind) {
        kind = is;
        if (is !== "same") all.appendChild(copyOf(is));
        list = element("ol", "", "hits");
        list.start = first + n;
        setLocale(list, around, pageLocale);
        all.appendChild(list);
      }
      list.appendChild(item(h, around));
    });
    return all;
  };

  // showDrafts says of the texts that are shown that a machine drafted them, if it did.
  const showDrafts = (hits) => {
    const is = (on) => hits.some((h) => (h.page.checked[h.i] === "1") === on && (on || !h.english));
    const machine = own.hasAttribute("data-machine") && is(false), checked = is(true);
    if (!machine && !checked) return;
    const before = document.querySelector("main > .drafted"), note = copyOf(machine ? checked ? "machine-some" : "machine" : "checked").firstElementChild;
    if (before) before.remove();
    if (note) found.parentNode.insertBefore(note, found);
  };

  const pageLinks = (number, total) => {
    const ul = element("ul", "", "pages");
    [["previous", number > 1, number - 1, "prev"], ["next", number * size < total, number + 1, "next"]].forEach(([name, there, to, rel]) => {
      if (!there) return;
      const li = copyOf(name), a = li.firstElementChild;
      a.rel = rel;
      a.href = location.pathname + "?" + new URLSearchParams([["q", query]]) + (to > 1 ? "&page=" + to : "");
      ul.appendChild(li);
    });
    return ul;
  };

  const status = found.querySelector("[role=status]"), home = found.lastElementChild;
  const tell = (p, className) => {
    status.textContent = p.textContent;
    status.className = className;
    if (p.lang) { status.lang = p.lang; status.dir = p.dir; } else { status.removeAttribute("lang"); status.removeAttribute("dir"); }
  };

  const show = (r) => {
    const after = document.createDocumentFragment();
    showDrafts(r.hits);
    if (r.total) tell(countText(r.total), "count"); else tell(say("none"), "");
    if (!r.total) after.appendChild(copyOf("advice"));
    if (r.cut) after.appendChild(copyOf("too-long"));
    after.appendChild(lists(r.hits, (r.number - 1) * size + 1));
    const links = pageLinks(r.number, r.total);
    if (links.firstChild) after.appendChild(links);
    found.insertBefore(after, home);
    if (r.total) home.remove();
  };

  // Files have a hash in their names, so that none is asked for twice.
  const address = own.getAttribute("data-index"), files = new Map();
  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, fetch(address.slice(0, address.lastIndexOf("/") + 1) + name).then((r) => {
        if (!r.ok) throw new Error(name);
        return r.json();
      }));
    }
    return files.get(name);
  };

  // Who waits for a network that does not answer is told so at last.
  const longest = 60000; // milliseconds

  if (!query) return tell(say(able ? "empty" : "failed"), "");
  field.value = query;
  field.lang = "";
  found.setAttribute("aria-busy", "true");
  const late = new Promise((resolve, reject) => { setTimeout(reject, longest); });
  Promise.race([late, load(address.slice(address.lastIndexOf("/") + 1)).then((first) => searchRanking.open(first, load).search(query, number, size))])
    .then(show)
    .then(null, () => tell(say("failed"), ""))
    .then(() => found.removeAttribute("aria-busy"));
})();
