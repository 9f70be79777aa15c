package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// publication is what one locale's readers get of one page: for every segment the text that stands there. It never changes.
type Publication struct {
	Locale *locale.Locale
	Texts  []Text

	Total      int // segments that are to be translated
	English    int // of them, those that stand in English
	Held       int // of those, drafts that a critical page holds back
	Machine    int // segments that stand as a machine's drafts
	Person     int // segments that stand as a person's drafts
	Reviewed   int // segments that stand and are signed
	words      int // of the English of segments that stand translated
	Reviewers  []catalog.SignOff
	totalWords int
}

// published is one segment as it is shown.
type Text struct {
	Text   string
	Run    *segment.Run   // nil for title and description, which are plain text
	Locale *locale.Locale // the locale it is written in
	State  State          // in the locale that was asked for
}

// publication gives what the readers of a locale get of the page.
func (p *Page) Publication(l *locale.Locale) *Publication {
	if p.files != nil {
		return p.publish(l, true)
	}
	return p.publications[l.Index].Get(func() *Publication { return p.publish(l, true) })
}

// summary gives a publication of which only the title, the description and the counts are asked for. A large site keeps it.
func (p *Page) Summary(l *locale.Locale) *Publication {
	if p.files == nil {
		return p.Publication(l)
	}
	if s := p.summaries[l.Index].Load(); s != nil {
		return s
	}
	s := p.publish(l, false)
	s.Texts = slices.Clone(s.Texts[:min(len(s.Texts), 2)])
	for i := range s.Texts {
		s.Texts[i].Text = strings.Clone(s.Texts[i].Text)
	}
	p.summaries[l.Index].Store(s)
	return s
}

// publish applies law 2 to every segment: the locale's own text for today's English, else that of the nearest parent that has
// one, else English.
//
// Without runs a text is parsed only where it might not be a single run of Markdown.
func (p *Page) publish(l *locale.Locale, runs bool) *Publication {
	pub := &Publication{Locale: l, Texts: make([]Text, len(p.Segments)), totalWords: p.total}
	chain := make([]voice, 0, len(p.chains[l.Index]))
	for _, l := range p.chains[l.Index] {
		v := voice{locale: l, runs: runs}
		if l.Tag != "en" {
			v.file = p.catalogOf(l)
		}
		chain = append(chain, v)
	}
	latest := map[string]catalog.SignOff{}
	for i := range p.Segments {
		pub.Texts[i] = p.choose(i, chain, pub, latest)
	}
	pub.Reviewers = newestFirst(latest)
	return pub
}

// voice is a locale in which a text is looked for.
type voice struct {
	locale *locale.Locale
	file   *catalog.File // nil where there is none
	runs   bool          // Markdown is wanted parsed
}

// choose finds the text of segment i and counts it.
func (p *Page) choose(i int, chain []voice, pub *Publication, latest map[string]catalog.SignOff) Text {
	seg := p.Segments[i]
	if seg.NoTranslate {
		return p.sourceOf(i, Reviewed, chain[0].runs)
	}
	pub.Total++
	var first State
	held := false
	for n, v := range chain {
		l := v.locale
		if l.Tag == "en" {
			pub.words += p.words[i]
			return p.sourceOf(i, first, v.runs)
		}
		text, state, signed := p.candidateOf(i, v)
		if n == 0 {
			first = state
		}
		if state == Draft && p.Front.Critical && !p.pseudo.Has(l.Index) {
			held = true
			continue
		}
		if state < Draft || text.Text == "" {
			continue
		}
		pub.words += p.words[i]
		pub.count(state, l, signed, latest)
		text.State = first
		return text
	}
	pub.English++
	if held {
		pub.Held++
	}
	return p.sourceOf(i, first, chain[0].runs)
}

// count notes a segment that stands translated.
func (pub *Publication) count(state State, l *locale.Locale, signed *catalog.SignOff, latest map[string]catalog.SignOff) {
	switch {
	case state == Reviewed:
		pub.Reviewed++
		if before, ok := latest[signed.By]; !ok || signed.At.After(before.At) {
			latest[signed.By] = *signed
		}
	case l.Drafts == locale.Machine:
		pub.Machine++
	default:
		pub.Person++
	}
}

// candidate gives the text that a locale has for segment i, with its state. The text is empty where it cannot stand.
func (p *Page) Candidate(i int, l *locale.Locale) (Text, State, *catalog.SignOff) {
	return p.candidateOf(i, voice{l, p.catalogOf(l), true})
}

func (p *Page) candidateOf(i int, v voice) (Text, State, *catalog.SignOff) {
	l := v.locale
	if v.file == nil {
		return Text{}, Missing, nil
	}
	m, found := v.file.Find(p.Keys[i])
	state, signed := stateOf(m, found, p.Keys[i], p.hashes[i], p.ledgers[l.Index])
	if state < Draft {
		return Text{}, state, nil
	}
	text := Text{Text: m.Forms.Other, Locale: l}
	switch {
	case !p.Segments[i].Kind.IsMarkdown():
	case v.runs || !p.inline[i]:
		if text.Run = p.run(i, m.Forms.Other); text.Run == nil {
			return Text{}, Missing, nil
		}
	case !segment.IsInline(m.Forms.Other):
		return Text{}, Missing, nil
	}
	return text, state, signed
}

// sourceOf gives segment i in English.
func (p *Page) sourceOf(i int, state State, runs bool) Text {
	text := Text{Text: p.Segments[i].Text, Locale: p.table.English(), State: state}
	if runs && p.Segments[i].Kind.IsMarkdown() {
		text.Run = p.run(i, text.Text)
	}
	return text
}

// run gives a text parsed that is to stand in the place of segment i; nil where it cannot.
func (p *Page) run(i int, text string) *segment.Run {
	if !p.inline[i] {
		run, _ := segment.InlineLike(p.Segments[i].Text, text)
		return run
	}
	run, _ := segment.Inline(text)
	return run
}

// reaches says that enough of the page can be published in the locale to offer it (min_coverage, by words of the source).
func (pub *Publication) Reaches(coverage float64) bool {
	return pub.Locale.Tag == "en" || float64(pub.words) >= coverage*float64(pub.totalWords) && pub.words > 0
}

// share gives how much of the page stands translated, from 0 to 1, by words of the source.
func (pub *Publication) Share() float64 {
	if pub.Locale.Tag == "en" || pub.totalWords == 0 {
		return 1
	}
	return float64(pub.words) / float64(pub.totalWords)
}

// whole says that nothing of the page stands in the locale asked for: it is an English page.
func (pub *Publication) Untranslated() bool {
	return pub.Locale.Tag != "en" && pub.English == pub.Total
}

// newestFirst orders the last sign-off of every reviewer.
func newestFirst(latest map[string]catalog.SignOff) []catalog.SignOff {
	list := slices.Collect(maps.Values(latest))
	slices.SortFunc(list, func(a, b catalog.SignOff) int {
		if c := b.At.Compare(a.At); c != 0 {
			return c
		}
		return strings.Compare(a.By, b.By)
	})
	return list
}

// Offered gives the locales in which enough of the page can be published to be negotiated (min_coverage); English is always one of them.
func (p *Page) Offered() locale.Set {
	return p.offered.Get(func() (set locale.Set) {
		for i := range p.table.Locales {
			if l := &p.table.Locales[i]; !p.pseudo.Has(i) && p.Summary(l).Reaches(p.table.MinCoverage) {
				set.Add(i)
			}
		}
		return set
	})
}

// anchor gives the id of a heading: the section of its key, which no edit and no translation changes.
func (p *Page) Anchor(i int) string {
	key := strings.TrimSuffix(p.Keys[i], ".heading")
	return key[strings.LastIndexByte(key, '.')+1:]
}

// Version gives a short code that changes when any text of the page changes.
func (pub *Publication) Version() string {
	sum := sha256.New()
	for _, t := range pub.Texts {
		sum.Write([]byte(t.Locale.Tag + "\x00" + t.Text + "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:4])
}
