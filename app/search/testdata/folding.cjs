// Folds words, and takes texts apart, as the script of a published site does. Standard input is JSON: the script, the tables, and of each language its tables, words
// with what they become, and texts with where their words begin and end. Standard output has a line for whatever is not as it should be.
const fs = require("fs"), vm = require("vm");
const input = JSON.parse(fs.readFileSync(0, "utf8"));
const searchFolding = vm.runInNewContext(fs.readFileSync(input.script, "utf8") + "\nsearchFolding", {});
const fold = searchFolding.folding(input.folding);
for (const language of input.languages) {
  const word = searchFolding.languageOf(language.tables, fold);
  for (const w of language.words) {
    const got = word(w.text), want = [w.folded, w.marked, w.stop];
    if ([got.folded, got.marked, got.stop].some((v, i) => v !== want[i])) console.log(JSON.stringify([language.tag, w.text, [got.folded, got.marked, got.stop], want]));
  }
  for (const t of language.texts) {
    const got = fold.tokens(t.text).map((x) => x.text).join("|");
    if (got !== t.tokens) console.log(JSON.stringify([language.tag, t.text, got, t.tokens]));
  }
}
