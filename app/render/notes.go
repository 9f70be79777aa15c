package render

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// audience is who documents are for: readers, or the translators who look at them in a workbench.
type audience interface {
	// attrs returns the attributes that tie an element to the note of its text; "" for one that its other attributes hide from sight.
	attrs(d *writer, tag, others string, of origin) markup
	head(d *writer) // writes what stands at the end of <head>
	foot(d *writer) // writes what stands at the end of <body>
}

// readers see no notes.
type readers struct{}

func (readers) attrs(*writer, string, string, origin) markup { return "" }
func (readers) head(*writer)                                 {}
func (readers) foot(*writer)                                 {}

// translators see a note of every text. It is what only the documents of a workbench are made of.
type translators struct {
	corpus    *corpus.Corpus
	view      *View
	workbench *Workbench
	english   lazy.Value[map[string][]corpus.Finding] // of the English, by key
}

func (p *translators) englishFindings(key string) []corpus.Finding {
	return p.english.Get(func() map[string][]corpus.Finding {
		byKey := map[string][]corpus.Finding{}
		for _, f := range p.corpus.EnglishFindings() {
			byKey[f.Key] = append(byKey[f.Key], f)
		}
		return byKey
	})[key]
}

// origin names a text that is shown: a segment of a page by its index, or a text of the interface by its key.
type origin struct {
	slug    string
	segment int
	key     string
}

// Note is what a workbench shows of one text.
type Note struct {
	ID       string        `json:"id"` // in the document, which may show one text in two locales
	Key      string        `json:"key"`
	Lang     string        `json:"lang"`
	Dir      string        `json:"dir"`
	State    string        `json:"state"`          // "english" if the document is in English
	Edit     string        `json:"edit,omitempty"` // address of the form of the text, "" where it is only looked at
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

// focusable are the elements that a translator reaches with the keyboard to see the note. Links are reached anyway.
var focusable = map[string]bool{"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "p": true, "li": true, "th": true, "td": true, "img": true}

func (p *translators) attrs(d *writer, tag, others string, of origin) markup {
	if tag == "title" || of == (origin{}) || strings.Contains(others, `"aside"`) {
		return ""
	}
	n, ok := p.note(of, d.wanted)
	if !ok {
		return ""
	}
	n.ID, n.Lang, n.Dir = d.wanted.Tag+"/"+n.Key, d.wanted.Tag, d.wanted.Dir
	if d.wanted.Tag != "en" && !p.corpus.PseudoLocales.Has(d.wanted.Index) {
		slug, _, _ := strings.Cut(n.Key, ".")
		n.Edit = "/" + n.Lang + "/" + slug + "/" + n.Key
	}
	d.notes = append(d.notes, n)
	attributes := attr("data-segment", n.ID) + attr("data-state", n.State)
	if focusable[tag] {
		attributes += ` tabindex="0"`
	}
	return attributes
}

// note returns the note of a text for a locale, and false for one that is not translated.
func (p *translators) note(of origin, l *locale.Locale) (Note, bool) {
	if of.key != "" {
		english, own := p.corpus.Interface[p.corpus.Locales.English().Index], p.corpus.Interface[l.Index]
		e, ok := english.Find(of.key)
		if !ok {
			return Note{}, false
		}
		line, _ := e.Position("other")
		n := Note{Key: of.key, State: "english", File: english.Name(), Line: line}
		if l.Tag != "en" {
			n.State = p.corpus.InterfaceState(l, e, p.corpus.CheckContext(l).Categories).String()
		}
		return p.complete(n, l, own, catalog.InterfaceSlug, check.Unit{Key: of.key, Source: e.Forms}, true), true
	}
	page, i := p.view.Page(of.slug), of.segment
	if of.slug == segment.SiteSlug {
		page = p.corpus.Site
	}
	if page.Segments[i].NoTranslate {
		return Note{}, false
	}
	n := Note{Key: page.Keys[i], State: "english", File: page.File, Line: page.Segments[i].Line}
	if l.Tag != "en" {
		n.State = page.State(i, l).String()
	}
	text := page.Publication(l).Texts[i]
	return p.complete(n, l, page.Catalog(l.Index), page.Slug, page.Unit(i), text.Locale == l && !text.Signed), true
}

// complete adds place and findings to the note of an English text: those of its translation in own, which may be nil, unless l is English.
// shown is whether readers get the translation. A pseudo-locale has no file, and nothing to check.
func (p *translators) complete(n Note, l *locale.Locale, own *catalog.File, slug string, u check.Unit, shown bool) Note {
	n.Place = n.File + ":" + strconv.Itoa(n.Line)
	var found []corpus.Finding
	if l.Tag == "en" {
		found = p.englishFindings(n.Key)
	} else {
		n.English, n.File, n.Line = u.Source.Other, p.corpus.CatalogName(l, slug), 0
		if own == nil {
			return n
		}
		if m, ok := own.Find(n.Key); ok {
			n.Line, _ = m.Position("other")
			if !shown {
				n.Text = m.Forms.Other
			}
		}
		found = corpus.MessageFindings(own, u, p.corpus.CheckContext(l))
	}
	if p.corpus.PseudoLocales.Has(l.Index) {
		n.File, n.Line = "made from the English", 0
		return n
	}
	for _, f := range found {
		n.Findings = append(n.Findings, NoteFinding{f.Severity, f.Rule, f.Message, f.Hint, f.Line, f.Col})
	}
	return n
}

// head writes the links to the workbench's style sheet and script.
func (p *translators) head(d *writer) {
	w := p.workbench
	d.write(`<link rel="stylesheet"`, attr("href", w.Style), ">\n", "<script", attr("src", w.Script), " defer></script>\n")
}

// foot writes the notes, as data that a script reads and no browser runs.
func (p *translators) foot(d *writer) {
	var data struct {
		Faults []string `json:"faults,omitempty"`
		Notes  []Note   `json:"notes"`
	}
	for _, f := range p.view.Faults {
		data.Faults = append(data.Faults, f.Error())
	}
	seen := map[string]bool{}
	for _, n := range d.notes {
		if !seen[n.ID] {
			seen[n.ID] = true
			data.Notes = append(data.Notes, n)
		}
	}
	writeTexts(d, data.Notes)
	text, err := json.Marshal(data) // which writes < as \u003c
	if err != nil {
		panic("notes of strings and numbers have no JSON: " + err.Error())
	}
	d.write(`<script type="application/json" id="workbench.data">`, markup(text), "</script>\n")
}

// writeTexts writes a list of the texts that a document of a workbench shows, with a link to the form of each and what check finds, for those who have no script.
func writeTexts(d *writer, notes []Note) {
	d.write(`<nav id="workbench.texts" class="workbench-texts" lang="en" dir="ltr" aria-label="Texts of this page">`, "\n<p><a href=\"/\">Workbench</a></p>\n")
	begin, end := markup("<ol>\n"), markup("")
	for _, n := range notes {
		what := escape(n.Key) + " " + escape(n.Place)
		if n.Edit != "" {
			what = "<a" + attr("href", n.Edit) + ">" + escape(n.Key) + "</a> " + escape(n.State)
		} else if len(n.Findings) == 0 {
			continue
		}
		for _, f := range n.Findings {
			what += "<br>" + escape(string(f.Severity)) + ": " + escape(f.Message)
		}
		d.write(begin, "<li>", what, "</li>\n")
		begin, end = "", "</ol>\n"
	}
	d.write(end, "</nav>\n")
}
