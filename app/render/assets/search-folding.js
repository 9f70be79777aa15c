// How the search of a published site folds words: as the server does, by tables that publish writes. It is as near to app/search as matters to a reader, knows nothing of
// pages, and keeps to ES2017, for old phones.
"use strict";
const searchFolding = (() => {
  // inRanges returns what stands between the brackets of a regular expression that matches characters of ranges, each with its first and last.
  const inRanges = (ranges) => {
    let text = "";
    for (let i = 0; i < ranges.length; i += 2) text += "\\u{" + ranges[i].toString(16) + "}-\\u{" + ranges[i + 1].toString(16) + "}";
    return text;
  };

  // letters are the characters of words, marks and joiners too. Browsers that know no properties of Unicode take everything for one that is no punctuation.
  const letters = (() => {
    const joiners = "_\\u{ad}\\u{200c}\\u{200d}", known = "\\p{L}\\p{M}\\p{N}";
    try {
      new RegExp("[" + known + "]", "u");
      return known + joiners;
    } catch (e) {
      return "0-9A-Za-z\\u{aa}\\u{b5}\\u{ba}\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{37d}\\u{37f}-\\u{386}\\u{388}-\\u{559}\\u{560}-\\u{588}\\u{591}-\\u{5bd}\\u{5bf}\\u{5c1}\\u{5c2}\\u{5c4}\\u{5c5}\\u{5c7}-\\u{5f2}" +
        "\\u{610}-\\u{61a}\\u{620}-\\u{669}\\u{66e}-\\u{6d3}\\u{6d5}-\\u{963}\\u{966}-\\u{96f}\\u{971}-\\u{e2e}\\u{e30}-\\u{e4e}\\u{e50}-\\u{e59}\\u{e5c}-\\u{1fff}\\u{2c00}-\\u{2dff}" +
        "\\u{3005}-\\u{3007}\\u{3021}-\\u{d7ff}\\u{f900}-\\u{fd3d}\\u{fd50}-\\u{fdff}\\u{fe20}-\\u{fe2f}\\u{fe70}-\\u{fefc}\\u{ff10}-\\u{ff19}\\u{ff21}-\\u{ff3a}\\u{ff41}-\\u{ff5a}\\u{ff66}-\\u{ffdc}\\u{10000}-\\u{3ffff}" + joiners;
    }
  })();

  const count = (text) => Array.from(text).length;

  // folding returns the functions that fold words as the server does.
  const folding = (tables) => {
    const lower = new Map(Object.entries(tables.lower));
    for (const [from, n, to] of tables.runs) {
      for (let i = 0; i < n; i++) lower.set(String.fromCodePoint(from + i), String.fromCodePoint(to + i));
    }
    const han = Array.from(tables.han);
    for (let i = 0; i < han.length; i += 2) lower.set(han[i], han[i + 1]);
    const marks = new RegExp("[" + inRanges(tables.marks) + "]", "gu"), plain = new RegExp("[" + Object.keys(tables.plain).join("") + "]", "gu");
    const unspaced = "[" + inRanges(tables.unspaced) + "]";
    const pieces = new RegExp("(" + unspaced + "[" + inRanges(tables.extend) + "]*)|(?:(?!" + unspaced + ")[" + letters + "])+", "gu");
    const blank = new RegExp("[" + inRanges(tables.blank) + "]|[\\u{d800}-\\u{dfff}]", "gu");
    const skipped = new RegExp("^[" + inRanges(tables.extend) + "_\\u{ad}\\u{200c}\\u{200d}]*$", "u");
    const lowerCase = (text) => {
      let all = "";
      for (const c of text.normalize("NFKC")) {
        const to = lower.get(c);
        all += to === undefined ? String.fromCodePoint(c.toLowerCase().codePointAt(0)) : to;
      }
      return all;
    };
    const foldMarks = (text) => /^[\0-\x7f]*$/.test(text) ? text : text.normalize("NFD").replace(marks, "").normalize("NFC").replace(plain, (c) => tables.plain[c]);

    // joins reports whether two pieces of a word belong together over what stands between them (UAX 29, WB6 to WB12).
    const joins = (before, between, after) => {
      const digits = /[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/, hebrew = /[\u05d0-\u05ea]/;
      const first = digits.test(before[before.length - 1]), second = digits.test(after[0]);
      if (first !== second) return false;
      if (/^['.\u2018\u2019\u2024\ufe52\uff07\uff0e]$/.test(between)) return true;
      if (first) return /^[,;\u037e\u0589\u060c\u060d\u066c\u07f8\u2044\ufe10\ufe14\ufe50\ufe54\uff0c\uff1b]$/.test(between);
      return /^[:\u00b7\u0387\u055f\u05f4\u2027\ufe13\ufe55\uff1a]$/.test(between) || between === '"' && hebrew.test(before[before.length - 1]) && hebrew.test(after[0]);
    };

    // tokens returns the words of a text, and its clusters in scripts without spaces, with where they stand.
    const tokens = (text) => {
      const list = [];
      let found;
      pieces.lastIndex = 0;
      while ((found = pieces.exec(text))) {
        const cluster = !!found[1], start = found.index, end = pieces.lastIndex, last = list[list.length - 1];
        if (skipped.test(found[0])) continue;
        if (!cluster && last && !last.cluster && start - last.end === 1 && joins(last.text, text[last.end], found[0])) {
          last.end = end;
          last.text = text.slice(last.start, end);
        } else list.push({ text: found[0], start, end, cluster });
      }
      return list;
    };
    return { lowerCase, foldMarks, tokens, blank };
  };

  // languageOf returns how words are compared in a language.
  const languageOf = (tables, fold) => {
    const keys = Object.keys(tables.letters || {}).sort((a, b) => b.length - a.length);
    const steps = (tables.rules || []).map((r) => [new RegExp(r[0], "gu"), r[1]]);
    if (keys.length) steps.push([new RegExp(keys.join("|"), "gu"), (c) => tables.letters[c]]);
    const isStop = (w) => !!tables.stop && tables.stop.indexOf(" " + w + " ") >= 0;
    return (text) => {
      let lower = fold.lowerCase(text);
      const at = lower.indexOf("'");
      if (tables.elides && at >= 0 && at + 1 < lower.length) lower = lower.slice(at + 1);
      else if (!tables.elides && at > 0) lower = lower.slice(0, at);
      let plain = lower;
      for (const [from, to] of steps) plain = plain.replace(from, to) || plain;
      const folded = fold.foldMarks(plain);
      return { folded, marked: tables.marked && lower !== folded ? "*" + lower : "", stop: isStop(lower) || isStop(plain) || isStop(folded) };
    };
  };

  // parse returns what is looked for: words, in the forms that words returns of each, and runs of clusters without a space between them.
  const parse = (text, w, fold, words) => {
    const query = { cut: false, words: [] };
    let bytes = 0, end = -1, kept = "";
    for (const c of text.replace(fold.blank, (c) => c === "\u200c" || c === "\u200d" ? c : " ")) {
      bytes += c < "\x80" ? 1 : c < "\u0800" ? 2 : c.length + 2;
      if (bytes > w.maxQuery) { query.cut = true; break; }
      kept += c;
    }
    for (const t of fold.tokens(kept)) {
      const last = query.words[query.words.length - 1], folded = t.cluster && fold.foldMarks(fold.lowerCase(t.text));
      if (t.cluster && last && last.run && t.start === end) {
        if (last.run.length < w.maxRun) last.run.push(folded);
      } else if (query.words.length >= w.maxWords) {
        query.cut = true;
        break;
      } else if (t.cluster) query.words.push({ run: [folded] });
      else {
        const parts = words(t.text), room = w.maxWords - query.words.length; // one word may have many parts
        query.cut = query.cut || parts.length > room;
        query.words.push(...parts.slice(0, room));
      }
      end = t.end;
    }
    return query;
  };

  // differInOneLetter reports whether two words differ in one letter: one that is another, is missing, or has changed places with its neighbour.
  const differInOneLetter = (a, b) => {
    const x = Array.from(a), y = Array.from(b);
    while (x.length && y.length && x[0] === y[0]) { x.shift(); y.shift(); }
    while (x.length && y.length && x[x.length - 1] === y[y.length - 1]) { x.pop(); y.pop(); }
    if (x.length <= 1 && y.length <= 1) return x.length + y.length > 0;
    return x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0];
  };

  return { folding, languageOf, parse, differInOneLetter, count };
})();
