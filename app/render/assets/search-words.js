// Which words of its index the search of a published site takes for a word of a query: those that app/search does, in any form, as the beginning or a part, and like it.
const searchWords = (() => {
  // openPart returns an index of the texts in one language.
  const openPart = (data, first, fold) => {
    const part = { data, w: first.weights, fold, word: searchFolding.languageOf(data.language, fold), words: [], ids: new Map(), starts: [], stems: [], byStem: new Map(), endings: [], texts: data.counts.reduce((a, b) => a + b, 0) };
    let before = "", at = 1;
    for (const line of data.words ? data.words.split("\n") : []) {
      before = before.slice(0, parseInt(line[0], 36)) + line.slice(1);
      part.ids.set(before, part.words.length);
      part.starts.push(at);
      part.words.push(before);
      at += before.length + 1;
    }
    part.joined = "\n" + part.words.join("\n") + "\n";
    const stemmed = data.stemmed ? data.stemmed.split("\n") : [], seen = new Map();
    let other = 0;
    for (let id = 0; id < data.stems.length; id++) {
      const whole = part.words[id], code = data.stems[id];
      const stems = code === "~" ? stemmed[other++].split(" ") : [whole.slice(0, whole.length - parseInt(code, 36))];
      part.stems.push(stems);
      for (const stem of stems) {
        if (!part.byStem.has(stem)) part.byStem.set(stem, []);
        part.byStem.get(stem).push(id);
        seen.set(affixes(whole, stem), (seen.get(affixes(whole, stem)) || 0) + 1);
      }
    }
    for (const [key, n] of seen) if (n > 1) part.endings.push(key.split("|"));
    return part;
  };

  // affixes tells how a stem is made of a word: what stands before it, what stands behind it, and what takes the place of that.
  const affixes = (whole, stem) => {
    const at = whole.indexOf(stem);
    if (at >= 0) return whole.slice(0, at) + "|" + whole.slice(at + stem.length) + "|";
    let n = 0;
    while (n < stem.length && whole[n] === stem[n]) n++;
    return "|" + whole.slice(n) + "|" + stem.slice(n);
  };

  // stemsOf returns the stems of a word of a query: of one that no text has, those that words of the texts have and that it would have if it ended as they do.
  const stemsOf = (part, folded) => {
    const id = part.ids.get(folded);
    if (id !== undefined) return part.stems[id] || [];
    const least = Math.max(2, minPart(part, folded) - 1);
    let longest = "";
    for (const [start, end, instead] of part.endings) {
      if (!folded.startsWith(start) || !folded.endsWith(end) || start.length + end.length >= folded.length) continue;
      const stem = folded.slice(start.length, folded.length - end.length) + instead;
      if (stem.length >= least && stem.length > longest.length && part.byStem.has(stem)) longest = stem;
    }
    return longest ? [longest] : [];
  };

  const minPart = (part, folded) => {
    if (/^[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/.test(folded)) return part.w.minPartHang;
    return /^[\u0590-\u08ff\u0900-\u09ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(folded) ? part.w.minPartDens : part.w.minPart;
  };

  // variants returns a word, and it without a letter that may be written to the front of it.
  const variants = (part, folded) => {
    const first = String.fromCodePoint(folded.codePointAt(0) || 0), prefixes = part.data.language.prefixes || "";
    return prefixes.indexOf(first) >= 0 && searchFolding.count(folded) > part.w.minPartDens ? [folded, folded.slice(first.length)] : [folded];
  };

  // eachWith calls f for each word that has a text within; a line feed in it is the beginning or the end of the word.
  const eachWith = (part, text, f) => {
    for (let at = part.joined.indexOf(text); at >= 0;) {
      const inside = text[0] === "\n" ? at + 1 : at;
      let low = 0, high = part.starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (part.starts[middle] <= inside) low = middle; else high = middle;
      }
      if (low < part.words.length && inside < part.joined.length) f(low, part.words[low]);
      at = part.joined.indexOf(text, part.starts[low] + part.words[low].length);
    }
  };

  // How well a text has a word: fits; loose, it has a part or a relative of the word; similar, it has a word that differs in a letter: readers are told.
  const fits = 0, loose = 1, similar = 2;

  // expand returns the words of the index that a word of a query may mean.
  const expand = (part, q) => {
    const w = part.w, found = new Map(), letters = Array.from(q.folded);
    if (!letters.length || !part.words.length) return found;
    const add = (id, weight, how) => {
      const known = found.get(id);
      if ((known ? known.weight : 0) < weight && found.size < w.maxExpansions) found.set(id, { weight, how });
    };
    const marked = q.marked && part.ids.has(q.marked), forms = variants(part, q.folded), least = minPart(part, q.folded), stems = stemsOf(part, q.folded);
    if (marked) add(part.ids.get(q.marked), w.asWritten, fits);
    forms.forEach((form, i) => {
      if (part.ids.has(form)) add(part.ids.get(form), w.asWritten - 0.1 * i - (marked ? w.otherMarks : 0), fits);
    });
    for (const stem of stems) for (const id of part.byStem.get(stem) || []) add(id, w.otherForm, fits);
    for (const form of forms) {
      const n = searchFolding.count(form);
      if (n >= least) eachWith(part, form, (id, whole) => add(id, whole.startsWith(form) ? w.beginning : w.part, fits));
      else if (n >= w.minBegin || least === w.minPartHang) eachWith(part, "\n" + form, (id) => add(id, w.beginning, fits));
    }
    const relatives = () => addRelatives(part, q.folded, stems, least, found.size > 0, (id) => add(id, w.relative, loose));
    if (found.size) relatives();
    if (letters.length >= w.minSimilar) {
      const middle = (letters.length + 1) >> 1;
      const check = (id, whole) => {
        if (Math.abs(searchFolding.count(whole) - letters.length) <= 1 && searchFolding.differInOneLetter(q.folded, whole)) add(id, w.similar, similar);
      };
      eachWith(part, "\n" + letters.slice(0, middle - 1).join(""), check);
      eachWith(part, letters.slice(middle).join("") + "\n", check);
    }
    if (!found.size) relatives();
    if (!found.size && letters.length >= w.minSimilar) addMisspeltStarts(part, letters, (id) => add(id, w.sameStart, similar));
    return found;
  };

  // addRelatives calls add for the words that begin as a word does, without its ending. Where it is not known itself, less of it is enough.
  const addRelatives = (part, folded, stems, least, known, add) => {
    const start = startOf(folded, stems, least, known);
    if (start) eachWith(part, "\n" + start, add);
  };

  // startOf returns the letters that a word's relatives begin with, "" if it has too few.
  const startOf = (folded, stems, least, known) => {
    let word = folded;
    for (const stem of stems) if (stem && stem.length < word.length) word = stem;
    const letters = Array.from(word);
    const shared = known ? Math.max(least, Math.floor((letters.length * 3 + 4) / 5)) : Math.max(least - 1, 2, (letters.length + 1) >> 1);
    return shared > letters.length ? "" : letters.slice(0, shared).join("");
  };

  // addMisspeltStarts calls add for the words whose beginning differs in one letter from that of a word.
  const addMisspeltStarts = (part, letters, add) => {
    const n = Math.max(part.w.minSimilar, Math.floor(letters.length * 2 / 3)), begin = letters.slice(0, n).join("");
    eachWith(part, "\n" + letters.slice(0, n >> 1).join(""), (id, whole) => {
      const other = Array.from(whole);
      for (let m = n - 1; m <= n + 1 && m <= other.length; m++) {
        if (searchFolding.differInOneLetter(begin, other.slice(0, m).join(""))) return add(id);
      }
    });
  };

  // knows reports whether a word is there in any form, or as the beginning of another; or, if not only that, as a part of another.
  const knows = (part, folded, asBeginning) => !!folded && (part.ids.has(folded) || stemsOf(part, folded).length > 0 ||
    part.joined.indexOf(asBeginning ? "\n" + folded : folded) >= 0);

  // wordsOf returns the forms of a word of a query: of its parts, where it is not known and they are, as in a compound, or where a space is missing.
  const wordsOf = (part) => (text) => {
    const whole = part.word(text), letters = Array.from(whole.folded), least = minPart(part, whole.folded), shortest = Math.min(least, part.w.minCompound);
    if (letters.length < 2 * shortest || knows(part, whole.folded, false)) return [whole];
    if (least === part.w.minPartHang) return hangulParts(part, whole, letters);
    for (let i = letters.length - least; i >= shortest; i--) {
      const word = (from, to) => part.word(letters.slice(from, to).join("")), second = word(i);
      if (!knows(part, second.folded, true)) continue;
      if (knows(part, word(0, i).folded, i > part.w.minCompound) || letters[i - 1] === "s" && knows(part, word(0, i - 1).folded, true)) return [word(0, i), second];
    }
    return [whole];
  };

  // hangulParts returns the parts of a Korean word that are known, the longest first from the left.
  const hangulParts = (part, whole, letters) => {
    const list = [], least = part.w.minPartHang;
    for (let i = 0; i + least <= letters.length;) {
      let n = least, longest = null; // what begins no word begins none when it is longer
      for (; i + n <= letters.length; n++) {
        const w = part.word(letters.slice(i, i + n).join(""));
        if (!knows(part, w.folded, true)) break;
        longest = w;
      }
      if (longest) list.push(longest);
      i += longest ? n - 1 : 1;
    }
    return list.length ? list : [whole];
  };

  return { fits, loose, similar, openPart, expand, wordsOf, stemsOf, variants, minPart, startOf };
})();
