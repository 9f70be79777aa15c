// Searches as the script of a published site does. Standard input is JSON: the folder of the script's parts, the folder of an index's files, the name of the first of
// them, and queries. Standard output is JSON: for each query the keys of what was found, how many files were loaded for it, and what else a test asks.
const fs = require("fs"), path = require("path"), vm = require("vm");
const input = JSON.parse(fs.readFileSync(0, "utf8"));
const parts = ["folding", "words", "places", "ranking"].map((name) => fs.readFileSync(path.join(input.scripts, "search-" + name + ".js"), "utf8"));
if (input.old) parts.unshift('{ const Real = RegExp; RegExp = function (text, flags) { if (/\\\\p\\{/.test(text)) throw new SyntaxError("old"); return new Real(text, flags); }; Intl = undefined; }');
const searchRanking = vm.runInNewContext(parts.join("\n") + "\nsearchRanking", {});

const main = async () => {
  const all = new Map();
  const load = async (name) => {
    if (!all.has(name)) all.set(name, JSON.parse(fs.readFileSync(path.join(input.files, name), "utf8")));
    loaded.add(name);
    return all.get(name);
  };
  let loaded = new Set();
  const open = searchRanking.open(await load(input.index), load), answers = [];
  for (const query of input.queries) {
    loaded = new Set();
    const start = process.cpuUsage();
    const r = await open.search(query, 1, 10);
    answers.push({
      keys: r.hits.map((h) => h.page.slug + "." + h.page.keys[h.i]), total: r.total, cut: r.cut, loaded: Array.from(loaded), microseconds: process.cpuUsage(start).user,
      shown: r.hits.map((h) => {
        const text = h.page.texts[h.i], e = h.excerpt;
        return { text: text.slice(e.start, e.end), marks: e.marks.map((m) => text.slice(m[0], m[1])), similar: h.similar, english: h.english };
      }),
    });
  }
  console.log(JSON.stringify(answers));
};
main().catch((e) => { console.error(e); process.exit(1); });
