package adopt

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/adopt/align"
	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// binding is a text of a translation, and the English that it stands for.
type binding struct {
	text, kind string
	line       int
	found      *version // in which the structures agreed
	segment    int      // of found
	first      *version // the English of the commit in which the text was last changed; nil where that is not known
	seen       bool     // the commit was found, though its English may not be known
}

// version is a version of an English page.
type version struct {
	*converted
	rank int      // 0 for today's; the older the higher
	keys []string // of its segments
}

// englishVersions are the versions of one English page that are needed.
type englishVersions struct {
	a      *adopter
	p      *page
	today  *version
	byBlob map[string]*version // nil where one cannot be read
	ranks  map[string]int
}

func (a *adopter) versionsOf(p *page) *englishVersions {
	v := &englishVersions{a: a, p: p, today: &version{converted: a.english[p]}, byBlob: map[string]*version{}, ranks: map[string]int{}}
	if a.src.History != nil {
		for i, one := range a.src.History.Versions(p.path) {
			v.ranks[one.Blob] = i + 1 // of bytes that came back, the older place
		}
	}
	return v
}

// at returns the English of a commit, nil where there was none.
func (v *englishVersions) at(commit string) *version {
	blob, ok := v.a.src.History.At(commit, v.p.path)
	if !ok {
		return nil
	}
	if known, ok := v.byBlob[blob]; ok {
		return known
	}
	v.byBlob[blob] = nil
	data, err := v.a.src.History.Read(blob)
	if err != nil {
		return nil
	}
	c, err := v.a.convert(v.p, v.p.path, data, metadata{})
	if err != nil {
		return nil
	}
	rank := v.ranks[blob]
	if rank == 0 {
		rank = 1 << 20
	}
	v.byBlob[blob] = &version{converted: c, rank: rank}
	return v.byBlob[blob]
}

// translation is a translated page with its earlier versions.
type translation struct {
	*converted
	target   *target
	file     string
	versions []git.Version    // the newest first
	read     []*converted     // of each version, once it was read
	bindings map[int]*binding // by segment
	unbound  []int            // segments that stand for no certain text
	copies   int              // texts that are the English
}

// maxTries is with how many versions of a page its structure is compared.
const maxTries = 12

// bind reads a translation, and finds the English of its texts.
func (v *englishVersions) bind(l *target, file string) (*translation, error) {
	data, err := v.a.files.read(file)
	if err != nil {
		return nil, err
	}
	c, err := v.a.convert(v.p, file, data, metadata{})
	if err != nil {
		return nil, err
	}
	t := &translation{converted: c, target: l, file: file, bindings: map[int]*binding{}}
	if v.a.src.History != nil {
		t.versions = v.a.src.History.Versions(file)
	}
	t.read = make([]*converted, len(t.versions))
	if len(t.versions) > 0 && !v.committed(t, data) { // what nobody has committed has no commit
		v.pair(t, c, v.today)
	}
	for i := range min(len(t.versions), maxTries) {
		if old := t.version(v, i); old != nil && t.wants() {
			if english := v.at(t.commit(v, i)); english != nil {
				v.pair(t, old, english)
			}
		}
	}
	if t.wants() { // without a history, or where it does not help
		v.pair(t, c, v.today)
	}
	v.firsts(t)
	t.settle(v)
	return t, nil
}

// committed reports whether the newest version that git knows is that on the disk.
func (v *englishVersions) committed(t *translation, data []byte) bool {
	old, err := v.a.src.History.Read(t.versions[0].Blob)
	return err == nil && bytes.Equal(store.NewLFText(old).Text, store.NewLFText(data).Text)
}

// commit returns the commit whose English a version translates: its own, or the one that the version names, as the documents of OpenTelemetry do.
func (t *translation) commit(v *englishVersions, i int) string {
	if named := t.read[i].foreign.Front.Text("default_lang_commit"); len(named) >= 7 && len(named) <= 40 && strings.Trim(named, "0123456789abcdef") == "" {
		if _, ok := v.a.src.History.At(named, v.p.path); ok {
			return named
		}
	}
	return t.versions[i].Commit
}

// version returns an earlier version of the translation, nil where it cannot be read.
func (t *translation) version(v *englishVersions, i int) *converted {
	if t.read[i] == nil {
		data, err := v.a.src.History.Read(t.versions[i].Blob)
		if err != nil {
			return nil
		}
		t.read[i], _ = v.a.convert(v.p, t.file, data, metadata{})
	}
	return t.read[i]
}

// wants reports whether texts are left that stand for none.
func (t *translation) wants() bool {
	for i := range t.Segments {
		if t.counts(i) && t.bindings[i] == nil {
			return true
		}
	}
	return false
}

// counts reports whether a segment is a text of the page's own.
func (t *translation) counts(i int) bool {
	s := t.Segments[i]
	return !s.NoTranslate && !(s.Kind == segment.KindTitle && !t.ownTitle) && !(s.Kind == segment.KindDescription && t.paragraph != -1)
}

// pair binds the texts that are not bound yet by the structure of one version of both pages.
func (v *englishVersions) pair(t *translation, old *converted, english *version) {
	places := map[word][]int{}
	for i, s := range t.Segments {
		if t.bindings[i] == nil && !s.NoTranslate {
			w := word{s.Kind, s.Text}
			places[w] = append(places[w], i)
		}
	}
	r := align.Pages(english.Page, old.Page)
	paragraphs := slices.ContainsFunc(r.Pairs, func(p align.Pair) bool { return p.English == english.paragraph && p.Translated == old.paragraph })
	for _, p := range r.Pairs {
		s := old.Segments[p.Translated]
		w := word{s.Kind, s.Text}
		if s.Kind == segment.KindDescription && (english.paragraph != -1 || old.paragraph != -1) && !paragraphs ||
			s.Kind == segment.KindTitle && !old.ownTitle || english.Segments[p.English].NoTranslate || len(places[w]) == 0 {
			continue
		}
		i := places[w][0]
		places[w] = places[w][1:]
		t.bindings[i] = &binding{text: s.Text, kind: string(s.Kind), line: t.line(i), found: english, segment: p.English}
	}
}

// firsts finds for each text the commit in which it was last changed, and its English.
func (v *englishVersions) firsts(t *translation) {
	left := len(t.bindings)
	for i := len(t.versions) - 1; i >= 0 && left > 0; i-- {
		old := t.version(v, i)
		if old == nil {
			continue
		}
		var english *version
		for n, b := range t.bindings {
			if _, there := old.texts[word{t.Segments[n].Kind, b.text}]; b.seen || !there {
				continue
			}
			b.seen = true
			left--
			if english == nil && !t.versions[i].Cut { // of a history that is cut off nobody knows how old the text is
				english = v.at(t.commit(v, i))
			}
			b.first = english
		}
	}
}

// settle takes out the texts that are the English, and names those that stand for none.
func (t *translation) settle(v *englishVersions) {
	for i, s := range t.Segments {
		b := t.bindings[i]
		switch {
		case b != nil && b.text == b.found.Segments[b.segment].Text && isProse(b.text), b == nil && t.counts(i) && v.isEnglish(s) && isProse(s.Text):
			delete(t.bindings, i)
			if t.counts(i) {
				t.copies++
			}
		case b == nil && t.counts(i):
			t.unbound = append(t.unbound, i)
		}
	}
}

// isEnglish reports whether a text stands in a version of the English page.
func (v *englishVersions) isEnglish(s segment.Segment) bool {
	w := word{s.Kind, s.Text}
	if _, there := v.today.texts[w]; there {
		return true
	}
	for _, one := range v.byBlob {
		if one != nil {
			if _, there := one.texts[w]; there {
				return true
			}
		}
	}
	return false
}

// isProse reports whether a text has words that a translation changes: names, numbers and code stay as they are.
func isProse(text string) bool {
	parts := strings.Split(text, "`")
	for i := 0; i < len(parts); i += 2 {
		for word := range strings.FieldsSeq(parts[i]) {
			if first := []rune(strings.TrimLeft(word, "*_([\"'")); len(first) > 1 && unicode.IsLower(first[0]) && !strings.ContainsAny(word, "./_:@") {
				return true
			}
		}
	}
	return len(strings.Fields(text)) >= 3
}

// doubt returns the note of a text that stands for no certain one.
func (t *translation) doubt(i int, why string) Note {
	return Note{File: t.file, Line: t.line(i), Kind: "doubtful", Locale: t.target.tag, Text: t.Segments[i].Text, Message: fmt.Sprintf("%s: %s", why, short(t.Segments[i].Text))}
}

func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return text
}
