package workspace

import (
	"slices"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

func everyLocale(src *corpus.Corpus) (list []*locale.Locale) {
	for i := range src.Locales.Locales {
		list = append(list, &src.Locales.Locales[i])
	}
	return list
}

// Checking page by page, the English of each taken apart once, finds what checking locale by locale does, in the same order.
func TestFindingsOfAllLocalesAreThoseOfEach(t *testing.T) {
	src := syncedSite(t).read(t)
	locales := everyLocale(src)
	r := Check(src, locales, Names{}, nil)
	var got, want []corpus.Finding
	got = slices.AppendSeq(got, r.All())
	for _, l := range locales {
		for _, part := range src.FindingParts([]*locale.Locale{l}, Names{}.HasPage) {
			want = append(want, part()[0]...)
		}
	}
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("%d findings, locale by locale %d", len(got), len(want))
	}
}
