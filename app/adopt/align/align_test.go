package align

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/segment"
)

func parse(t *testing.T, body string) *segment.Page {
	t.Helper()
	p, err := segment.Parse("page", "page.md", []byte("+++\ntitle = \"T\"\ndescription = \"D\"\npublished = 2026-01-01\nupdated = 2026-01-01\n+++\n"+body))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// pairs returns what Pages pairs, "english=translated", and what is doubtful.
func pairs(e, t *segment.Page) (list, doubtful []string) {
	r := Pages(e, t)
	for _, p := range r.Pairs[min(2, len(r.Pairs)):] {
		list = append(list, e.Segments[p.English].Text+"="+t.Segments[p.Translated].Text)
	}
	for _, i := range r.Doubtful {
		doubtful = append(doubtful, t.Segments[i].Text)
	}
	return list, doubtful
}

func TestStructureTellsWhichTextsBelongTogether(t *testing.T) {
	for _, c := range []struct{ name, english, translated, want, doubtful string }{
		{"the same", "# A\n\nb\n\n- c\n- d\n\n| e |\n|---|\n| f |", "# a1\n\nb1\n\n- c1\n- d1\n\n| e1 |\n|---|\n| f1 |", "A=a1 b=b1 c=c1 d=d1 e=e1 f=f1", ""},
		{"a paragraph is missing in one section", "## A\n\nb\n\nc\n\n## D\n\ne", "## a1\n\nb1\n\n## d1\n\ne1", "A=a1 D=d1 e=e1", "b1"},
		{"code divides", "a\n\nb\n\n```\nx = 1\n```\n\nc", "a1\n\n```\nx = 1\n```\n\nc1", "c=c1", "a1"},
		{"an item is missing", "- a\n- b\n- c\n\nd", "- a1\n- b1\n\nd1", "d=d1", "a1 b1"},
		{"items with code", "- `x` a\n- `y` b\n- `z` c", "- `x` a1\n- `z` c1", "`x` a=`x` a1 `z` c=`z` c1", ""},
		{"a section is missing", "## A\n\nsee `one.go`\n\n## B\n\nsee `two.go`\n\n## C\n\nsee `three.go`", "## a1\n\nsiehe `one.go`\n\n## c1\n\nsiehe `three.go`",
			"A=a1 see `one.go`=siehe `one.go` C=c1 see `three.go`=siehe `three.go`", ""},
		{"sections in another order", "## A\n\n`one.go` 11\n\n## B\n\n`two.go` 22\n\n## C\n\n`three.go` 33", "## b1\n\n`two.go` 22\n\n## a1\n\n`one.go` 11\n\n## c1\n\n`three.go` 33", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, doubtful := pairs(parse(t, c.english), parse(t, c.translated))
			if c.name == "sections in another order" { // what is paired is paired rightly
				for _, p := range got {
					if e, tr, _ := strings.Cut(p, "="); strings.HasPrefix(e, "`") && e != tr {
						t.Errorf("paired %s", p)
					}
				}
				return
			}
			if strings.Join(got, " ") != c.want || strings.Join(doubtful, " ") != c.doubtful {
				t.Errorf("got %q, doubtful %q; want %q and %q", got, doubtful, c.want, c.doubtful)
			}
		})
	}
}

// No text is passed over: each is paired once, or doubtful.
func TestEveryTextIsPairedOrDoubtful(t *testing.T) {
	bodies := []string{"", "a", "# a\n\nb", "- a\n  - b\n\nc", "> a\n>\n> b", "a[^1]\n\n[^1]: b", "![a](b.png)\n\nc", "| a | b |\n|---|---|\n| c | d |\n| e | f |", "## a\n\nb\n\n### c\n\n- d\n- e\n\n## f\n\n```\ng\n```\n\nh"}
	for _, e := range bodies {
		for _, tr := range bodies {
			english, translated := parse(t, e), parse(t, tr)
			r := Pages(english, translated)
			seen := map[int]int{}
			for _, p := range r.Pairs {
				seen[p.Translated]++
				if english.Segments[p.English].Kind != translated.Segments[p.Translated].Kind {
					t.Errorf("%q, %q: paired two kinds", e, tr)
				}
			}
			for _, i := range r.Doubtful {
				seen[i]++
			}
			for i := range translated.Segments {
				if seen[i] != 1 {
					t.Errorf("%q, %q: text %d is named %d times", e, tr, i, seen[i])
				}
			}
			if e == tr && len(r.Doubtful) > 0 {
				t.Errorf("%q beside itself: %v is doubtful", e, r.Doubtful)
			}
		}
	}
}
