// Package exchange compares what translators bring back in a file with the catalogs as they are now. The formats of such files are
// packages of their own, po and xliff, that read and write a [Document]. Bytes in, bytes out.
//
// It promises:
//
//   - [Merge] never overwrites newer text (law 3) and takes no translation of another English (law 2). What it does not take, it names.
//   - Importing what was exported changes nothing (law 5).
//   - A fault costs the unit it stands in, and only what cannot be told apart costs the file (law 9).
//
// # What a file remembers
//
// A file says which site and locale it is of. Each unit says with which text it was exported, as a hash. So an import can tell the translator's
// change from one that was made in the catalog meanwhile. Where a tool drops the hash, a text that the catalog already has is never replaced.
package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// State is the translation status of a unit.
type State string

// The states of a unit.
const (
	Missing  State = "missing"  // no translation
	Outdated State = "outdated" // a translation of an earlier English text
	Draft    State = "draft"    // a translation of today's English that nobody has signed off
	Reviewed State = "reviewed" // one that is signed off
)

// ImportedState returns the state of a unit that was read: the one it was exported with if that agrees with whether it has a translation,
// otherwise Draft or Missing.
func ImportedState(exported State, translated bool) State {
	switch {
	case translated && exported == Reviewed || !translated && exported == Outdated:
		return exported
	case translated:
		return Draft
	}
	return Missing
}

// Document is the content of one exchange file: one locale. The source language is always English.
type Document struct {
	File        string // the name of the file that was read, for faults; "" in a document that was not read
	Site        string // the name of the site, for people
	Fingerprint string // identifies the site ([Fingerprint]); "" in a file whose tool dropped it
	Target      string // the locale, a BCP 47 tag
	Units       []Unit
}

// Unit is one message in one locale.
type Unit struct {
	Key      string
	Page     string        // the slug of its page, or [catalog.InterfaceSlug]: plain texts with placeholders, where those of pages are Markdown
	Note     string        // for translators: its place on the page and the author's note, one line each
	Comments []string      // people's comments on the translation
	Source   catalog.Forms // today's English
	Text     catalog.Forms // the translation of Source; empty where State is Missing or Outdated
	State    State
	Previous catalog.Previous // where State is Outdated: the former translation, and its English if that is known

	// What follows is set in a unit that was read.

	ExportedHash string       // [catalog.Hash] of the text that it was exported with; "" where a tool dropped it
	Fault        *store.Fault // why its text cannot be imported; nil where it can
	Lacking      []string     // plural categories that the file cannot hold: those of fractions alone, in PO files of other tools
	Line, Col    int          // its position in the file, from 1
}

// Refuse sets the unit's fault, at a position of the file, unless it has one or msg is "".
func (u *Unit) Refuse(file string, line, col int, msg string) {
	if u.Fault == nil && msg != "" {
		u.Fault = &store.Fault{File: file, Line: line, Col: col, Msg: msg}
	}
}

// Fingerprint returns what identifies the exports of a site: 16 hexadecimal digits of a hash of its name.
func Fingerprint(site string) string {
	sum := sha256.Sum256([]byte("parlance site\n" + site))
	return hex.EncodeToString(sum[:8])
}

// Units returns the units of a page: one for each message of its English catalog, in that order. local is nil where the locale has no
// catalog of the page. reviewed reports whether the translation of a key is signed off.
func Units(page string, english, local *catalog.File, reviewed func(key string) bool) []Unit {
	units := make([]Unit, 0, len(english.Messages()))
	for _, em := range english.Messages() {
		if em.Forms.Other == "" {
			continue // a fault of the English: nobody can translate it
		}
		u := Unit{Key: em.Key, Page: page, Note: em.Note, Source: em.Forms, State: Missing}
		if local != nil {
			if m, ok := local.Find(em.Key); ok {
				u.setTranslation(m, em, reviewed)
			}
		}
		units = append(units, u)
	}
	return units
}

func (u *Unit) setTranslation(m, english catalog.Message, reviewed func(key string) bool) {
	for _, c := range m.Comments {
		u.Comments = append(u.Comments, strings.TrimSpace(strings.TrimLeft(c, "#")))
	}
	switch {
	case m.Translates(english):
		u.Text, u.State = m.Forms, Draft
		if reviewed(u.Key) {
			u.State = Reviewed
		}
	case !m.Forms.Empty():
		u.State, u.Previous = Outdated, catalog.Previous{Text: m.Forms}
		if catalog.Hash(m.Source) == m.Hash {
			u.Previous.Source = m.Source
		}
	case len(m.Previous) > 0:
		u.State, u.Previous = Outdated, m.Previous[0]
	}
}

// Todo returns the document with only those units that are missing, outdated, or lack a plural form.
func (d Document) Todo() Document {
	all := catalog.Categories(d.Target)
	d.Units = slices.DeleteFunc(slices.Clone(d.Units), func(u Unit) bool {
		return u.Text.Other != "" && len(FormsIn(u.Text, u.Categories(all)).Filled()) == len(u.Categories(all))
	})
	return d
}

// Categories returns the plural categories of the unit's translation, in CLDR's order: all those of the locale if its English has
// plural forms, otherwise other alone.
func (u *Unit) Categories(all []string) []string {
	if !u.Source.Plural() {
		return []string{"other"}
	}
	return all
}

// FormsIn returns the forms of f in these categories alone. A catalog may keep a text in a category that its locale does not have;
// no export shows it.
func FormsIn(f catalog.Forms, categories []string) (in catalog.Forms) {
	for _, c := range categories {
		in = in.With(c, f.Get(c))
	}
	return in
}

// PageOf returns the slug of the page that a key belongs to: the part before the first full stop.
func PageOf(key string) string {
	page, _, _ := strings.Cut(key, ".")
	return page
}

// Limits of an exchange file (law 8).
const (
	MaxBytes = 32 << 20            // its size
	MaxUnits = catalog.MaxMessages // its number of units
)

// Validate returns an error if a document cannot be written: its target is no language tag, a key is invalid or occurs twice, an English
// text is empty, or a text is not UTF-8 or has a NUL character. Catalogs that passed catalog.Parse and CheckEnglish cause none of these.
func (d *Document) Validate() error {
	if !ValidTag(d.Target) {
		return fmt.Errorf("writing an export: %q is no language tag", d.Target)
	}
	known := make(map[string]bool, len(d.Units))
	for i := range d.Units {
		u := &d.Units[i]
		if msg := u.validate(); msg != "" {
			return fmt.Errorf("writing an export: %q: %s", u.Key, msg)
		}
		if known[u.Key] {
			return fmt.Errorf("writing an export: %q stands twice: give each key once", u.Key)
		}
		known[u.Key] = true
	}
	return nil
}

// validate returns why a unit cannot be written, or "".
func (u *Unit) validate() string {
	switch {
	case !keyPattern.MatchString(u.Key):
		return "no key: keys are made of the letters a to z, digits, and . / - _"
	case u.Source.Other == "" || u.Source.Zero+u.Source.Two+u.Source.Few+u.Source.Many != "":
		return "the English needs the form other, and may have one beside it"
	}
	for _, f := range []catalog.Forms{u.Source, u.Text, u.Previous.Source, u.Previous.Text} {
		for _, c := range f.Filled() {
			if text := f.Get(c); !utf8.ValidString(text) || strings.Contains(text, "\x00") {
				return "a text that is not UTF-8, or has a NUL character: mend it in the catalog"
			}
		}
	}
	return ""
}

var (
	keyPattern = regexp.MustCompile(`^[A-Za-z0-9./_-]+$`)
	tagPattern = regexp.MustCompile(`^[A-Za-z0-9-]+$`)
)

// ValidTag reports whether tag has only characters of a BCP 47 tag (RFC 5646, section 2.1): letters, digits and hyphens.
func ValidTag(tag string) bool { return tagPattern.MatchString(tag) }

// OneLine returns a text for a comment or a header, which have one line: control characters become spaces, and invalid UTF-8 U+FFFD.
func OneLine(text string) string {
	return strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text), "\uFFFD")
}
