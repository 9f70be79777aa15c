// What the tests ask of a page that is open in a browser. Every function gives a list of complaints, empty where all is well.
globalThis.look = (() => {
  const edge = 1; // pixel: what rounding may do

  const named = (e) => {
    const text = (e.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${e.localName}${e.id ? "#" + e.id : ""}${e.className && e.className.baseVal === undefined ? "." + e.className : ""}> “${text}”`;
  };

  // heard tells of what is there for ears alone: the headings of the columns of a table whose rows are stacked, too.
  const heard = (e) => e.closest(".aside, .skip") || (e.closest("thead") && getComputedStyle(e.closest("thead")).position === "absolute");

  // texts gives every piece of text that is shown, with its boxes. What is there for ears alone is left out.
  const texts = () => {
    const list = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); ) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("script, style, svg") || heard(parent) || !parent.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((b) => b.width > 0.5 && b.height > 0.5);
      if (boxes.length) list.push({ parent, boxes });
    }
    return list;
  };

  const scrolls = (e) => {
    for (; e; e = e.parentElement) if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true;
    return false;
  };

  // wide complains of a page that must be scrolled sideways, and of text outside of it.
  const wide = () => {
    const list = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) list.push(`is ${root.scrollWidth} px wide on a screen of ${root.clientWidth}`);
    for (const { parent, boxes } of texts()) {
      const out = boxes.find((b) => b.left < -edge || b.right > root.clientWidth + edge);
      if (out && !scrolls(parent)) list.push(`text from ${Math.round(out.left)} to ${Math.round(out.right)} on a screen of ${root.clientWidth}: ${named(parent)}`);
    }
    return list;
  };

  // clipped complains of text that a box cuts off.
  const clipped = () => {
    const list = [];
    for (const { parent, boxes } of texts()) {
      for (let e = parent; e && e !== document.body; e = e.parentElement) {
        const style = getComputedStyle(e);
        const x = /hidden|clip/.test(style.overflowX), y = /hidden|clip/.test(style.overflowY);
        if (!x && !y) continue;
        const box = e.getBoundingClientRect();
        if (boxes.some((b) => (x && (b.left < box.left - edge || b.right > box.right + edge)) || (y && (b.top < box.top - edge || b.bottom > box.bottom + edge)))) {
          list.push(`text is cut off: ${named(parent)} in ${named(e)}`);
        }
      }
    }
    return list;
  };

  // overlapping complains of text that is printed over one of the few texts before it.
  const overlapping = () => {
    const list = [];
    const shown = texts();
    shown.forEach((text, i) => {
      for (const last of shown.slice(Math.max(0, i - 4), i)) {
        if (last.parent.contains(text.parent) || text.parent.contains(last.parent)) continue;
        for (const a of last.boxes) for (const b of text.boxes) {
          const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          if (width > 2 && height > Math.min(a.height, b.height) / 2) list.push(`text over text: ${named(last.parent)} and ${named(text.parent)}`);
        }
      }
    });
    return list;
  };

  // small complains of targets under 24 by 24 pixels that are not words in a sentence (WCAG 2.5.8).
  const small = () => {
    const list = [];
    for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
      if (e.closest(".skip") || !e.getClientRects().length || !e.checkVisibility()) continue;
      const box = e.getBoundingClientRect();
      if (getComputedStyle(e).display === "inline" && e.parentElement.textContent.trim() !== e.textContent.trim()) continue;
      if (box.width < 24 - 0.01 || box.height < 24 - 0.01) list.push(`a target of ${box.width.toFixed(1)} × ${box.height.toFixed(1)} px: ${named(e)}`);
    }
    return list;
  };

  // turned complains of main text that does not start on the side where its direction starts.
  const turned = () => {
    const root = document.documentElement, list = [];
    if (getComputedStyle(root).direction !== root.dir) list.push(`runs ${getComputedStyle(root).direction} though it says ${root.dir}`);
    for (const e of document.querySelectorAll("main p, main h1, main h2, main li")) {
      const style = getComputedStyle(e), box = e.getBoundingClientRect();
      if (!box.width || e.closest("nav, .paper") || !/^(start|left|right)$/.test(style.textAlign) || e.children.length) continue;
      const range = document.createRange();
      range.selectNodeContents(e);
      const boxes = [...range.getClientRects()];
      if (!boxes.length) continue;
      const right = style.direction === "rtl";
      const gap = right ? box.right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth) - Math.max(...boxes.map((b) => b.right))
        : Math.min(...boxes.map((b) => b.left)) - box.left - parseFloat(style.paddingLeft) - parseFloat(style.borderLeftWidth);
      if (Math.abs(gap) > 3) list.push(`starts ${gap.toFixed(1)} px from its edge: ${named(e)}`);
    }
    return list;
  };

  // beside complains of the two sides of a pair that do not stand side by side (or, stacked, one under the other).
  const beside = (stacked) => {
    const list = [], rtl = document.documentElement.dir === "rtl";
    const pairs = document.querySelectorAll(".pair");
    if (!pairs.length) list.push("has no pairs");
    for (const pair of pairs) {
      const [a, b] = [...pair.children].map((e) => e.getBoundingClientRect());
      const lead = (e) => { const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect().top; };
      if (stacked ? b.top < a.bottom - edge : Math.abs(a.top - b.top) > edge || (rtl ? a.left < b.right - edge : b.left < a.right - edge)) list.push(`is not aligned: ${named(pair)}`);
      if (!stacked && Math.abs(lead(pair.children[0]) - lead(pair.children[1])) > 24) list.push(`starts at different heights: ${named(pair)}`);
      if (Math.abs(a.width - b.width) > 2) list.push(`has sides of ${Math.round(a.width)} and ${Math.round(b.width)} px: ${named(pair)}`);
    }
    return list;
  };

  // first complains of what does not stand on the first screen: some elements, and the first line of the text below them.
  const first = (wanted) => {
    const list = wide();
    for (const selector of wanted) {
      const all = [...document.querySelectorAll(`article ${selector}`)].map((e) => e.getBoundingClientRect());
      if (all.length !== 1) list.push(`there are ${all.length} of ${selector}`);
      else if (!all[0].height || all[0].bottom > innerHeight) list.push(`${selector} ends at ${Math.round(all[0].bottom)} of ${innerHeight}`);
    }
    const text = document.getElementById("intro.p1"), line = document.createRange();
    line.selectNodeContents(text);
    const end = Math.max(line.getClientRects()[0].bottom, text.getBoundingClientRect().top + parseFloat(getComputedStyle(text).lineHeight));
    if (end > innerHeight) list.push(`the first line of the text ends at ${Math.round(end)} of ${innerHeight}`);
    return list;
  };

  // shift complains of what moved while the page came (CLS). A control at the end of its row grows as its words come, where the network or a
  // busy browser stops between them: that is 0.004 at most, and a page counts as steady up to 0.1 (Core Web Vitals).
  const shift = () => new Promise((resolve) => {
    const list = [];
    new PerformanceObserver((seen) => {
      for (const e of seen.getEntries()) if (e.value > 0.005) list.push(`moves by ${e.value.toFixed(4)}: ${e.sources.map((s) => s.node?.parentElement ? named(s.node.nodeType === 1 ? s.node : s.node.parentElement) : "?").join(", ")}`);
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => resolve(list), 30));
  });

  // under runs a question while a style applies. A page's policy forbids styles in the page; those of the browser's tools are no part of it.
  const under = (css, question) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    try { return question(); } finally { document.adoptedStyleSheets = []; }
  };
  const spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";
  const double = "html { font-size: 225% !important }";

  const fit = () => [...wide(), ...clipped(), ...overlapping()];
  const fits = () => [
    ...fit(),
    ...under(spacing, fit).map((c) => "with the text spacing of WCAG 1.4.12: " + c),
    ...under(double, fit).map((c) => "with text of 200 %: " + c),
  ];
  return {
    wide,
    fit,
    fits,
    small,
    turned,
    beside,
    first,
    shift,
    all: () => [...fits(), ...small(), ...turned()],

    // paper complains of what must not, or must, be on paper. The page is as wide as the sheet between its margins.
    paper: () => {
      const list = fit();
      const shown = (s) => [...document.querySelectorAll(s)].filter((e) => e.getClientRects().length);
      for (const s of ["nav", ".skip"]) for (const e of shown(s)) list.push(`on paper there is ${named(e)}`);
      const code = shown(".paper svg.code")[0];
      if (!code) list.push("on paper there is no code to scan");
      else if (code.getBoundingClientRect().width < 75) list.push("the code to scan is smaller than 2 cm");
      for (const e of shown(".about, .paper")) if (getComputedStyle(e).breakAfter !== "avoid") list.push(`a sheet may end behind ${named(e)}, and the code to scan stand alone`);
      for (const e of shown(".flag, .search")) list.push(`on paper there is ${named(e)}`);
      for (const e of shown("h2, h3, h4, dt")) if (getComputedStyle(e).breakAfter !== "avoid") list.push(`a sheet may end with ${named(e)}`);
      for (const e of document.querySelectorAll(".notice p:not(:has(+ details)):not(:has(> a))")) if (!e.getClientRects().length) list.push(`on paper the warning lacks ${named(e)}`);
      if (!/[0-9a-f]{8}/.test(shown(".paper")[0]?.innerText || "")) list.push("on paper there is no version");
      return list;
    },

    // axe runs axe-core, which must have been loaded.
    axe: async () => {
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const result = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], elementRef: false });
      if (result.passes.length < 15) return [`axe-core passes only ${result.passes.length} of its rules: it did not see the page`];
      return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 160)}: ${(n.any[0] || n.all[0] || n.none[0] || {}).message || ""}`));
    },
  };
})();
0;
