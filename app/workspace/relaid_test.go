package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
)

// Law 3: words that sync takes from their place, because the English has changed or gone, are in the history, and so is that they came back. Whose they are stays
// as it was.
func TestLaw3WhatSyncTakesFromItsPlaceIsInTheHistory(t *testing.T) {
	c := movingSite(t, movingPage("One", "First text.\n\nSecond text.\n"), movingPage("Two", "Other text.\n"))
	journal := newJournal(t)
	path := filepath.Join(c.locales, "de", "a.de.toml")
	file, _ := catalog.Parse(path, mustRead(t, path))
	first, _ := file.Find("a.intro.p1")
	second, _ := file.Find("a.intro.p2")
	if err := journal.Append(history.Record{Locale: "de", Key: first.Key, By: "Ada", At: now(), Via: catalog.ViaWorkbench, Source: first.Hash, After: catalog.Words(first.Forms)}); err != nil {
		t.Fatal(err)
	}
	sync := func(body string) (last []history.Record) {
		t.Helper()
		before, _, _ := journal.Records("de", "")
		c.put(t, c.content, "a.md", movingPage("One", body))
		content, locales := c.folders(t)
		w, err := OpenForSync(content, locales, Options{Journal: journal})
		if err == nil {
			_, err = w.Apply(w.Sync())
		}
		if err != nil {
			t.Fatal(err)
		}
		after, _, _ := journal.Records("de", "")
		return after[len(before):]
	}
	got := sync("First text, changed.\n")
	if len(got) != 2 || got[0].Key != first.Key || got[0].Before != catalog.Words(first.Forms) || got[0].After != (catalog.Words{}) || got[0].Via != catalog.ViaSync ||
		got[0].Source == first.Hash || got[1].Key != second.Key || got[1].Before != catalog.Words(second.Forms) {
		t.Errorf("taken from their place: %+v", got)
	}
	if got := sync("First text, changed.\n"); len(got) != 0 {
		t.Errorf("law 5: again %+v", got)
	}
	got = sync("First text.\n\nSecond text.\n")
	if len(got) != 2 || got[0].After != catalog.Words(first.Forms) || got[1].After != catalog.Words(second.Forms) || got[1].Before != (catalog.Words{}) {
		t.Errorf("back again: %+v", got)
	}
	if by, recorded := journal.Known("de", nil).Author(first.Key, first.Forms); by != "Ada" || !recorded {
		t.Errorf("the words are of %q now, %v", by, recorded)
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), "deutsch") {
		t.Fatal(err, string(data))
	}
	return data
}
