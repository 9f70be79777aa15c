package adopt

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
)

// pageResult is a page with its catalogs.
type pageResult struct {
	page    File
	english File
	locales map[*target][]byte
	counts  map[*target]Count
	notes   []Note
	books   map[*target]*bookPage
}

// entry is a translation on its way into a catalog.
type entry struct {
	key, text, file string
	kind            segment.Kind
	line            int
	source          string   // the English that it is of; "" where that is not known
	at              *version // in which the key had that English
	counted         bool
}

// page makes the catalogs of a page.
func (a *adopter) page(p *page, books map[*target]*book) pageResult {
	v := a.versionsOf(p)
	r := pageResult{page: File{p.slug + ".md", v.today.bytesOf()}, locales: map[*target][]byte{}, counts: map[*target]Count{}, books: map[*target]*bookPage{}, notes: a.englishNotes(p, v.today.converted)}
	var all []*translation
	for _, l := range a.t.targets {
		file := p.translations[l]
		if file == "" {
			continue
		}
		t, err := v.bind(l, file)
		if err != nil {
			r.notes = append(r.notes, Note{File: file, Line: 1, Kind: "left out", Locale: l.tag, Message: "the translation was left out: " + err.Error()})
			continue
		}
		r.notes = append(r.notes, t.about(file)...)
		all = append(all, t)
	}
	fromBooks := map[*target]*bookPage{}
	for _, l := range a.t.targets {
		if b := books[l]; b != nil {
			fromBooks[l] = v.fromBook(b)
		}
	}
	chain := v.chain(all, fromBooks)
	english := chain[len(chain)-1].file
	r.english = File{"en/" + p.slug + ".en.toml", english.Bytes()}
	for _, t := range all {
		entries, count := v.entries(t, &r)
		count.Files = 1
		r.locales[t.target], r.counts[t.target] = v.locale(t.target, chain, entries, count, &r)
	}
	for _, l := range a.t.targets {
		if b := fromBooks[l]; b != nil {
			r.books[l] = b
			r.locales[l], r.counts[l] = v.locale(l, chain, b.entries(v), b.count, &r)
		}
	}
	for _, l := range a.t.targets {
		if r.locales[l] == nil {
			r.locales[l] = catalog.SyncLocale(english, nil, catalog.Categories(l.tag)).Bytes()
		}
	}
	return r
}

// link is the English catalog as it was with one version of the page.
type link struct {
	version *version
	file    *catalog.File
}

// chain lays out the English catalog version by version, as if it had been laid out all the time: so a key that a text had once is no other text's (law 4).
func (v *englishVersions) chain(all []*translation, books map[*target]*bookPage) (chain []link) {
	needed := map[*version]bool{}
	for _, t := range all {
		for _, b := range t.bindings {
			needed[b.found] = true
			if b.first != nil {
				needed[b.first] = true
			}
		}
	}
	for _, b := range books {
		if b.old != nil {
			needed[b.old] = true
		}
	}
	delete(needed, v.today)
	list := slices.SortedFunc(maps.Keys(needed), func(x, y *version) int {
		return cmp.Or(y.rank-x.rank, bytes.Compare(x.Source(), y.Source()))
	})
	var file *catalog.File
	for _, one := range append(list, v.today) {
		var known []segment.KnownKey
		if file != nil {
			known = catalog.RememberedKeys(file)
		}
		one.keys = one.Keys(known)
		file = catalog.SyncEnglish(one.Page, file)
		chain = append(chain, link{one, file})
	}
	return chain
}

// entries returns what a translation has for catalogs, and counts it.
func (v *englishVersions) entries(t *translation, r *pageResult) (list []entry, count Count) {
	count.Same, count.Doubtful = t.copies, len(t.unbound)
	count.Blocks = len(t.unbound)
	for _, i := range t.unbound {
		r.notes = append(r.notes, t.doubt(i, "the structure does not tell which English text this stands for"))
	}
	for _, i := range slices.Sorted(maps.Keys(t.bindings)) {
		b := t.bindings[i]
		e := v.entry(b)
		e.text, e.file, e.line, e.counted = b.text, t.file, b.line, t.counts(i)
		if e.counted {
			count.Blocks++
			count.Agree++
		}
		list = append(list, e)
	}
	return list, count
}

// entry finds the English that a text is of, and its key.
func (v *englishVersions) entry(b *binding) entry {
	s := b.found.Segments[b.segment]
	e := entry{key: b.found.keys[b.segment], kind: s.Kind}
	if b.first == nil {
		return e
	}
	if _, there := b.first.texts[word{s.Kind, s.Text}]; there {
		e.source, e.at = s.Text, b.found
	} else if i := slices.Index(b.first.keys, e.key); i >= 0 && e.key != "" {
		e.source, e.at = b.first.Segments[i].Text, b.first
	}
	return e
}

// locale lays the catalog of a locale out, version by version.
func (v *englishVersions) locale(l *target, chain []link, list []entry, count Count, r *pageResult) ([]byte, Count) {
	today := chain[len(chain)-1].file
	list = v.onlyOnes(l, today, list, &count, r)
	var file *catalog.File
	categories := catalog.Categories(l.tag)
	var unknown []entry
	for _, one := range chain {
		var edits []catalog.Edit
		var of []entry
		for _, e := range list {
			if e.source == "" && one.version == v.today {
				unknown = append(unknown, e)
			}
			if e.source == "" || e.at != one.version {
				continue
			}
			if e = v.likeSource(l, e, today, r); !servable(e, today) {
				r.note(l, e, "it arrives as a previous text, because its links or marks are not those of the English")
				unknown = append(unknown, e)
				continue
			}
			edits = append(edits, catalog.Edit{Key: e.key, Source: catalog.Hash(catalog.Forms{Other: e.source}), Was: catalog.Hash(catalog.Forms{}),
				Forms: catalog.Forms{Other: e.text}, Via: catalog.ViaImport})
			of = append(of, e)
		}
		if len(edits) == 0 && one.version != v.today {
			continue
		}
		var outcomes []catalog.Outcome
		file, outcomes = catalog.SyncLocale(one.file, file, categories).Replay(edits, nil)
		for i, o := range outcomes {
			if o.Err != nil {
				unknown = append(unknown, of[i])
				r.note(l, of[i], "it arrives as a previous text, because it cannot stand for the English as it is")
			}
		}
	}
	file = catalog.SyncLocale(today, v.previous(l, file, unknown, r), categories)
	v.tally(today, file, list, &count)
	return file.Bytes(), count
}

func (r *pageResult) note(l *target, e entry, why string) {
	r.notes = append(r.notes, Note{File: e.file, Line: e.line, Kind: "doubtful", Locale: l.tag, Key: e.key, Text: e.text, Message: why + ": " + short(e.text)})
}

// servable reports whether a text may stand in the place of its English; one of an English before today's stands nowhere.
func servable(e entry, today *catalog.File) bool {
	m, _ := today.Find(e.key)
	return m.Forms.Other != e.source || segment.IsInlineLike(e.source, e.text)
}

// onlyOnes returns the entries without those that share a key with another: of these the one stands that is of today's English, or else the first.
func (v *englishVersions) onlyOnes(l *target, today *catalog.File, list []entry, count *Count, r *pageResult) (kept []entry) {
	place := map[string]int{}
	lose := func(e entry) {
		if e.counted {
			count.Agree--
			count.Doubtful++
		}
		r.note(l, e, "two texts stand for one")
	}
	for _, e := range list {
		i, again := place[e.key]
		m, _ := today.Find(e.key)
		switch {
		case e.key == "":
			lose(e)
		case !again:
			place[e.key] = len(kept)
			kept = append(kept, e)
		case m.Forms.Other == e.source && m.Forms.Other != kept[i].source:
			lose(kept[i])
			kept[i] = e
		default:
			lose(e)
		}
	}
	return kept
}

// likeSource returns an entry whose links have the addresses of its English where it is certain which belong together, and notes each that changed.
func (v *englishVersions) likeSource(l *target, e entry, today *catalog.File, r *pageResult) entry {
	if !e.kind.IsMarkdown() {
		return e
	}
	text, changed := alikeLinks(e.source, e.text)
	if m, _ := today.Find(e.key); m.Forms.Other == e.source {
		for _, one := range changed {
			r.notes = append(r.notes, Note{File: e.file, Line: e.line, Kind: "link", Locale: l.tag, Key: e.key, Message: fmt.Sprintf("the address %s became that of the English, %s", one[0], one[1])})
		}
	}
	e.text = text
	return e
}

// unknownHash stands for no English: what it stands beside becomes a previous text.
const unknownHash = "hash = \"sha1-0000000000000000000000000000000000000000\"\n"

func previousText(e entry) string {
	return "other = " + tomltext.QuoteBasic(catalog.NormalizeText(e.text)) + "\n"
}

// header returns the line that begins the entry of a key.
func header(key string) string {
	parts := strings.Split(key, ".")
	for i, part := range parts {
		if strings.Contains(part, "/") {
			parts[i] = tomltext.QuoteBasic(part)
		}
	}
	return "[" + strings.Join(parts, ".") + "]\n"
}

// previous writes texts whose English is not known as previous ones.
func (v *englishVersions) previous(l *target, f *catalog.File, list []entry, r *pageResult) *catalog.File {
	lines, gone := strings.SplitAfter(string(f.Bytes()), "\n"), []string{}
	for _, e := range list {
		m, ok := f.Find(e.key)
		if !ok { // its English has left the page: laying out makes an entry of it that is out of use
			gone = append(gone, "\n", header(e.key), unknownHash, previousText(e))
			continue
		}
		hash, _ := m.Position("hash")
		other, _ := m.Position("other")
		if !m.Forms.Empty() || hash < 1 || other < 1 || strings.TrimSpace(lines[other-1]) != `other = ""` {
			r.note(l, e, "another text stands in its place")
			continue
		}
		lines[hash-1], lines[other-1] = unknownHash, previousText(e)
	}
	data := []byte(strings.Join(append(lines, gone...), ""))
	next, err := catalog.Parse(f.Name(), data)
	if err != nil { // of a text that no catalog may hold: one by one, so that it costs nothing else
		if len(list) == 1 {
			r.note(l, list[0], "no catalog can hold it: "+err.Error())
			return f
		}
		for i := range list {
			f = v.previous(l, f, list[i:i+1], r)
		}
		return f
	}
	return next
}

// tally counts what became of the texts.
func (v *englishVersions) tally(today, file *catalog.File, list []entry, count *Count) {
	obsolete := map[string]bool{}
	for _, m := range file.Obsolete() {
		obsolete[m.Key] = true
	}
	for _, e := range list {
		m, ok := file.Find(e.key)
		if !e.counted {
			continue
		}
		english, _ := today.Find(e.key)
		known := slices.ContainsFunc(m.Previous, func(p catalog.Previous) bool { return !p.Text.Empty() && !p.Source.Empty() })
		switch {
		case ok && m.Translates(english):
			count.Current++
		case e.source != "" && (ok && known || obsolete[e.key]):
			count.Outdated++
		case obsolete[e.key], ok && slices.ContainsFunc(m.Previous, func(p catalog.Previous) bool { return !p.Text.Empty() }):
			count.Previous++
		}
	}
}
