package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// newJournal returns a journal on the disk.
func newJournal(t *testing.T) *history.Journal {
	t.Helper()
	return history.New(folder.NewLog(filepath.Join(t.TempDir(), history.Name), 1<<20).OwnerOnly().Rotate(1000, nil))
}

func recorded(t *testing.T, j *history.Journal) []history.Record {
	t.Helper()
	records, faults, err := j.Records("es", "")
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	return records
}

var editedPage = synthetic.Slug(0)

// catalogFile returns the Spanish catalog of the page that tests edit, as it stands on the disk.
func (c trees) catalogFile(t *testing.T) *catalog.File {
	t.Helper()
	path := filepath.Join(c.locales, filepath.FromSlash(corpus.CatalogPath("es", editedPage)))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := catalog.Parse(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// saveByHand puts a text into the catalog as an editor does, by renaming.
func (c trees) saveByHand(t *testing.T, m catalog.Message, text string) {
	t.Helper()
	f := c.catalogFile(t)
	head := "[" + m.Key + "]\nhash = \"" + m.Hash + "\"\nother = \""
	before, after, ok := strings.Cut(string(f.Bytes()), head)
	if !ok {
		t.Fatalf("no entry %s in\n%s", m.Key, f.Bytes())
	}
	_, after, _ = strings.Cut(after, "\n")
	if err := os.WriteFile(f.Name()+"~", []byte(before+head+text+"\"\n"+after), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(f.Name()+"~", f.Name()); err != nil {
		t.Fatal(err)
	}
}

func editOf(m catalog.Message, by, text string) catalog.Edit {
	return catalog.Edit{Key: m.Key, Source: m.Hash, Was: catalog.Hash(m.Forms), Forms: catalog.Forms{Other: text}, By: by, At: now(), Via: catalog.ViaWorkbench}
}

// An edit that replaces what nobody has changed goes in and is recorded; the same message changed by somebody else is refused with three texts, and nothing
// of it is stored.
func TestEditGoesInOrIsRefusedWithThreeTexts(t *testing.T) {
	c := syncedSite(t)
	_, locales := c.folders(t)
	j := newJournal(t)
	e := NewEditor(locales, Options{Journal: j})
	seen := c.catalogFile(t).Messages()[0]
	done, err := e.Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(seen, "Ada", "Uno.")})
	if err != nil || done[0].Err != nil || done[0].Before != seen.Forms {
		t.Fatalf("got %+v, %v", done, err)
	}
	before := string(c.catalogFile(t).Bytes())
	done, err = e.Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(seen, "Ben", "Dos.")})
	conflict, ok := errors.AsType[*catalog.ConflictError](done[0].Err)
	if err != nil || !ok || conflict.Was != seen.Forms || conflict.Now.Other != "Uno." || conflict.Wanted.Other != "Dos." {
		t.Errorf("got %+v, %v", done, err)
	}
	if now := string(c.catalogFile(t).Bytes()); now != before {
		t.Errorf("a refused edit changed the catalog to\n%s", now)
	}
	records := recorded(t, j)
	if len(records) != 1 || records[0].Locale != "es" || records[0].After.Other != "Uno." || records[0].Before != catalog.Words(seen.Forms) || records[0].Was != catalog.Hash(seen.Forms) {
		t.Errorf("got %+v", records)
	}
	for _, bad := range [][2]string{{"en", editedPage}, {"es", "../es/" + editedPage}, {"es", "nowhere"}, {"..", "x"}} {
		if _, err := e.Edit(t.Context(), bad[0], bad[1], []catalog.Edit{editOf(seen, "Ada", "x")}); err == nil {
			t.Errorf("%v was edited", bad)
		}
	}
	small := NewEditor(locales, Options{MaxCatalog: 10})
	if _, err := small.Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(c.catalogFile(t).Messages()[0], "Ada", "x")}); err == nil {
		t.Error("law 8: the catalog became too large")
	}
}

func TestSignedWordsOfOneselfStayInTheCatalog(t *testing.T) {
	c := syncedSite(t)
	_, locales := c.folders(t)
	e := NewEditor(locales, Options{Journal: newJournal(t)})
	edit := func(text string) {
		t.Helper()
		done, err := e.Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(c.catalogFile(t).Messages()[0], "Ada", text)})
		if err != nil || done[0].Err != nil {
			t.Fatal(err, done)
		}
	}
	edit("Primero.")
	edit("Segundo.")
	if err := locales.Append(corpus.LedgerPath("es"), func([]byte) ([]byte, error) {
		m := c.catalogFile(t).Messages()[0]
		r := catalog.Record{SignOff: catalog.SignOff{Key: m.Key, Source: m.Hash, Text: catalog.Hash(m.Forms), By: "Ben", At: time.Now().UTC()}}
		return r.Line()
	}); err != nil {
		t.Fatal(err)
	}
	edit("Tercero.")
	edit("Cuarto.")
	text := string(c.catalogFile(t).Bytes())
	if !strings.Contains(text, "#~ Segundo.\n") || strings.Contains(text, "Primero.") || strings.Contains(text, "Tercero.") {
		t.Errorf("got\n%s", text)
	}
}

// quick is a store in which somebody is quicker: hook is called before a write, and may save a file.
type quick struct {
	store.Store
	hook func()
}

func (q quick) Apply(writes []store.Write) error {
	q.hook()
	return q.Store.Apply(writes)
}

// Somebody saves another text of the same catalog, and then the same text, just before it is written.
func TestEditIsMadeOnWhatSomebodySavedMeanwhile(t *testing.T) {
	c := syncedSite(t)
	_, locales := c.folders(t)
	ms, saves := c.catalogFile(t).Messages(), 0
	e := NewEditor(quick{locales, func() {
		if saves++; saves <= 2 {
			c.saveByHand(t, ms[saves], fmt.Sprintf("A mano %d.", saves))
		}
	}}, Options{Journal: newJournal(t)})
	done, err := e.Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(ms[0], "Ada", "Uno."), editOf(ms[2], "Ada", "Tres.")})
	conflict, ok := errors.AsType[*catalog.ConflictError](done[1].Err)
	if err != nil || done[0].Err != nil || !ok || conflict.Now.Other != "A mano 2." {
		t.Errorf("got %+v, %v", done, err)
	}
	for i, want := range []string{"Uno.", "A mano 1.", "A mano 2."} {
		if m, _ := c.catalogFile(t).Find(ms[i].Key); m.Forms.Other != want {
			t.Errorf("%s: got %q, want %q", m.Key, m.Forms.Other, want)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	never := NewEditor(quick{locales, func() { c.saveByHand(t, ms[1], fmt.Sprintf("A mano %d.", time.Now().UnixNano())) }}, Options{})
	if _, err := never.Edit(ctx, "es", editedPage, []catalog.Edit{editOf(c.catalogFile(t).Messages()[0], "Ada", "x")}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

// git removes a file before it writes it anew: an edit that comes in between waits for it, and one of a page that has no catalog is refused.
func TestEditWaitsForACatalogThatIsBeingReplaced(t *testing.T) {
	c := syncedSite(t)
	_, locales := c.folders(t)
	file := c.catalogFile(t)
	edit := editOf(file.Messages()[0], "Ada", "Uno.")
	if err := os.Rename(file.Name(), file.Name()+"~"); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(20*time.Millisecond, func() { os.Rename(file.Name()+"~", file.Name()) })
	done, err := NewEditor(locales, Options{}).Edit(t.Context(), "es", editedPage, []catalog.Edit{edit})
	if err != nil || len(done) != 1 || !done[0].Changed() {
		t.Errorf("got %+v, %v", done, err)
	}
	if _, err := NewEditor(locales, Options{}).Edit(t.Context(), "es", "nowhere", []catalog.Edit{edit}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// brokenLog is a log that nothing can be added to.
type brokenLog struct {
	store.Log
	err error
}

func (l brokenLog) AppendLines([][]byte) error { return l.err }
func (brokenLog) After(store.Mark) ([]byte, store.Mark, bool, error) {
	return nil, store.Mark{}, false, folder.ErrFull
}

// Law 3: where the history cannot be read, it holds nothing, so that the catalog keeps all; where it cannot be written, that is said.
func TestLaw3EditWithoutAHistoryLosesNothing(t *testing.T) {
	c := syncedSite(t)
	_, locales := c.folders(t)
	for i, text := range []string{"Uno.", "Dos.", "Tres."} {
		why := []error{folder.ErrFull, store.ErrChanged, fs.ErrNotExist}[i] // neither of them is taken for a reason to make the edit again
		e := NewEditor(locales, Options{Journal: history.New(brokenLog{err: why})})
		done, err := e.Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(c.catalogFile(t).Messages()[0], "Ada", text)})
		if _, ok := errors.AsType[*NotRecordedError](err); !ok || !errors.Is(err, why) || len(done) != 1 || done[0].Err != nil {
			t.Errorf("got %+v, %v", done, err)
		}
	}
	if text := string(c.catalogFile(t).Bytes()); !strings.Contains(text, "#~ Uno.\n") || !strings.Contains(text, "#~ Dos.\n") || !strings.Contains(text, `"Tres."`) {
		t.Errorf("got\n%s", text)
	}
}
