package search_test

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/search"
)

// The words of a query are marked where they stand, whole where that is written, in pieces where it is not.
func TestExcerptMarksWhatWasFound(t *testing.T) {
	for _, c := range []struct{ tag, query, text, want string }{
		{"en", "fever", "Rest well. Call us if your child has a fever.", "Call us if your child has a [fever]."},
		{"zh-Hans", "干细胞", "什么是干细胞治疗？", "什么是[干细胞]治疗？"},
		{"zh-Hans", "干细胞疗法", "什么是干细胞治疗？", "什么是[干细胞]治疗？"},
		{"zh-Hans", "胞", "干细胞和细胞。", "干细[胞]和细[胞]。"},
		{"th", "ไข้", "เด็กมีไข้สูง", "เด็กมี[ไข้]สูง"},
		{"de", "zellen", "Die Stammzellen wachsen.", "Die [Stammzellen] wachsen."},
	} {
		d := search.NewDictionary(c.tag)
		e := d.Excerpt(d.ParseQuery(c.query), c.text)
		var got strings.Builder
		at := e.Start
		for _, m := range e.Marks {
			got.WriteString(c.text[at:m[0]] + "[" + c.text[m[0]:m[1]] + "]")
			at = m[1]
		}
		if got.WriteString(c.text[at:e.End]); got.String() != c.want {
			t.Errorf("%s %q: %s, want %s", c.tag, c.query, &got, c.want)
		}
	}
}

// FuzzFind: whatever is looked for takes bounded time, and marks lie within the sentence that is shown, in their order, apart.
func FuzzFind(f *testing.F) {
	text := "Call us if your child has a fever. 干细胞治疗的副作用。 เด็กมีไข้สูง متى تبدأ؟ Größe ISTANBUL"
	for _, seed := range []string{"fever", "fevr", "干细胞", "ไข้", "\"", strings.Repeat("a ", 1000), strings.Repeat("(a*)*", 200), "\xed\xa0\x80", "\u202e\u2066", strings.Repeat("干", 2000), "گروه\u200cها"} {
		f.Add(seed, text)
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		text = strings.ToValidUTF8(text[:min(len(text), 4096)], "")
		for _, tag := range []string{"en", "ar", "th", "zh-Hans", "he", "tr", "fr", "hi"} {
			d := search.NewDictionary(tag)
			x := search.NewIndex(d, []*search.Page{search.NewPage(d, []search.Text{{Kind: search.Title, Text: "Title"}, {Text: text}}), search.NewPage(d, nil)})
			q := d.ParseQuery(query)
			found := x.Find(q, 0, 10)
			if len(found.Hits) != found.Total {
				t.Fatalf("%d hits of %d", len(found.Hits), found.Total)
			}
			e := d.Excerpt(q, text)
			at := e.Start
			for _, m := range e.Marks {
				if m[0] < at || m[1] <= m[0] || m[1] > e.End {
					t.Fatalf("%s %q: marks %v in %d to %d of %q", tag, query, e.Marks, e.Start, e.End, text)
				}
				at = m[1]
			}
			if e.Start < 0 || e.End < at || e.End > len(text) {
				t.Fatalf("%s: %d to %d of %d", tag, e.Start, e.End, len(text))
			}
		}
	})
}

// The narrow space before a French question mark was taken for a part of the word, which was then found as the beginning of another one alone.
func TestANarrowSpaceEndsAWord(t *testing.T) {
	d := search.NewDictionary("fr")
	x := search.NewIndex(d, []*search.Page{search.NewPage(d, []search.Text{{Text: "Une sûreté de sûr"}, {Text: "Est-ce sûr\u202f? C’est un long texte sur tout autre chose, et sur bien des choses encore."}})})
	q := d.ParseQuery("sûr\u202f?")
	if n := len(x.Find(q, 0, 10).Hits); n != 2 {
		t.Errorf("%d texts", n)
	}
	if e := d.Excerpt(q, "Est-ce sûr\u202f?"); len(e.Marks) != 1 || e.Marks[0] != [2]int{7, 11} {
		t.Errorf("%v", e)
	}
}
