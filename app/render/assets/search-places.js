// Where the words of a query stand: the search of a published site loads that in chunks, and not more than some, and weighs runs of clusters as app/search does.
const searchPlaces = (() => {
  const maxChunks = 12; // that are loaded for words that are only like one of the query

  // chunkOf returns which chunk holds a key, of a list of first keys and names by turns; -1 for none.
  const chunkOf = (chunks, key) => {
    let low = -1, high = chunks.length / 2;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (chunks[2 * middle] <= key) low = middle; else high = middle;
    }
    return low;
  };

  // pairsOf returns the pairs of clusters of a run.
  const pairsOf = (run) => run.slice(1).map((c, i) => run[i] + " " + c);

  // clusterChunks returns the chunks that a run is looked up in: a cluster alone stands at the beginning of pairs too.
  const clusterChunks = (part, run) => {
    const list = new Set(), chunks = part.data.clusterChunks;
    for (const key of pairsOf(run)) list.add(chunkOf(chunks, key));
    if (run.length === 1) for (let c = Math.max(0, chunkOf(chunks, run[0])); c <= chunkOf(chunks, run[0] + " \uffff") && list.size < maxChunks; c++) list.add(c);
    return Array.from(list, (c) => chunks[2 * c + 1]).filter((name) => name);
  };

  // loadPlaces loads the chunks that a query needs, and returns the function that gives the places of a word or a pair.
  const loadPlaces = (part, expanded, words, load) => {
    const needed = new Map(), list = [], chunks = part.data.wordChunks, pairs = part.data.clusterChunks;
    for (const found of expanded) if (found) for (const [id, e] of found) list.push([id, e.weight, chunkOf(chunks, id)]);
    list.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    let more = maxChunks;
    for (const [, weight, c] of list) {
      if (needed.has(chunks[2 * c + 1])) continue;
      if (weight < part.w.otherForm && more-- <= 0) continue;
      needed.set(chunks[2 * c + 1], null);
    }
    for (const q of words) for (const name of q.run ? clusterChunks(part, q.run) : []) needed.set(name, null);
    return Promise.all(Array.from(needed.keys(), (name) => load(name).then((chunk) => { needed.set(name, chunk); }))).then(() => ({
      ofWord: (id) => {
        const c = chunkOf(chunks, id), chunk = c >= 0 && needed.get(chunks[2 * c + 1]);
        return chunk ? chunk[id - chunks[2 * c]] : [];
      },
      ofPair: (key) => placesOf(needed.get(pairs[2 * chunkOf(pairs, key) + 1]), (k) => k === key)[0] || [],
      // The places of a cluster, unless it would take more chunks to know all.
      ofCluster: (cluster) => {
        const names = clusterChunks(part, [cluster]);
        if (!names.every((name) => needed.has(name))) return [];
        return [].concat.apply([], names.map((name) => placesOf(needed.get(name), (k) => k === cluster || k.startsWith(cluster + " "))));
      },
    }));
  };

  // placesOf returns the places of the keys of a chunk that are asked for.
  const placesOf = (chunk, wanted) => {
    if (!chunk) return [];
    if (!chunk.list) chunk.list = chunk.keys.split("\n");
    return chunk.places.filter((p, i) => wanted(chunk.list[i]));
  };

  // eachText calls f for each text of a list of places: its number, its kind (0 body, 1 heading, 2 title, 3 label), the texts it speaks for, where in it, its length.
  const eachText = (list, hasLengths, f) => {
    for (let i = 0, text = 0; i < list.length;) {
      text += list[i++];
      const head = list[i++], kind = head & 3, length = hasLengths ? list[i++] : 0, speaks = kind === 1 || kind === 2 ? list[i++] : 0, at = [];
      for (let n = head >> 2, last = 0; n > 0; n--) at.push(last += list[i++]);
      f(text, kind, speaks, at, length);
    }
  };

  // eachWordPlace calls f for each text of the places of a word: its number, how much more the word counts because the text is short, and the same as eachText does.
  const eachWordPlace = (part, list, f) => {
    const none = 1 / part.data.brevity[0], each = 1 / part.data.brevity[1] - none;
    eachText(list, true, (text, kind, speaks, at, length) => f(text, 1 / (none + each * length), kind, speaks, at));
  };

  const isHan = (cluster) => /^(?:[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\ud840-\ud8ff][\udc00-\udfff])$/.test(cluster);

  const isKana = (cluster) => /[\u3041-\u309f\u30a0-\u30ff]/.test(cluster);

  // runWeight returns how much a text counts that has some pairs of a run and some clusters, each of which is so rare, and of it as it is written the longest part; and
  // how it fits.
  const runWeight = (w, run, pairs, single, has) => {
    const n = run.length, clusters = new Set();
    let have = 0, all = 0;
    if (has.longest === n) return [w.asWritten, searchWords.fits];
    pairs.forEach((each, i) => {
      if (has.pairs.has(i)) { clusters.add(i).add(i + 1); have += each; }
      all += Math.abs(each); // negative where the pair stands nowhere
    });
    single.forEach((each, i) => {
      if (has.single.has(i)) have += each;
      all += each;
    });
    if (n >= 4 && clusters.size === n) return [w.covered, searchWords.fits];
    const known = all + pairs.reduce((sum, each) => sum + Math.min(0, each), 0), han = run.some(isHan);
    const question = han ? w.minQuestionHan : run.some(isKana) ? w.minQuestionKana : w.minQuestion;
    const least = !han && n < w.minQuestionKana ? w.minPartsWord : w.minParts;
    return n >= question && have / all >= least ? [w.parts * have / known, searchWords.loose] : [0, searchWords.fits];
  };

  // weighRun calls weigh for each text that has enough of a run of clusters.
  const weighRun = (part, run, places, weigh) => {
    const w = part.w;
    if (run.length === 1) {
      for (const list of places.ofCluster(run[0])) eachText(list, false, (text, kind, speaks) => weigh(text, w.asWritten, searchWords.fits, kind, speaks));
      return;
    }
    const states = new Map(), rarity = (n) => Math.log1p(part.texts / (n + 1));
    const stateOf = (text, kind, speaks) => {
      let state = states.get(text);
      if (!state) states.set(text, state = { pairs: new Set(), single: new Set(), longest: 0, kind, speaks });
      return state;
    };
    let before = new Map();
    const pairs = pairsOf(run).map((key, i) => {
      const now = new Map();
      let n = 0;
      eachText(places.ofPair(key), false, (text, kind, speaks, at) => {
        const state = stateOf(text, kind, speaks);
        state.pairs.add(i);
        n += Math.max(1, at.length);
        for (const a of at) {
          const length = (before.get(text * 65536 + a) || 1) + 1;
          now.set(text * 65536 + a + 1, length);
          state.longest = Math.max(state.longest, length);
        }
      });
      before = now;
      return n ? rarity(n) : -rarity(0);
    });
    const single = run.map((c, i) => {
      let n = 0;
      for (const list of run.length > 2 && isHan(c) ? places.ofCluster(c) : []) {
        eachText(list, false, (text, kind, speaks, at) => {
          n += Math.max(1, at.length);
          stateOf(text, kind, speaks).single.add(i);
        });
      }
      return n ? w.alone * rarity(n) : 0;
    });
    for (const [text, s] of states) {
      const [weight, how] = runWeight(w, run, pairs, single, s);
      if (weight > 0) weigh(text, weight, how, s.kind, s.speaks);
    }
  };

  return { loadPlaces, eachWordPlace, weighRun, isHan };
})();
