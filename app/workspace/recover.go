package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// Recover keeps what people saved into files of the trees while a command was writing them, where that was seen too late, or by nobody because the command
// was killed: other words than a catalog has now become previous texts in it (law 3). report is told of each file. The error says what is still to be done by
// hand, a line for each file; nothing of that is lost.
func Recover(content, locales store.Store, report func(line string)) error {
	err := locales.Recover(func(name string, words []byte) error {
		kept, err := keepWords(locales, name, words)
		if err == nil && kept > 0 {
			report(fmt.Sprintf("%s: somebody saved it while it was being written: what they wrote is kept in it as %s (#~)",
				locales.Tree().Path(name), plural(kept, "previous text")))
		}
		return err
	})
	return errors.Join(err, content.Recover(func(string, []byte) error { return errByHand }))
}

var errByHand = errors.New("somebody saved this while the file of that name was being written: compare both, keep what is right, and remove this file")

// keepWords keeps the words that somebody meant for a catalog, and returns how many texts are in it now that were not.
func keepWords(locales store.Store, name string, words []byte) (kept int, err error) {
	now, err := store.ReadFile(locales.Tree(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return 1, locales.Apply([]store.Write{{Path: name, New: words}})
	}
	if err != nil {
		return 0, err
	}
	path := locales.Tree().Path(name)
	file, err := catalog.Parse(path, now)
	late, err2 := catalog.Parse(path, words)
	if errors.Join(err, err2) != nil || strings.HasPrefix(name, "en/") || !strings.HasSuffix(name, ".toml") {
		return 0, errByHand
	}
	next, missing := file.KeepTexts(late)
	if len(missing) > 0 {
		return 0, errByHand
	}
	if next == file {
		return 0, nil
	}
	return previousTexts(next) - previousTexts(file), locales.Apply([]store.Write{{Path: name, Old: now, New: next.Bytes()}})
}

func previousTexts(f *catalog.File) (n int) {
	for _, m := range f.Messages() {
		n += len(m.Previous)
	}
	return n
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
