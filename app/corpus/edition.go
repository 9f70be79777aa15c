package corpus

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
)

// Edition is what the readers of one locale get of one page. From one [Corpus] to the next it is the same pointer as long as that does not
// change; when the English, a catalog or a sign-off of the page changes, the locales concerned get another one.
type Edition struct {
	Original *Original     // the English of the page
	chain    []translation // where texts are looked for, nearest first
	whole    bool          // every text is remembered, and not the summary alone: those of a large site take too much memory
	memo     lazy.Value[*Publication]
}

// translation is what one locale of a chain has of the page.
type translation struct {
	locale   *locale.Locale
	catalog  *file     // nil if there is none, and for English
	signOffs *signOffs // nil if there are none
	history  History   // nil if there is none
}

// History returns words that a text had, by their hash, where they are on record; ok is false elsewhere. It is safe for concurrent use.
type History func(tag, key, hash string) (words catalog.Forms, ok bool)

// addEditions makes the editions of a page. Those in which nothing has changed are taken from the page before, which may be nil.
func (p *Page) addEditions(r *Reader, before *Page) {
	p.editions = make([]*Edition, len(p.catalogs))
	for i, chain := range r.chains {
		e := &Edition{Original: p.Original, chain: make([]translation, len(chain)), whole: r.locales.loader == eager{}}
		for n, l := range chain {
			e.chain[n] = translation{locale: l, signOffs: p.ledgers[l.Index].signOffs(p.Slug), history: r.History}
			if l.Tag != "en" {
				e.chain[n].catalog = p.catalogs[l.Index]
			}
		}
		if before != nil && before.Original == p.Original && slices.EqualFunc(e.chain, before.editions[i].chain, sameTranslation) {
			e = before.editions[i]
		}
		p.editions[i] = e
	}
}

func sameTranslation(a, b translation) bool {
	return a.locale == b.locale && a.catalog == b.catalog && a.signOffs.equal(b.signOffs)
}

// Publication returns every text of the edition.
func (e *Edition) Publication() *Publication {
	if e.whole {
		return e.memo.Get(func() *Publication { return e.publish(true) })
	}
	return e.publish(true)
}

// Summary returns a publication that has at least the title, the description and the counts.
func (e *Edition) Summary() *Publication {
	if e.whole {
		return e.Publication()
	}
	return e.memo.Get(func() *Publication {
		s := e.publish(false)
		s.Texts = slices.Clone(s.Texts[:min(len(s.Texts), 2)])
		for i := range s.Texts {
			s.Texts[i].Text = strings.Clone(s.Texts[i].Text) // not a part of the whole catalog
		}
		return s
	})
}
