package exchange

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
	"golang.org/x/text/unicode/norm"
)

// Placeholders finds the placeholders of a text.
var Placeholders = regexp.MustCompile(catalog.PlaceholderPattern)

// Change is a text that an import brings.
type Change struct {
	Key, Page string
	Before    catalog.Forms // what stands in the catalog for today's English
	Text      catalog.Forms // what is to stand there; no form that has a text in Before is empty
}

// Refusal is a unit that does not go in, and why.
type Refusal struct {
	Key   string       // "" where the file does not say it
	Fault *store.Fault // its message begins with the key
}

// Report is what an import comes to. Each unit of the imported document is counted once.
type Report struct {
	Changes []Change
	Refused []Refusal
	Same    int       // units with the text that the catalog has, or with the one that went out, which the translator left alone
	Open    int       // units without a translation, or with one that is marked as not done
	Emptied []Refusal // plural forms, besides, that came back empty: the text that stands in the catalog stays
}

// Merge compares an imported document with what the catalogs say now. It is an error, and nothing goes in, if the file is of
// another locale or of another site. A unit goes in if its English is today's English, word for word, and the catalog has
// no text for it, or the very text that went out with the file.
func Merge(current, imported Document) (Report, error) {
	units := make(map[string]*Unit, len(current.Units))
	for i := range current.Units {
		units[current.Units[i].Key] = &current.Units[i]
	}
	if msg := foreign(&current, &imported, units); msg != "" {
		return Report{}, store.Faults{{File: imported.File, Msg: msg}}
	}
	m := merger{file: imported.File, categories: catalog.Categories(current.Target)}
	for i := range imported.Units {
		u := &imported.Units[i]
		m.unit(u, units[u.Key])
	}
	return m.Report, nil
}

// foreign says why the file as a whole is none of this locale and site.
func foreign(current, imported *Document, units map[string]*Unit) string {
	if imported.Target != current.Target {
		return fmt.Sprintf("the file is for the locale %s, not for %s: import it there", imported.Target, current.Target)
	}
	if imported.Fingerprint != "" && imported.Fingerprint != current.Fingerprint {
		return fmt.Sprintf("the file is of another site, %q: this one is %q; export from here and translate that", Excerpt(imported.Site), current.Site)
	}
	for i := range imported.Units {
		if units[imported.Units[i].Key] != nil {
			return ""
		}
	}
	if len(imported.Units) == 0 {
		return ""
	}
	return "the file is of another site: not one of its keys is known here; export from here and translate that"
}

type merger struct {
	Report
	file       string
	categories []string
}

func (m *merger) refuse(key string, fault *store.Fault) {
	named := *fault
	if key != "" {
		named.Msg = Excerpt(key) + ": " + fault.Msg
	}
	m.Refused = append(m.Refused, Refusal{key, &named})
}

func (m *merger) unit(u, now *Unit) {
	refuse := func(format string, args ...any) {
		m.refuse(u.Key, &store.Fault{File: m.file, Line: u.Line, Col: u.Col, Msg: fmt.Sprintf(format, args...)})
	}
	if u.Fault != nil {
		m.refuse(u.Key, u.Fault)
		return
	}
	if u.Text.Empty() {
		m.Open++
		return
	}
	if now == nil {
		refuse("no such key here: its text has left the site; export again")
		return
	}
	if u.Source != now.Source {
		refuse("the English has changed since the export: export again and translate what stands there now")
		return
	}
	categories := now.Categories(m.categories)
	before := Only(now.Text, categories)
	after := before
	brought := Only(u.Text, categories)
	for _, c := range brought.Filled() {
		after = after.With(c, norm.NFC.String(u.Text.Get(c)))
	}
	emptied := 0
	for _, c := range before.Filled() {
		if brought.Get(c) == "" && catalog.Hash(brought) != u.Seen {
			m.empty(u, c)
			emptied++
		}
	}
	switch {
	case after == before && emptied > 0:
		m.Open++
	case after == before || !before.Empty() && catalog.Hash(brought) == u.Seen:
		m.Same++
	case !before.Empty() && catalog.Hash(before) != u.Seen:
		refuse("the catalog has a newer text, %q: compare the two and write the right one into the catalog", Excerpt(before.Other))
	default:
		if msg := unfit(now, after); msg != "" {
			refuse("%s", msg)
			return
		}
		m.Changes = append(m.Changes, Change{Key: u.Key, Page: now.Page, Before: before, Text: after})
	}
}

// empty notes that a form came back empty.
func (m *merger) empty(u *Unit, category string) {
	m.Emptied = append(m.Emptied, Refusal{u.Key, &store.Fault{File: m.file, Line: u.Line, Col: u.Col,
		Msg: fmt.Sprintf("%s: the plural form %s has no translation: the text that stands in the catalog stays", Excerpt(u.Key), category)}})
}

// unfit says why a text would make its whole catalog unfit to be served.
func unfit(u *Unit, text catalog.Forms) string {
	english := slices.Concat(Placeholders.FindAllString(u.Source.One, -1), Placeholders.FindAllString(u.Source.Other, -1))
	for _, c := range text.Filled() {
		for _, mark := range Placeholders.FindAllString(text.Get(c), -1) {
			if !slices.Contains(english, mark) {
				return fmt.Sprintf("the English has no placeholder %s: take it out", mark)
			}
		}
		if u.Page == catalog.InterfaceSlug {
			continue
		}
		if _, err := segment.InlineLike(u.Source.Other, text.Get(c)); err != nil {
			return err.Error()
		}
	}
	return ""
}
