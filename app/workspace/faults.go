package workspace

import (
	"slices"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// FaultsFor returns the faults that touch what there is of some pages in some locales: those of these locales' files, of the pages and of their
// English, and all others (law 9).
func FaultsFor(src *corpus.Corpus, locales []*locale.Locale, wanted Names) (touching, others store.Faults) {
	for _, f := range src.Faults {
		tag, slug := src.Place(f)
		own := tag == "en" || slices.ContainsFunc(locales, func(l *locale.Locale) bool { return l.Tag == tag })
		if own && (slug == "" || wanted.HasPage(slug)) {
			touching = append(touching, f)
		} else {
			others = append(others, f)
		}
	}
	return touching, others
}

// FaultsFor returns the faults that touch what there is of some locales, and all others.
func (w *Workspace) FaultsFor(locales ...*locale.Locale) (touching, others store.Faults) {
	return FaultsFor(w.corpus, locales, Names{})
}
