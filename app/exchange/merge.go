package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
	"golang.org/x/text/unicode/norm"
)

// Change is a text that an import brings.
type Change struct {
	Key, Page string
	Before    catalog.Forms // the catalog's translation of today's English
	Text      catalog.Forms // the one to write; no form that has a text in Before is empty
}

// Refusal is a unit that is not imported, and why.
type Refusal struct {
	Key   string       // "" where the file does not say it
	Fault *store.Fault // its message begins with the key
}

// MergeResult is the outcome of an import. Each unit of the imported document counts once, under one of the first four.
type MergeResult struct {
	Changes      []Change
	Refused      []Refusal
	Unchanged    int       // units with the text that the catalog has, or with the one that they were exported with
	Untranslated int       // units without a translation, or with one that is marked as not done
	Emptied      []Refusal // plural forms that came back empty; the catalog's text stays
}

// Merge compares an imported document with what the catalogs say now. A unit is imported if its English is today's English, word for
// word (law 2), and the catalog has no text for it or the very text that it was exported with (law 3). It is an error, and nothing is
// imported, if the file is of another locale or another site.
func Merge(current, imported Document) (MergeResult, error) {
	units := make(map[string]*Unit, len(current.Units))
	for i := range current.Units {
		units[current.Units[i].Key] = &current.Units[i]
	}
	if imported.Fingerprint != "" && imported.Fingerprint == current.Fingerprint {
		followMoved(current.Units, imported.Units, units)
	}
	if msg := mismatch(&current, &imported, units); msg != "" {
		return MergeResult{}, store.Faults{{File: imported.File, Msg: msg}}
	}
	m := merger{file: imported.File, categories: catalog.Categories(current.Target), current: current.Units}
	for _, u := range imported.Units {
		if u.Key == "" && u.Fault == nil && !u.Text.Empty() {
			m.findKey(&u)
		}
		m.unit(u, units[u.Key])
	}
	return m.MergeResult, nil
}

// followMoved adds to units, under the key of an imported unit that has left the site, the one to which its text has moved since the export: it has
// the same English, nothing is imported for its own key, and no other is like it, or has the same end of the key as that of a page that was renamed.
func followMoved(current, imported []Unit, units map[string]*Unit) {
	left, named := map[string][]*Unit{}, map[string]bool{} // left by the English
	for _, u := range imported {
		named[u.Key] = true
		if u.Key != "" && units[u.Key] == nil {
			left[plainWords(u.Source)] = nil
		}
	}
	if len(left) == 0 {
		return
	}
	for i := range current {
		c := &current[i]
		if at := plainWords(c.Source); !named[c.Key] {
			if _, ok := left[at]; ok {
				left[at] = append(left[at], c)
			}
		}
	}
	tail := func(key string) string { _, rest, _ := strings.Cut(key, "."); return rest }
	for _, u := range imported {
		found := left[plainWords(u.Source)]
		if like := slices.DeleteFunc(slices.Clone(found), func(c *Unit) bool { return tail(c.Key) != tail(u.Key) }); len(like) > 0 {
			found = like
		}
		if u.Key != "" && units[u.Key] == nil && len(found) == 1 && !named[found[0].Key] {
			units[u.Key], named[found[0].Key] = found[0], true
		}
	}
}

// mismatch returns why the file as a whole is not of this locale and site, or "".
func mismatch(current, imported *Document, units map[string]*Unit) string {
	if imported.Target != current.Target {
		return fmt.Sprintf("the file is for the locale %s, not for %s: import it there", imported.Target, current.Target)
	}
	if imported.Fingerprint != "" && current.Fingerprint != "" && imported.Fingerprint != current.Fingerprint {
		return fmt.Sprintf("the file is of another site, %q: this one is %q; export from here and translate that", Excerpt(imported.Site), current.Site)
	}
	if len(imported.Units) > 0 && !slices.ContainsFunc(imported.Units, func(u Unit) bool { return u.Key == "" || units[u.Key] != nil }) {
		return "the file is of another site: not one of its keys is known here; export from here and translate that"
	}
	return ""
}

type merger struct {
	MergeResult
	file       string
	categories []string // of the locale
	current    []Unit
	bySource   map[string][]string // keys of the catalogs, by English
}

// findKey gives a unit, whose key a tool has dropped, the key of the one text whose English it translates.
func (m *merger) findKey(u *Unit) {
	if m.bySource == nil {
		m.bySource = map[string][]string{}
		for _, c := range m.current {
			m.bySource[plainWords(c.Source)] = append(m.bySource[plainWords(c.Source)], c.Key)
		}
	}
	if keys := m.bySource[plainWords(u.Source)]; len(keys) == 1 {
		u.Key = keys[0]
		return
	}
	u.Refuse(m.file, u.Line, u.Col, "the entry has no msgctxt, and its English is not that of one text alone, so that nobody knows its key: export the file again, and keep the msgctxt")
}

// unit decides about one unit; current is the catalogs' unit of its key, nil where there is none.
func (m *merger) unit(u Unit, current *Unit) {
	msg := ""
	switch {
	case u.Fault != nil:
	case u.Text.Empty():
		m.Untranslated++
	case current == nil:
		msg = "no such key here: its text has left the site, or its English has a fault; export again when that is mended"
	case !sameWords(u.Source, current.Source):
		msg = "the English has changed since the export: export again and translate what stands there now"
	default:
		msg = m.text(&u, current)
	}
	if u.Refuse(m.file, u.Line, u.Col, msg); u.Fault != nil {
		m.Refused = append(m.Refused, refusal(u.Key, *u.Fault))
	}
}

// sameWords reports whether two English texts differ in nothing but white space and composition: tools change both (R54).
func sameWords(a, b catalog.Forms) bool { return a == b || plainWords(a) == plainWords(b) }

// plainWords returns the forms of an English text, composed, with a space wherever there is white space.
func plainWords(f catalog.Forms) string {
	plain := func(text string) string { return strings.Join(strings.Fields(norm.NFC.String(text)), " ") }
	return plain(f.One) + "\x00" + plain(f.Other)
}

// text decides about the translation of today's English. It returns why the translation is refused, or "".
func (m *merger) text(u, current *Unit) string {
	categories := current.Categories(m.categories)
	before, brought := FormsIn(current.Text, categories), FormsIn(u.Text, categories)
	for _, c := range u.Lacking {
		brought = brought.With(c, cmp.Or(before.Get(c), brought.Many, brought.Other, brought.Few))
	}
	hash := catalog.Hash(brought)
	after := before
	for _, c := range brought.Filled() {
		after = after.With(c, catalog.NormalizeText(brought.Get(c)))
	}
	emptied := len(m.Emptied)
	for _, c := range before.Filled() {
		if brought.Get(c) == "" && hash != u.ExportedHash {
			msg := fmt.Sprintf("the plural form %s has no translation: the text that stands in the catalog stays", c)
			m.Emptied = append(m.Emptied, refusal(u.Key, store.Fault{File: m.file, Line: u.Line, Col: u.Col, Msg: msg}))
		}
	}
	switch {
	case after == before && len(m.Emptied) > emptied:
		m.Untranslated++
	case after == before || !before.Empty() && hash == u.ExportedHash:
		m.Unchanged++
	case !before.Empty() && catalog.Hash(before) != u.ExportedHash:
		return fmt.Sprintf("the catalog has a newer text, %q: compare the two and write the right one into the catalog", Excerpt(before.Other))
	default:
		msg := invalidText(current, after)
		if msg == "" {
			m.Changes = append(m.Changes, Change{Key: current.Key, Page: current.Page, Before: before, Text: after})
		}
		return msg
	}
	return ""
}

// refusal returns a refusal whose message begins with the key.
func refusal(key string, fault store.Fault) Refusal {
	if key != "" {
		fault.Msg = Excerpt(key) + ": " + fault.Msg
	}
	return Refusal{key, &fault}
}

// invalidText returns why a catalog with this text would be refused as a whole when it is loaded, or "".
func invalidText(u *Unit, text catalog.Forms) string {
	english := slices.Concat(catalog.Placeholders(u.Source.One), catalog.Placeholders(u.Source.Other))
	for _, c := range text.Filled() {
		for _, p := range catalog.Placeholders(text.Get(c)) {
			if !slices.Contains(english, p) {
				return fmt.Sprintf("the English has no placeholder %s: take it out", p)
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
