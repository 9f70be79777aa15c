package render

import (
	_ "embed" // the preview's script and style sheet
	"encoding/json"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
)

//go:embed assets/preview.js
var previewScript []byte

//go:embed assets/preview.css
var previewStyle []byte

// preview is what only the documents of a preview are made of.
type preview struct {
	corpus   *corpus.Corpus
	pages    map[string]*corpus.Page // by slug
	pseudo   locale.Set
	version  string                                  // see [View.Version]
	faults   []string                                // of the view
	english  lazy.Value[map[string][]corpus.Finding] // of the English, by key
	contexts []lazy.Value[check.Context]             // by [locale.Locale.Index]
}

func newPreview(c *corpus.Corpus, v *View) *preview {
	p := &preview{
		corpus: c, pages: make(map[string]*corpus.Page, len(c.Pages)), pseudo: v.pseudo, version: v.Version(),
		contexts: make([]lazy.Value[check.Context], len(c.Locales.Locales)),
	}
	for _, page := range c.Pages {
		p.pages[page.Slug] = page
	}
	for _, f := range c.Faults {
		p.faults = append(p.faults, f.Error())
	}
	return p
}

// context returns what the rules must know of a locale. It is kept, because asking go-i18n for the plural categories is slow.
func (p *preview) context(l *locale.Locale) check.Context {
	return p.contexts[l.Index].Get(func() check.Context { return p.corpus.CheckContext(l) })
}

// englishFindings returns what check finds in an English text.
func (p *preview) englishFindings(key string) []corpus.Finding {
	return p.english.Get(func() map[string][]corpus.Finding {
		byKey := map[string][]corpus.Finding{}
		for _, f := range p.corpus.EnglishFindings() {
			byKey[f.Key] = append(byKey[f.Key], f)
		}
		return byKey
	})[key]
}

// Version returns a text that differs for every view, so that an open page can tell that it is out of date.
func (v *View) Version() string {
	return strconv.FormatInt(v.Loaded.UnixNano(), 36) + "." + strconv.Itoa(v.Serial)
}

// AddPreview adds the style sheet and the script of a preview.
func (a *Assets) AddPreview() {
	a.preview.style = a.add("preview.css", "text/css; charset=utf-8", previewStyle)
	a.preview.script = a.add("preview.js", "text/javascript; charset=utf-8", previewScript)
}

// origin names a text that is shown: a segment of a page by its index, or a text of the interface by its key.
type origin struct {
	slug    string
	segment int
	key     string
}

// Note is what the preview shows of one text.
type Note struct {
	ID       string        `json:"id"` // in the document, which may show one text in two locales
	Key      string        `json:"key"`
	Lang     string        `json:"lang"`
	Dir      string        `json:"dir"`
	State    string        `json:"state"` // "english" if the document is in English
	File     string        `json:"file"`
	Line     int           `json:"line,omitempty"`
	English  string        `json:"english,omitempty"`
	Place    string        `json:"place"`          // "file:line" of the English
	Text     string        `json:"text,omitempty"` // of the locale, where readers do not get it
	Findings []NoteFinding `json:"findings,omitempty"`
}

// NoteFinding is a finding of check.
type NoteFinding struct {
	Severity check.Severity `json:"severity"`
	Rule     string         `json:"rule"`
	Message  string         `json:"message"`
	Hint     string         `json:"hint"`
	Line     int            `json:"line"`
	Col      int            `json:"col"`
}

// focusable are the elements that a reader of a preview reaches with the keyboard to see the note. Links are reached anyway.
var focusable = map[string]bool{"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "p": true, "li": true, "th": true, "td": true, "img": true}

// noteAttrs returns the attributes that tie an element to its note; "" in a normal site. others are the attributes that it has already. An
// element that is hidden from sight gets none.
func (d *writer) noteAttrs(tag, others string, of origin) markup {
	if d.preview == nil || tag == "title" || of == (origin{}) || strings.Contains(others, `"aside"`) {
		return ""
	}
	n, ok := d.noteOf(of)
	if !ok {
		return ""
	}
	n.ID, n.Lang, n.Dir = d.wanted.Tag+"/"+n.Key, d.wanted.Tag, d.wanted.Dir
	d.notes = append(d.notes, n)
	attributes := attr("data-segment", n.ID) + attr("data-state", n.State)
	if focusable[tag] {
		attributes += ` tabindex="0"`
	}
	return attributes
}

func (d *writer) noteOf(of origin) (Note, bool) {
	switch {
	case of.key != "":
		return d.interfaceNote(of.key)
	}
	page := d.preview.pages[of.slug]
	if page.Segments[of.segment].NoTranslate {
		return Note{}, false
	}
	return d.segmentNote(page, of.segment), true
}

// segmentNote returns the note of a segment in the locale of the document's URL.
func (d *writer) segmentNote(p *corpus.Page, i int) Note {
	src, l, seg := d.preview.corpus, d.wanted, p.Segments[i]
	n := Note{Key: p.Keys[i], State: "english", File: p.File, Line: seg.Line, Place: p.File + ":" + strconv.Itoa(seg.Line)}
	if l.Tag == "en" {
		return d.withFindings(n, d.preview.englishFindings(n.Key))
	}
	state := p.State(i, l)
	n.State, n.English, n.File, n.Line = state.String(), seg.Text, src.CatalogName(l, p.Slug), 0
	f := p.Catalog(l.Index)
	if f == nil {
		return n
	}
	if m, ok := f.Find(n.Key); ok {
		n.Line, _ = m.Position("other")
		if p.Publication(l).Texts[i].Locale != l {
			n.Text = m.Forms.Other
		}
	}
	return d.withFindings(n, corpus.MessageFindings(f, p.Unit(i), d.preview.context(l)))
}

// interfaceNote returns the note of a text of the interface.
func (d *writer) interfaceNote(key string) (Note, bool) {
	src, l := d.preview.corpus, d.wanted
	english := src.Interface[src.Locales.English().Index]
	e, ok := english.Find(key)
	if !ok {
		return Note{}, false
	}
	line, _ := e.Position("other")
	n := Note{Key: key, State: "english", File: english.Name(), Line: line, Place: english.Name() + ":" + strconv.Itoa(line)}
	if l.Tag == "en" {
		return d.withFindings(n, d.preview.englishFindings(key)), true
	}
	n.State, n.English, n.File, n.Line = src.InterfaceState(l, e, d.preview.context(l).Categories).String(), e.Forms.Other, src.CatalogName(l, catalog.InterfaceSlug), 0
	f := src.Interface[l.Index]
	if f == nil {
		return n, true
	}
	if m, ok := f.Find(key); ok {
		n.Line, _ = m.Position("other")
	}
	return d.withFindings(n, corpus.MessageFindings(f, check.Unit{Key: key, Source: e.Forms}, d.preview.context(l))), true
}

// withFindings returns the note with findings. A pseudo-locale has no file, and nothing to check.
func (d *writer) withFindings(n Note, found []corpus.Finding) Note {
	if d.preview.pseudo.Has(d.wanted.Index) {
		n.File, n.Line = "made for the preview", 0
		return n
	}
	for _, f := range found {
		n.Findings = append(n.Findings, NoteFinding{f.Severity, f.Rule, f.Message, f.Hint, f.Line, f.Col})
	}
	return n
}

// previewHead writes the links to the preview's style sheet and script.
func (d *writer) previewHead() {
	if d.preview == nil {
		return
	}
	d.write(`<link rel="stylesheet"`, attr("href", d.assets.preview.style), ">\n",
		"<script", attr("src", d.assets.preview.script), " defer></script>\n")
}

// previewFoot writes the notes, as data that a script reads and no browser runs.
func (d *writer) previewFoot() {
	if d.preview == nil {
		return
	}
	data := struct {
		Version string   `json:"version"`
		Faults  []string `json:"faults,omitempty"`
		Notes   []Note   `json:"notes"`
	}{Version: d.preview.version, Faults: d.preview.faults}
	seen := map[string]bool{}
	for _, n := range d.notes {
		if !seen[n.ID] {
			seen[n.ID] = true
			data.Notes = append(data.Notes, n)
		}
	}
	text, err := json.Marshal(data) // which writes < as \u003c
	if err != nil {
		panic("notes of strings and numbers have no JSON: " + err.Error())
	}
	d.write(`<script type="application/json" id="preview.data">`, markup(text), "</script>\n")
}
