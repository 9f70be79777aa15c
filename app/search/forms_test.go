package search

import (
	"os"
	"strings"
	"testing"
)

// A text is found by every form of its words that readers type (issue G), and by one wrong letter from five on, though never in Han, kana and Thai.
func TestFormsOfWords(t *testing.T) {
	data, err := os.ReadFile("testdata/forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		part := strings.Split(strings.TrimSpace(line), " ; ")
		if len(part) != 4 {
			t.Errorf("%q has not four parts", line)
			continue
		}
		d := NewDictionary(part[0])
		x := NewIndex(d, []*Page{NewPage(d, []Text{{Text: part[1]}})})
		q := d.ParseQuery(part[2])
		hits, got := x.Find(q, 0, 10).Hits, "no"
		if len(hits) > 0 {
			got = "found"
			if hits[0].Similar {
				got = "similar"
			}
			if len(d.Excerpt(q, part[1]).Marks) == 0 {
				t.Errorf("%s: nothing is marked of %q in %q", part[0], part[2], part[1])
			}
		}
		if got != part[3] {
			t.Errorf("%s: %q in %q: %s, wanted %s", part[0], part[2], part[1], got, part[3])
		}
	}
}

// A word that is taken apart has no more parts than a query may have words.
func TestLaw8AQueryOfManyPartsIsBounded(t *testing.T) {
	const part, times = "치료", 40
	d := NewDictionary("ko")
	NewPage(d, []Text{{Text: part}})
	q := d.ParseQuery(strings.Repeat(part, times))
	if len(q.words) != maxWords || !q.Cut {
		t.Errorf("%d words, cut: %v; wanted %d, and that it says so", len(q.words), q.Cut, maxWords)
	}
}
