package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// State is how far the translation of a unit is.
type State string

// The states of a unit, as the design defines them.
const (
	Missing  State = "missing"
	Outdated State = "outdated"
	Draft    State = "draft"
	Reviewed State = "reviewed"
)

// ImportedState returns the state of a unit that was read: the one it was exported with, if a unit with or without a translation can have it.
func ImportedState(exported State, translated bool) State {
	switch {
	case translated && exported == Reviewed || !translated && exported == Outdated:
		return exported
	case translated:
		return Draft
	}
	return Missing
}

// Document is all that is exchanged about one locale. The source language is always English.
type Document struct {
	File        string // the name it was read under, for faults; "" in one that was not read
	Site        string // the name of the site, for people
	Fingerprint string // tells one site from another ([Fingerprint]); "" in a file whose tool dropped it
	Target      string // the locale's BCP 47 tag
	Units       []Unit
}

// Unit is one message in one locale.
type Unit struct {
	Key      string
	Page     string        // the slug of its page, or [catalog.InterfaceSlug]: plain texts with placeholders, where those of pages are Markdown
	Note     string        // for translators: where it stands and what the author says of it, one line each
	Comments []string      // of people, beside the translation
	Source   catalog.Forms // today's English
	Text     catalog.Forms // the translation of Source; empty where State is missing or outdated
	State    State
	Previous catalog.Previous // where State is outdated: the translation of before, and its English if that is known

	Seen      string       // of a unit that was read: the hash of the text that went out with it; "" where a tool dropped it
	Fault     *store.Fault // of a unit that was read: why its text cannot go in; nil where it can
	Line, Col int          // of a unit that was read: where it stands, from 1
}

// Fingerprint gives what tells the exports of a site from those of another: a hash of its name.
func Fingerprint(site string) string {
	sum := sha256.Sum256([]byte("parlance site\n" + site))
	return hex.EncodeToString(sum[:8])
}

// Units gives what a page's catalogs say: a unit for each message of the English one, in its order. local is nil where the
// locale has no such file. reviewed says whether a text that stands for today's English is signed off.
func Units(page string, english, local *catalog.File, reviewed func(key string) bool) []Unit {
	units := make([]Unit, 0, len(english.Messages()))
	for _, em := range english.Messages() {
		u := Unit{Key: em.Key, Page: page, Note: em.Note, Source: em.Forms, State: Missing}
		if local != nil {
			if m, ok := local.Find(em.Key); ok {
				u.take(m, em, reviewed)
			}
		}
		units = append(units, u)
	}
	return units
}

func (u *Unit) take(m, english catalog.Message, reviewed func(key string) bool) {
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

// Todo gives the document with only those units that are missing, outdated, or lack a plural form.
func (d Document) Todo() Document {
	all := catalog.Categories(d.Target)
	d.Units = slices.DeleteFunc(slices.Clone(d.Units), func(u Unit) bool {
		return u.Text.Other != "" && len(Only(u.Text, u.Categories(all)).Filled()) == len(u.Categories(all))
	})
	return d
}

// Categories gives the plural Categories that the unit has in a locale that has all these.
func (u *Unit) Categories(all []string) []string {
	if !u.Source.Plural() {
		return []string{"other"}
	}
	return all
}

// Only gives the texts of those categories alone: a catalog keeps a text in a category that the locale does not have, and no
// file of ours shows it.
func Only(f catalog.Forms, categories []string) (shown catalog.Forms) {
	for _, c := range categories {
		shown = shown.With(c, f.Get(c))
	}
	return shown
}

// PageOf gives the page that a key belongs to: its first part.
func PageOf(key string) string {
	page, _, _ := strings.Cut(key, ".")
	return page
}
