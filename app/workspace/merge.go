package workspace

import (
	"bytes"
	"path"
	"regexp"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
)

// Versions are three versions of one file in a merge of two branches: what both come from, empty where there is none, and what each has made of it.
type Versions struct{ Base, Ours, Theirs []byte }

// MergeFile returns what two versions of a catalog or of a ledger of a locale make; see [catalog.Merge], which says what chosen is, and [catalog.MergeLedgers].
// Which of them it is tells the name, or, where that tells nothing, what is in the file. The error is [store.Faults] where one version cannot be read.
func MergeFile(name string, v Versions) (merged []byte, chosen []string, err error) {
	if isJSONLines(name, v) {
		merged, err = catalog.MergeLedgers(name, v.Base, v.Ours, v.Theirs)
		return merged, nil, err
	}
	if path.Ext(name) != ".toml" {
		name = v.catalogName(name)
	}
	base, _ := catalog.Parse(name, v.Base) // of one that cannot be read, nothing is known
	ours, err := catalog.Parse(name, v.Ours)
	if ours.Opaque() {
		return nil, nil, inVersion("ours", err)
	}
	theirs, err := catalog.Parse(name, v.Theirs)
	if theirs.Opaque() {
		return nil, nil, inVersion("theirs", err)
	}
	file, chosen, err := catalog.Merge(base, ours, theirs)
	if err != nil {
		return nil, nil, err
	}
	return file.Bytes(), chosen, nil
}

// RecordMerge puts into the history which words had to make way, of the texts that both versions of a catalog wrote ([MergeFile] says which these are).
func RecordMerge(journal *history.Journal, name string, v Versions, merged []byte, chosen []string) error {
	tag, _, ok := corpus.ParseCatalogPath(path.Join(path.Base(path.Dir(name)), path.Base(name)))
	if !ok || tag == "en" {
		return nil
	}
	file, _ := catalog.Parse(name, merged)
	var made []madeEdit
	for _, version := range [][]byte{v.Ours, v.Theirs} {
		from, _ := catalog.Parse(name, version)
		for _, key := range chosen {
			before, _ := from.Find(key)
			if stands, ok := file.Find(key); ok && !before.Forms.Empty() && before.Forms != stands.Forms {
				edit := catalog.Edit{Key: key, Source: stands.Hash, Was: catalog.Hash(before.Forms), Forms: stands.Forms, At: now(), Via: catalog.ViaMerge}
				made = append(made, madeEdit{Outcome: catalog.Outcome{Edit: edit, Before: before.Forms}, tag: tag})
			}
		}
	}
	return record(journal, made)
}

var (
	interfaceKey = regexp.MustCompile(`(?m)^\[` + catalog.InterfaceSlug + `\.`)
	hashMember   = regexp.MustCompile(`(?m)^hash = `)
)

// catalogName returns the name that a catalog would have by what is in it: one of the interface has other placeholders, and an English one no hashes.
func (v Versions) catalogName(name string) string {
	slug, tag := "page", "x"
	if interfaceKey.Match(v.Ours) || interfaceKey.Match(v.Theirs) {
		slug = catalog.InterfaceSlug
	}
	if !hashMember.Match(v.Ours) && !hashMember.Match(v.Theirs) {
		tag = "en"
	}
	return path.Join(path.Dir(name), slug+"."+tag+".toml")
}

// isJSONLines reports whether a file is a ledger: by its name, else by how it begins.
func isJSONLines(name string, v Versions) bool {
	switch path.Ext(name) {
	case ".jsonl":
		return true
	case ".toml":
		return false
	}
	return bytes.HasPrefix(bytes.TrimSpace(append(bytes.Clone(v.Ours), v.Theirs...)), []byte{'{'})
}

// inVersion returns the faults of one version of a file, which they name.
func inVersion(side string, err error) error {
	faults, _ := err.(store.Faults)
	named := make(store.Faults, len(faults))
	for i, f := range faults {
		one := *f
		one.File += " (" + side + ")"
		named[i] = &one
	}
	return named
}
