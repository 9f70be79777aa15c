package cli

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store/folder"
)

// Law 3: words that an older copy of a catalog was saved over stand in it as previous texts after the next command, and the log says so. What a program did to
// many catalogs at once is left alone.
func TestLaw3WordsThatWereWrittenOverComeBackAsPreviousTexts(t *testing.T) {
	dir := newFaultSite(t)
	runOn(t, dir, exitOK, "sync")
	path := filepath.Join(dir, filepath.FromSlash(frenchFirst))
	stale, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	locales, err := folder.Open(filepath.Join(dir, "locales"))
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	keep := keepOverwritten(locales, slog.New(slog.NewTextHandler(&log, nil)))
	name := corpus.CatalogPath("fr", "first")
	held := bytes.Replace(stale, []byte(frenchText), []byte(`other = "Ce qu'Ada a écrit."`), 1)
	one := corpus.Overwritten{Path: name, Held: held}
	keep([]corpus.Overwritten{one, one, one, one})
	if log.Len() > 0 {
		t.Errorf("said %s", &log)
	}
	keep([]corpus.Overwritten{one})
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, stale) || !strings.Contains(log.String(), "first.fr.toml") {
		t.Errorf("the catalog was touched, %v, or nobody told of it: %s", err, &log)
	}
	runOn(t, dir, exitOK, "sync")
	now, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(now), "#~ Ce qu'Ada a écrit.\n") || !strings.Contains(string(now), frenchText) {
		t.Errorf("got %v\n%s", err, now)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}
