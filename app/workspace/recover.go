package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
)

// Recover keeps what people saved into files of the trees while a command was writing them, where that was seen too late, or by nobody because the command
// was killed: other words than a catalog has now become previous texts in it, and are in the history (law 3). report is told of each file that was written, inside the tree of the catalogs. The error says what
// is still to be done by hand, a line for each file; nothing of that is lost.
func Recover(content, locales store.Store, journal *history.Journal, report func(name, line string)) error {
	err := locales.Recover(func(name string, words []byte) error {
		kept, err := keepWords(locales, journal, name, words)
		if err == nil && kept != "" {
			report(name, fmt.Sprintf("%s: two saved it at the same time: what would have been lost is kept in it%s", locales.Tree().Path(name), kept))
		}
		return err
	})
	return errors.Join(err, content.Recover(func(string, []byte) error { return errByHand }))
}

var errByHand = errors.New("somebody saved this while the file of that name was being written: compare both, keep what is right, and remove this file")

// keepWords keeps the words that somebody meant for a catalog, and returns how it has kept what was not in it, "" where all was.
func keepWords(locales store.Store, journal *history.Journal, name string, words []byte) (kept string, err error) {
	now, err := store.ReadFile(locales.Tree(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return " as it was", locales.Apply([]store.Write{{Path: name, New: words}})
	}
	if err != nil {
		return "", err
	}
	path := locales.Tree().Path(name)
	file, err := catalog.Parse(path, now)
	late, err2 := catalog.Parse(path, words)
	if errors.Join(err, err2) != nil || strings.HasPrefix(name, "en/") || !strings.HasSuffix(name, ".toml") {
		return "", errByHand
	}
	next, missing := file.KeepTexts(late)
	found := keptTexts(name, file, next)
	switch n := len(found); {
	case len(missing) > 0:
		return "", errByHand
	case next == file:
		return "", nil
	case n > 0:
		kept = fmt.Sprintf(" as %s (#~)", plural(n, "previous text"))
	default:
		kept = " as a comment"
	}
	if err := locales.Apply([]store.Write{{Path: name, Old: now, New: next.Bytes()}}); err != nil {
		return "", err
	}
	return kept, record(journal, found)
}

// keptTexts returns the texts that a catalog has as previous ones, and another version of it had not, as edits that what stands there has replaced.
func keptTexts(name string, before, after *catalog.File) (made []madeEdit) {
	tag, _, _ := corpus.ParseCatalogPath(name)
	for _, m := range after.Messages() {
		known, _ := before.Find(m.Key)
		for _, p := range m.Previous {
			if !slices.Contains(known.Previous, p) {
				edit := catalog.Edit{Key: m.Key, Source: m.Hash, Was: catalog.Hash(p.Text), Forms: m.Forms, At: now(), Via: catalog.ViaRecover}
				made = append(made, madeEdit{Outcome: catalog.Outcome{Edit: edit, Before: p.Text}, tag: tag})
			}
		}
	}
	return made
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
