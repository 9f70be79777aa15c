package exchange

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
)

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
