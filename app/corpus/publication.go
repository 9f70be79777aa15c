package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// Publication is the text of every segment of one page as one locale's readers get it. It never changes.
type Publication struct {
	Locale *locale.Locale
	Texts  []Text

	Total      int               // segments that are to be translated
	English    int               // of them, those that stand in English
	Held       int               // of those, drafts that a critical page holds back
	Machine    int               // segments published as a machine's drafts
	Person     int               // segments published as a person's drafts
	Reviewed   int               // segments published with a sign-off
	words      int               // of the English of translated segments
	Reviewers  []catalog.SignOff // the last sign-off of each, the newest first
	totalWords int
}

// Text is one segment as it is shown.
type Text struct {
	Text   string
	Run    *segment.Run   // nil for title and description, which are plain text
	Locale *locale.Locale // the locale it is written in
	State  State          // in the locale that was asked for
	Signed bool           // the words that were signed last, beside which the catalog has others

	Machine bool // a machine drafted it, and nobody has signed it off
}

// publish applies law 2 to every segment: the locale's own text for today's English, else that of the nearest parent that has one, else
// English. On a critical page the words that were signed last take the place of a text that is not signed. Without runs a text is parsed only if it might
// not be a single run of Markdown.
func (e *Edition) publish(runs bool) *Publication {
	p := e.Original
	pub := &Publication{Locale: e.chain[0].locale, Texts: make([]Text, len(p.Segments)), totalWords: p.total}
	catalogs := make([]*catalog.File, len(e.chain))
	for n, t := range e.chain {
		catalogs[n] = t.catalog.load()
	}
	for i := range p.Segments {
		pub.Texts[i] = e.choose(i, catalogs, runs, pub)
	}
	slices.SortFunc(pub.Reviewers, func(a, b catalog.SignOff) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.By, b.By))
	})
	return pub
}

// choose returns the text of segment i and counts it. The catalogs are those of the chain.
func (e *Edition) choose(i int, catalogs []*catalog.File, runs bool, pub *Publication) Text {
	s := e.Original
	if s.Segments[i].NoTranslate {
		return s.english(i, Reviewed, runs)
	}
	pub.Total++
	var first State
	held := false
	for n, t := range e.chain {
		if t.locale.Tag == "en" {
			pub.words += s.words[i]
			return s.english(i, first, runs)
		}
		text, state, signed := s.find(i, t, catalogs[n], runs)
		if n == 0 {
			first = state
		}
		published := first
		if state < Reviewed && s.Front.Critical {
			if kept, by := s.findSigned(i, t, catalogs[n], runs); by != nil {
				text, state, signed, published = kept, Reviewed, by, Reviewed
			}
		}
		if state == Draft && s.Front.Critical && !s.pseudo.Has(t.locale.Index) {
			held = true
			continue
		}
		if state < Draft || text.Text == "" {
			continue
		}
		pub.words += s.words[i]
		pub.count(state, text.Machine, signed)
		text.State = published
		return text
	}
	pub.English++
	if held {
		pub.Held++
	}
	return s.english(i, first, runs)
}

// count counts a translated segment.
func (pub *Publication) count(state State, machine bool, signed *catalog.SignOff) {
	switch {
	case state == Reviewed:
		pub.Reviewed++
		n := slices.IndexFunc(pub.Reviewers, func(r catalog.SignOff) bool { return r.By == signed.By })
		if n < 0 {
			pub.Reviewers = append(pub.Reviewers, *signed)
		} else if signed.At.After(pub.Reviewers[n].At) {
			pub.Reviewers[n] = *signed
		}
	case machine:
		pub.Machine++
	default:
		pub.Person++
	}
}

// State returns the state of segment i in a locale, by that locale's own catalog.
func (p *Page) State(i int, l *locale.Locale) State {
	t := translation{locale: l, catalog: p.catalogs[l.Index], signOffs: p.ledgers[l.Index].signOffs(p.Slug)}
	_, state, _ := p.find(i, t, t.catalog.load(), true)
	return state
}

// find returns the text for segment i that a translation has in its catalog, which may be nil, with its state, and the sign-off where it is
// reviewed. The text is empty if none can be published.
func (s *Original) find(i int, t translation, own *catalog.File, runs bool) (Text, State, *catalog.SignOff) {
	if own == nil {
		return Text{}, Missing, nil
	}
	m, found := own.Find(s.Keys[i])
	state, signed := stateOf(m, found, s.Keys[i], s.hashes[i], t.signOffs)
	if state < Draft {
		return Text{}, state, nil
	}
	text, ok := s.text(i, t.locale, m.Forms, runs)
	if !ok {
		return Text{}, Missing, nil
	}
	text.Machine = state == Draft && (t.locale.Drafts == locale.Machine || t.signOffs.byMachine(s.Keys[i], m.Forms))
	return text, state, signed
}

// findSigned returns the words for segment i of a critical page that were signed last for today's English, and by whom; nil where there are none that can be
// published. own is the catalog of the translation, which may be nil.
func (s *Original) findSigned(i int, t translation, own *catalog.File, runs bool) (Text, *catalog.SignOff) {
	if own == nil {
		return Text{}, nil
	}
	m, _ := own.Find(s.Keys[i])
	words, by := t.signOffs.signedWords(m, s.Keys[i], s.hashes[i], func(hash string) (words catalog.Forms, ok bool) {
		if t.history != nil {
			words, ok = t.history(t.locale.Tag, s.Keys[i], hash)
		}
		return words, ok
	})
	if by == nil {
		return Text{}, nil
	}
	text, ok := s.text(i, t.locale, words, runs)
	if !ok {
		return Text{}, nil
	}
	text.Signed = true
	return text, by
}

// text returns a translation of segment i; ok is false where it cannot be published.
func (s *Original) text(i int, l *locale.Locale, words catalog.Forms, runs bool) (text Text, ok bool) {
	text = Text{Text: words.Other, Locale: l}
	if !check.SamePhones(s.Segments[i].Text, text.Text, check.Context{Tag: l.Tag, Script: l.Script}) {
		return Text{}, false
	}
	switch {
	case !s.Segments[i].Kind.IsMarkdown():
	case runs:
		text.Run = s.run(i, text.Text)
		return text, text.Run != nil
	case !segment.IsInlineLike(s.Segments[i].Text, text.Text):
		return Text{}, false
	}
	return text, true
}

// english returns segment i in English.
func (s *Original) english(i int, state State, runs bool) Text {
	text := Text{Text: s.Segments[i].Text, Locale: s.table.English(), State: state}
	if runs && s.Segments[i].Kind.IsMarkdown() {
		text.Run = s.run(i, text.Text)
	}
	return text
}

// English returns segment i in English.
func (s *Original) English(i int) Text { return s.english(i, Reviewed, true) }

// run returns the parsed text of segment i, and nil if the text would change the block it stands in.
func (s *Original) run(i int, text string) *segment.Run {
	run, _ := segment.InlineLike(s.Segments[i].Text, text)
	return run
}

// Reaches reports whether enough of the page can be published in the locale to offer it (min_coverage, by words of the source).
func (pub *Publication) Reaches(coverage float64) bool {
	return pub.Locale.Tag == "en" || float64(pub.words) >= coverage*float64(pub.totalWords) && pub.words > 0
}

// Share returns how much of the page is translated, from 0 to 1, by words of the source.
func (pub *Publication) Share() float64 {
	if pub.Locale.Tag == "en" || pub.totalWords == 0 {
		return 1
	}
	return float64(pub.words) / float64(pub.totalWords)
}

// Untranslated reports whether the whole page is in English for the readers of another locale.
func (pub *Publication) Untranslated() bool {
	return pub.Locale.Tag != "en" && pub.English == pub.Total
}

// Version returns a short code that changes when any text of the page changes.
func (pub *Publication) Version() string {
	data := make([]byte, 0, 8<<10)
	for _, t := range pub.Texts {
		data = append(append(append(append(data, t.Locale.Tag...), 0), t.Text...), 0)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:4])
}
