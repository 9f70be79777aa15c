package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
)

const wardSpanish = "Llame a [la sala](https://example.org/ward) si no puede dormir durante 3 noches."

// readBack appends what a program read of a Spanish text to its file.
func (b *bench) readBack(words, english string) {
	b.t.Helper()
	_, key, _ := strings.Cut(strings.TrimPrefix(wardText, "/es/"), "/")
	line, err := catalog.ReadBack{Key: key, Text: catalog.Hash(catalog.Forms{Other: words}), English: map[string]string{"other": english}, By: "apertium",
		At: time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)}.Line()
	if err != nil {
		b.t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(b.dir, "locales", "es", "readbacks.jsonl"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		b.t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(line); err != nil {
		b.t.Fatal(err)
	}
}

// Beside a text stands what a program says that it says, and what of that the English does not say; the page of the language lists such texts.
func TestReadBackIsShownBesideTheText(t *testing.T) {
	b := newBench(t)
	b.want(303, wardText, b.form(wardText, wardSpanish))
	if page := plain(b.want(200, wardText, nil).body); strings.Contains(page, "Read back") {
		t.Errorf("there is a read-back before anybody made one: %s", page)
	}
	b.readBack(wardSpanish, "Call the ward if you cannot sleep for 30 nights.")
	page := b.want(200, wardText, nil).body
	for name, want := range map[string]string{
		"what it says":     `<p class="readback"><span lang="en" dir="ltr">Call the ward if you cannot sleep for 30 nights.</span></p>`,
		"who read it":      `<bdi>apertium</bdi>`,
		"when":             `<time datetime="2026-11-29T12:00:00Z">2026-11-29</time>`,
		"what differs":     `<li class="error">Error: the English says 3, the read-back 30.`,
		"where it differs": `t sleep for <mark>30 nights.</mark>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not there: %q", name, want)
		}
	}
	if list := plain(b.want(200, "/es", nil).body); !strings.Contains(list, "Read-backs that differ from the English") || !strings.Contains(list, "the English says 3, the read-back 30 ( apertium )") {
		t.Errorf("the page of the language has no list: %s", list)
	}
	b.readBack(wardSpanish, "Call the ward if you cannot sleep for 3 nights.")
	if page := plain(b.want(200, wardText, nil).body); !strings.Contains(page, "for 3 nights.") || strings.Contains(page, "Error:") {
		t.Errorf("the newer read-back is not the one that is shown: %s", page)
	}
	if list := plain(b.want(200, "/es", nil).body); strings.Contains(list, "Read-backs that differ") {
		t.Errorf("the page of the language lists what does not differ: %s", list)
	}
}

// A read-back holds for the words that it is of, and no others: once these have changed it is shown as of earlier words, and nothing is found in it.
func TestReadBackOfEarlierWordsIsShownAsSuch(t *testing.T) {
	b := newBench(t)
	b.want(303, wardText, b.form(wardText, wardSpanish))
	b.readBack(wardSpanish, "Call the ward if you cannot sleep for 30 nights.")
	b.want(303, wardText, b.form(wardText, strings.Replace(wardSpanish, "Llame a", "Avise a", 1)))
	page := plain(b.want(200, wardText, nil).body)
	if !strings.Contains(page, "This is of earlier words, not of those that stand here now: Llame a [la sala]") || !strings.Contains(page, "for 30 nights.") {
		t.Errorf("the earlier read-back is not shown as such: %s", page)
	}
	if list := plain(b.want(200, "/es", nil).body); strings.Contains(page, "the read-back 30") || strings.Contains(list, "Read-backs that differ") {
		t.Error("words that do not stand there any more are judged")
	}
}

// A line of the file that cannot be read costs itself alone, and the page of the language names it (law 9).
func TestLaw9AFaultyReadBackIsNamed(t *testing.T) {
	b := newBench(t)
	b.want(303, wardText, b.form(wardText, wardSpanish))
	b.write("locales/es/readbacks.jsonl", "{\"key\": <script>\n")
	b.readBack(wardSpanish, "Call the ward.")
	if page := plain(b.want(200, wardText, nil).body); !strings.Contains(page, "Call the ward.") {
		t.Errorf("the other line is lost: %s", page)
	}
	if list := plain(b.want(200, "/es", nil).body); !strings.Contains(list, "readbacks.jsonl:1:1: this line is no read-back") {
		t.Errorf("the fault is not named: %s", list)
	}
}
