// How the search of a published site ranks what it has looked up, and which sentence of a text it shows: as app/search does.
const searchRanking = (() => {
  // find returns the texts that have words of a query, those that fit best first: the number of each among all, and whether it has a word in another spelling only.
  const find = (part, query, load) => {
    const all = query.words.every((q) => q.stop), says = query.words.map((q) => !q.stop || all);
    const expanded = query.words.map((q) => q.run ? null : searchWords.expand(part, q));
    const needed = (list) => list.filter((q, i) => says[i]); // a word that says little counts too little to load where it stands: it counts if that is there
    return searchPlaces.loadPlaces(part, needed(expanded), needed(query.words), load).then((places) => rank(part, query, says, expanded, places));
  };

  const rank = (part, query, says, expanded, places) => {
    const w = part.w, found = new Map(), worth = [], spoken = new Map(), titled = new Map();
    let needed = 0, before = new Set();
    query.words.forEach((q, i) => {
      const best = new Map(), at = new Set(), beside = new Set();
      const weigh = (text, weight, how, kind, speaks) => {
        const known = best.get(text);
        if (!known || weight > known.weight) best.set(text, { weight, how, kind, speaks });
      };
      const weighPlaces = (text, list) => {
        for (const a of list) {
          at.add(text * 65536 + a + 1);
          if (before.has(text * 65536 + a)) beside.add(text);
        }
      };
      if (q.run) searchPlaces.weighRun(part, q.run, places, weigh);
      else weighWord(part, expanded[i], query.words.length === 1, places, weigh, weighPlaces);
      worth.push(Math.log1p((part.texts - best.size + 0.5) / (best.size + 0.5)) ** w.rarityPower * (says[i] ? 1 : w.stop));
      if (says[i] && best.size) needed |= 1 << i;
      for (const [text, b] of best) {
        const f = found.get(text) || { text, kind: b.kind, score: 0, matched: 0, fuzzy: false };
        found.set(text, f);
        f.fuzzy = f.fuzzy || says[i] && b.how === searchWords.similar;
        f.score += worth[i] * b.weight + (beside.has(text) ? w.neighbour * Math.min(worth[i], worth[Math.max(0, i - 1)]) : 0);
        if (b.how !== searchWords.fits) continue;
        f.matched |= 1 << i;
        for (let t = text + 1, by = b.kind === 2 ? titled : spoken; t <= text + b.speaks; t++) by.set(t, by.get(t) | 1 << i);
      }
      before = at;
    });
    for (const f of found.values()) complete(w, f, f.kind ? 0 : spoken.get(f.text) || 0, f.kind ? 0 : titled.get(f.text) || 0, worth, needed);
    return Array.from(found.values()).sort((a, b) => a.similar - b.similar || b.whole - a.whole || b.score - a.score || a.text - b.text);
  };

  // complete adds to a text what it has of the heading above it and of the title of its page, and says what it is ranked by.
  const complete = (w, f, spoken, titled, worth, needed) => {
    worth.forEach((n, i) => { f.score += (spoken >> i & 1) * w.heading * n + (titled >> i & 1) * w.title * n; });
    f.whole = ((f.matched | spoken | titled) & needed) === needed && f.kind !== 3;
    f.similar = f.fuzzy && (f.matched & needed) === 0;
    f.score *= f.kind === 1 ? w.headingBonus : f.kind === 3 ? w.label : 1;
  };

  // weighWord weighs the texts that have a word. One that stands nowhere as it is written is taken for what it is similar to, unless it is alone: then readers are told.
  const weighWord = (part, expanded, alone, places, weigh, weighPlaces) => {
    const w = part.w, known = Array.from(expanded.values()).some((e) => e.how === searchWords.fits);
    for (const [id, e] of expanded) {
      const meant = e.weight >= w.otherForm || !known && e.how === searchWords.similar;
      const how = known || alone ? e.how : searchWords.fits, weight = known ? e.weight : e.weight * w.unknown;
      searchPlaces.eachWordPlace(part, places.ofWord(id), (text, brevity, kind, speaks, at) => {
        weigh(text, weight * brevity, how, kind, speaks);
        if (meant) weighPlaces(text, at);
      });
    }
  };

  // means reports whether a word of a text is one that the query may mean.
  const means = (part, query, text) => {
    const w = part.w, folded = part.word(text).folded, stems = searchWords.stemsOf(part, folded);
    return query.words.some((q) => {
      if (q.run || q.stop && query.words.length > 1 || !q.folded) return false;
      if (searchWords.variants(part, q.folded).some((v) => {
        const n = searchFolding.count(v);
        return folded === v || n >= w.minBegin && folded.startsWith(v) || n >= searchWords.minPart(part, q.folded) && folded.indexOf(v) >= 0;
      })) return true;
      const own = searchWords.stemsOf(part, q.folded), start = searchWords.startOf(q.folded, own, searchWords.minPart(part, q.folded), true);
      if (start && folded.startsWith(start) || own.some((s) => stems.indexOf(s) >= 0)) return true;
      return searchFolding.count(q.folded) >= w.minSimilar && searchFolding.differInOneLetter(q.folded, folded);
    });
  };

  // markRun returns the parts of clusters that follow each other that are a run of the query: as it is written, else in pieces of two and more, else letters of Han.
  const markRun = (clusters, run) => {
    const whole = [], pieces = [], letters = [];
    let before = [];
    clusters.forEach((t, end) => {
      const now = [];
      run.forEach((c, i) => {
        const n = t.folded === c ? (i > 0 && before[i - 1] || 0) + 1 : 0;
        now.push(n);
        if (n === run.length) whole.push([clusters[end - n + 1].start, t.end]);
        else if (n > 1) pieces.push([clusters[end - n + 1].start, t.end]);
        else if (n === 1 && searchPlaces.isHan(t.folded)) letters.push([t.start, t.end]);
      });
      before = now;
    });
    return whole.length ? whole : pieces.length || run.length < 3 ? pieces : letters;
  };

  // excerpt returns the sentence to show of a text, as its start and end, and the words to mark in it.
  const excerpt = (part, query, text, ends) => {
    const marks = [], lines = [];
    for (const t of part.fold.tokens(text)) {
      if (t.cluster) {
        const line = lines[lines.length - 1];
        t.folded = part.fold.foldMarks(part.fold.lowerCase(t.text));
        if (line && line[line.length - 1].end === t.start) line.push(t); else lines.push([t]);
      } else if (means(part, query, t.text)) marks.push([t.start, t.end]);
    }
    for (const line of lines) for (const q of query.words) if (q.run) Array.prototype.push.apply(marks, markRun(line, q.run));
    marks.sort((a, b) => a[0] - b[0]);
    let best = null, most = -1, start = 0;
    for (const end of ends.concat(text.length)) {
      const within = marks.filter((m) => m[0] >= start && m[1] <= end), different = new Set(within.map((m) => text.slice(m[0], m[1]).toLowerCase()));
      if (different.size > most) {
        most = different.size;
        best = { start, end: start + text.slice(start, end).replace(/[ \n\t]+$/, "").length, marks: joined(within) };
      }
      start = end;
    }
    return best;
  };

  // joined joins marks that touch or overlap.
  const joined = (marks) => {
    const list = [];
    for (const m of marks) {
      const last = list[list.length - 1];
      if (last && m[0] <= last[1]) last[1] = Math.max(last[1], m[1]); else list.push(m.slice());
    }
    return list;
  };

  // open returns the search over an index: load returns a promise of the file of a name.
  const open = (first, load) => {
    const fold = searchFolding.folding(first.folding), parts = first.parts.map((data) => searchWords.openPart(data, first, fold));
    const pages = first.pages ? first.pages.split(" ") : [];
    const hit = (part, query, f) => {
      let p = 0, start = 0;
      while (f.text >= start + part.data.counts[p]) start += part.data.counts[p++];
      return load(pages[p]).then((page) => {
        const i = f.text - start;
        return { page, i, similar: f.similar, english: part !== parts[0], excerpt: excerpt(part, query, page.texts[i], page.ends[i]) };
      });
    };

    // search returns a page of what was found, as a promise: the own texts first, then those in English.
    const search = (text, number, size) => {
      const queries = parts.map((part) => searchFolding.parse(text, part.w, fold, searchWords.wordsOf(part)));
      return Promise.all(parts.map((part, i) => find(part, queries[i], load))).then((found) => {
        const all = [];
        found.forEach((list, i) => { for (const f of list) all.push([parts[i], queries[i], f]); });
        const last = Math.max(1, Math.ceil(all.length / size)), at = Math.min(Math.max(1, number), last);
        return Promise.all(all.slice((at - 1) * size, at * size).map((f) => hit(f[0], f[1], f[2])))
          .then((hits) => ({ hits, total: all.length, number: at, cut: queries.some((q) => q.cut) }));
      });
    };
    return { search };
  };

  return { open };
})();
