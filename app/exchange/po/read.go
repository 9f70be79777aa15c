// Package po reads and writes translations as PO files of GNU gettext (gettext manual, section "The Format of PO Files").
//
// It promises:
//
//   - msgfmt -c has nothing to say about a file that [Write] returns.
//   - [Read] returns the texts that [Write] was given, byte for byte (law 5).
//   - What cannot be read costs its entry alone (law 9): reading goes on at the next one. A file without a header, in an encoding that nobody names, or
//     too large, gives an error and no document (law 8).
//   - An entry that is marked as fuzzy is no translation.
//
// # The export stamp
//
// Each entry has a translator's comment that says with which text it was exported ("# parlance: KEY draft sha1-…"). Such a comment
// stays with the translator's text in msgmerge, where a "#." comment comes from the newer file and would claim that the translator
// saw a text that they did not. It names the key too, because some tools drop msgctxt.
//
// # Plural forms
//
// msgstr[i] is the i-th of [github.com/parlance/parlance/app/catalog.Categories] of the locale, in CLDR's order, and the header
// Plural-Forms says the same as an expression. A category that whole numbers never reach (other in Russian) has its form all the same.
package po

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

var charset = regexp.MustCompile(`(?i)Content-Type:[^"\n]*charset=([A-Za-z0-9_.:-]+)`)

// Read returns the document in a PO file as [Write] writes it and as tools change it: lines wrapped, entries in another order, obsolete
// entries, CR LF, a byte order mark. file is its name, for faults. The error is [store.Faults], and the document then is empty. A unit
// whose translation cannot be imported has a Fault.
func Read(file string, data []byte) (exchange.Document, error) {
	in, err := exchange.NewInput(file, exchange.InUTF8(data, charset))
	if err != nil {
		return exchange.Document{}, err
	}
	entries, err := parse(in)
	if err != nil {
		return exchange.Document{}, err
	}
	r := reader{Input: in, units: map[string]int{}}
	if err := r.header(entries); err != nil {
		return exchange.Document{}, err
	}
	for i, e := range entries {
		if !e.isHeader() || e.fault != nil {
			r.unit(e, i == len(entries)-1)
		}
	}
	return r.document, nil
}

type reader struct {
	*exchange.Input
	units       map[string]int // the index of each key's unit
	document    exchange.Document
	categories  []string // of the locale
	forms       []int    // the msgstr of each category, -1 for none ([formsOf])
	formCount   int      // how many msgstr a plural has
	pluralFault string   // what is wrong with Plural-Forms, or ""
}

// unit reads an entry. last reports whether it is the last one of the file.
func (r *reader) unit(e *entry, last bool) {
	u := exchange.Unit{Note: strings.Join(e.notes, "\n"), Fault: e.fault}
	readStamp(&u, e.comments)
	u.Line, u.Col = r.Position(e.offset)
	// Where translate-toolkit has dropped msgctxt and then finds two entries with one msgid, it makes the reference a msgctxt.
	noContext := e.context == nil || slices.Contains(e.references, string(e.context))
	if key := string(e.context); !noContext && key != u.Key {
		u.Key, u.ExportedHash = key, "" // the stamp came from another entry
	}
	if u.Page = exchange.PageOf(u.Key); u.Fault == nil {
		if last && truncated(e) {
			r.refuse(&u, "the last msgstr is long and ends in a space or a line end, and its msgid does not: the file was cut short; get it again, or take the space out")
		}
		r.texts(&u, e)
	}
	if i, twice := r.units[u.Key]; twice && u.Key != "" {
		first := &r.document.Units[i]
		if first.Source == u.Source && first.Text == u.Text && first.Fault == nil && u.Fault == nil {
			return // the same once more
		}
		r.refuse(&u, fmt.Sprintf("the msgctxt %s stands already in line %d: keep one of the two", exchange.Excerpt(u.Key), first.Line))
		r.refuse(first, fmt.Sprintf("the msgctxt %s stands in line %d too: keep one of the two", exchange.Excerpt(u.Key), u.Line))
	}
	r.units[u.Key] = len(r.document.Units)
	r.document.Units = append(r.document.Units, u)
}

const longestUnbroken = 60 // bytes of a text that no tool breaks into lines

// truncated reports whether the last entry looks as if lines of its msgstr were missing: tools break lines after spaces and line ends. A short one on
// the line of its keyword was not broken.
func truncated(e *entry) bool {
	if e.pieces < 2 && len(e.strs[len(e.strs)-1]) <= longestUnbroken {
		return false
	}
	whole := func(text []byte) bool { return len(bytes.TrimRight(text, " \n")) == len(text) }
	return !whole(e.strs[len(e.strs)-1]) && whole(slices.Concat(e.id, e.plural))
}

// texts sets the unit's texts. A fuzzy translation is one of an earlier English text.
func (r *reader) texts(u *exchange.Unit, e *entry) {
	u.Source.Other = string(e.id)
	text := catalog.Forms{Other: string(e.strs[0])}
	if e.plural != nil {
		u.Source = catalog.Forms{One: string(e.id), Other: string(e.plural)}
		text = catalog.Forms{}
		for i, form := range r.forms {
			if form < 0 {
				u.Lacking = append(u.Lacking, r.categories[i])
			} else if form < len(e.strs) {
				text = text.With(r.categories[i], string(e.strs[form]))
			}
		}
		if r.formCount == 0 && len(e.strs[0]) > 0 {
			text.Other = string(e.strs[0]) // to be refused
		}
	}
	switch {
	case text.Empty():
		u.State = exchange.ImportedState(u.State, false)
	case e.fuzzy:
		u.State, u.Previous.Text = exchange.Outdated, text
		if catalog.Hash(text) != u.ExportedHash {
			r.refuse(u, "the entry is marked as fuzzy, that is as not done: take the mark away when the translation is right")
		}
	default:
		u.State, u.Text = exchange.ImportedState(u.State, true), text
	}
	if e.plural != nil && !text.Empty() {
		r.refuse(u, r.pluralFault)
		if len(e.strs) != r.formCount {
			r.refuse(u, fmt.Sprintf("the entry has %d plural forms and the header %d: translate each", len(e.strs), r.formCount))
		}
	}
}

func (r *reader) refuse(u *exchange.Unit, msg string) { u.Refuse(r.File, u.Line, u.Col, msg) }

var stampPattern = regexp.MustCompile(`^parlance: ([A-Za-z0-9._/-]+) (missing|outdated|draft|reviewed) (sha1-[0-9a-f]{40})$`)

// exportStamp returns the comment that says what a unit is exported with; stampPattern matches it.
func exportStamp(u *exchange.Unit, text catalog.Forms) string {
	return fmt.Sprintf("parlance: %s %s %s", u.Key, u.State, catalog.Hash(text))
}

// readStamp sets what the export stamp among a translator's comments says of a unit, and the unit's comments to the others. The last stamp
// counts, because people's comments come before it. If there are stamps of several keys, a tool has joined entries, and none counts.
func readStamp(u *exchange.Unit, comments []string) {
	several := false
	for _, c := range comments {
		m := stampPattern.FindStringSubmatch(strings.TrimSpace(c))
		if m == nil {
			u.Comments = append(u.Comments, c)
			continue
		}
		several = several || u.Key != "" && u.Key != m[1]
		u.Key, u.State, u.ExportedHash = m[1], exchange.State(m[2]), m[3]
	}
	if several {
		u.Key, u.State, u.ExportedHash = "", "", ""
	}
}
