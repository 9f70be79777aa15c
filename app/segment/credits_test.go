package segment

import (
	"reflect"
	"strings"
	"testing"
)

const credited = `+++
title = "T"
description = "D"
published = 2026-01-01
updated = 2026-01-02
authors = ["Dr. Ada Example", "فاطمة"]
reviewed_by = [
  "Prof. Eve Example", # of the board
]

[[sources]]
title = "A book"

[[sources]]
title = "Ein Buch"
address = "http://example.org/b"
lang = "de"
+++
text
`

func TestR55PageNamesAuthorsReviewersAndSources(t *testing.T) {
	f := mustParse(t, credited).Front
	if !reflect.DeepEqual(f.Authors, []string{"Dr. Ada Example", "فاطمة"}) || !reflect.DeepEqual(f.ReviewedBy, []string{"Prof. Eve Example"}) {
		t.Errorf("got %q, %q", f.Authors, f.ReviewedBy)
	}
	if want := []Source{{"A book", "", "en"}, {"Ein Buch", "http://example.org/b", "de"}}; !reflect.DeepEqual(f.Sources, want) {
		t.Errorf("got %v, want %v", f.Sources, want)
	}
}

func TestCreditFaults(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{`authors = ["Dr. Ada Example", "فاطمة"]`, `authors = "Dr. Ada Example"`, "6:11: authors must be a list of names in quotes"},
		{`"فاطمة"`, `7`, "6:31: a name of authors must be a text in quotes"},
		{`"فاطمة"`, `""`, "6:31: a name of authors is empty"},
		{`"فاطمة"`, `"a\u202eb"`, "6:31: a name of authors holds U+202E"},
		{`"فاطمة"`, `"` + strings.Repeat("x", 201) + `"`, "6:31: a name of authors is longer than 200 bytes"},
		{"[[sources]]\ntitle = \"A book\"", `sources = [{title = "A book"}]`, "11:1: each source stands in lines of its own"},
		{"[[sources]]", "[sources]", "11:2: the front matter has no tables but [[sources]]"},
		{`title = "A book"`, `note = "A book"`, `12:1: unknown field "note": a source has title, address and lang`},
		{`title = "A book"`, `critical = true`, "12:1: critical belongs above the first line [[sources]]"},
		{"title = \"A book\"\n", "", "11:3: this source has no title"},
		{`lang = "de"`, `lang = "deutsch"`, "17:8: lang is the code of the language"},
		{`lang = "de"`, `title = "Zwei"`, "17:1: title stands here a second time"},
		{"http://example.org/b", "javascript:alert(1)", "16:11: address is the address of a page"},
		{"http://example.org/b", "ftp://example.org/b", "16:11: address is the address of a page"},
	} {
		src := strings.Replace(credited, c.before, c.after, 1)
		if src == credited {
			t.Fatalf("%s is not there", c.before)
		}
		_, err := Parse("page", "p.md", []byte(src))
		if err == nil || !strings.Contains(err.Error(), "p.md:"+c.want) {
			t.Errorf("%s: got %v, want %s", c.after, err, c.want)
		}
	}
}
