package workspace

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// imported returns a document that brings texts of the page that tests edit.
func imported(w *Workspace, texts map[string]string) ImportRequest {
	es, _ := w.Locales().Find("es")
	doc := w.Export(es)
	doc.File = "es.po"
	var units []exchange.Unit
	for _, u := range doc.Units {
		u.ExportedHash = catalog.Hash(u.Text)
		if text := texts[u.Key]; text != "" {
			u.Text = catalog.Forms{Other: text}
		}
		units = append(units, u)
	}
	doc.Units = units
	return ImportRequest{Locale: es, Document: doc, By: "Ada"}
}

func TestImportIsMadeOnWhatSomebodySavedMeanwhile(t *testing.T) {
	c := syncedSite(t)
	content, locales := c.folders(t)
	ms, saves := c.catalogFile(t).Messages(), 0
	j := newJournal(t)
	w, err := Open(content, quick{locales, func() {
		if saves++; saves <= 2 {
			c.saveByHand(t, ms[saves], fmt.Sprintf("A mano %d.", saves))
		}
	}}, Options{Journal: j})
	if err != nil {
		t.Fatal(err)
	}
	r, err := w.Import(imported(w, map[string]string{ms[0].Key: "Uno.", ms[2].Key: "Tres."}))
	if err != nil || len(r.Imported) != 1 || r.Imported[0].Key != ms[0].Key || r.Refused() != 1 || len(r.Faults) != 1 || !strings.Contains(r.Faults[0].Msg, "somebody has changed the text meanwhile") {
		t.Errorf("got %+v, %v", r, err)
	}
	for i, want := range []string{"Uno.", "A mano 1.", "A mano 2."} {
		if m, _ := c.catalogFile(t).Find(ms[i].Key); m.Forms.Other != want {
			t.Errorf("%s: got %q, want %q", m.Key, m.Forms.Other, want)
		}
	}
	if records := recorded(t, j); len(records) != 1 || records[0].Via != catalog.ViaImport || records[0].By != "Ada" || records[0].Before != catalog.Words(ms[0].Forms) {
		t.Errorf("got %+v", records)
	}
	ledger, _ := os.ReadFile(filepath.Join(c.locales, "es", "reviews.jsonl"))
	if n := strings.Count(string(ledger), `"key":"`+ms[0].Key+`"`); n != 1 || len(r.NotCredited) > 0 {
		t.Errorf("credited %d times, %v", n, r.NotCredited)
	}
}

func TestAcceptIsMadeOnWhatSomebodySavedMeanwhile(t *testing.T) {
	c := syncedSite(t)
	content, locales := c.folders(t)
	page := filepath.Join(c.content, editedPage+".md")
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, []byte(strings.Replace(string(data), ".\"\norder", "!\"\norder", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := c.sync(t); err != nil {
		t.Fatal(err)
	}
	var outdated catalog.Message
	ms := c.catalogFile(t).Messages()
	for _, m := range ms {
		if m.Forms.Empty() && len(m.Previous) > 0 {
			outdated = m
		}
	}
	saved := false
	j := newJournal(t)
	w, err := Open(content, quick{locales, func() {
		if !saved {
			saved = true
			c.saveByHand(t, ms[0], "A mano.")
		}
	}}, Options{Journal: j})
	if err != nil {
		t.Fatal(err)
	}
	es, _ := w.Locales().Find("es")
	r, err := w.Accept(AcceptRequest{Locales: []*locale.Locale{es}, Keys: []string{outdated.Key}, By: "Ada"})
	m, _ := c.catalogFile(t).Find(outdated.Key)
	first, _ := c.catalogFile(t).Find(ms[0].Key)
	if err != nil || r.Accepted != 1 || r.Refused != 0 || m.Forms != outdated.Previous[0].Text || first.Forms.Other != "A mano." {
		t.Errorf("got %+v, %v; %+v, %+v", r, err, m, first)
	}
	if records := recorded(t, j); len(records) != 1 || records[0].Via != catalog.ViaAccept || records[0].Key != outdated.Key {
		t.Errorf("got %+v", records)
	}
	ledger, _ := os.ReadFile(filepath.Join(c.locales, "es", "reviews.jsonl"))
	if n := strings.Count(string(ledger), `"kind":"accept"`); n != 1 {
		t.Errorf("on record %d times", n)
	}
}

// TestLaw3ManyWhoWriteAtOnceLoseNoAcknowledgedEdit has translators save in the browser, somebody import, somebody use an editor, and sync run, all at once, on one catalog. Every
// edit that was acknowledged has its line in the history, and its words stand, are a previous text, or are in the history.
func TestLaw3ManyWhoWriteAtOnceLoseNoAcknowledgedEdit(t *testing.T) {
	c := syncedSite(t)
	const each = 25
	ms := c.catalogFile(t).Messages()[:4]
	log := filepath.Join(t.TempDir(), history.Name)
	open := func() (content, locales store.Store, j *history.Journal) { // each as a process of its own
		content, locales = c.folders(t)
		return content, locales, history.New(folder.NewLog(log, 1<<20).OwnerOnly())
	}
	var mu sync.Mutex
	var acknowledged []string
	acknowledge := func(words string) {
		mu.Lock()
		defer mu.Unlock()
		acknowledged = append(acknowledged, words)
	}
	var wait sync.WaitGroup
	for person := range 3 {
		wait.Go(func() {
			_, locales, j := open()
			r := rand.New(rand.NewPCG(uint64(person), 1))
			e := NewEditor(locales, Options{Journal: j})
			for i := range each {
				m, _ := c.catalogFile(t).Find(ms[r.IntN(len(ms))].Key)
				text := fmt.Sprintf("Texto %d-%d.", person, i)
				done, err := e.Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(m, fmt.Sprint("Person ", person), text)})
				if err != nil {
					t.Error(err)
				} else if done[0].Err == nil {
					acknowledge(text)
				}
			}
		})
	}
	wait.Go(func() {
		for i := range 4 {
			content, locales, j := open()
			w, err := Open(content, locales, Options{Journal: j})
			if err != nil {
				t.Error(err)
				continue
			}
			r, err := w.Import(imported(w, map[string]string{ms[i].Key: fmt.Sprintf("Texto importado %d.", i)}))
			if err != nil && !errors.Is(err, store.ErrChanged) {
				t.Error(err)
			}
			for _, ch := range r.Imported {
				acknowledge(ch.Text.Other)
			}
		}
	})
	wait.Go(func() {
		for range 4 {
			if err := c.sync(t); err != nil && !errors.Is(err, store.ErrChanged) {
				t.Error(err)
			}
		}
	})
	wait.Go(func() {
		r := rand.New(rand.NewPCG(9, 9))
		for i := range 10 {
			m := ms[r.IntN(len(ms))]
			c.saveByHand(t, m, fmt.Sprintf("A mano %d.", i))
			time.Sleep(5 * time.Millisecond)
		}
	})
	wait.Wait()
	content, locales, j := open()
	if err := Recover(content, locales, nil, func(_, _ string) {}); err != nil {
		t.Error(err)
	}
	lines := map[string]int{}
	for _, r := range recorded(t, j) {
		lines[r.After.Other]++
	}
	for _, words := range acknowledged {
		if lines[words] != 1 {
			t.Errorf("law 3: %q has %d lines in the history", words, lines[words])
		}
	}
	if len(acknowledged) < 3*each/2 {
		t.Errorf("only %d edits were acknowledged: the test says little", len(acknowledged))
	}
}
