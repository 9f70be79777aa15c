package exchange

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
)

// What a file may hold at most.
const (
	MaxBytes = 32 << 20
	MaxUnits = catalog.MaxMessages
)

// Validate says why a document cannot be written. A catalog that catalog.Parse and CheckEnglish accept gives none of these.
func (d *Document) Validate() error {
	if !ValidTag(d.Target) {
		return fmt.Errorf("writing an export: %q is no language tag", d.Target)
	}
	known := make(map[string]bool, len(d.Units))
	for i := range d.Units {
		u := &d.Units[i]
		if msg := u.vet(); msg != "" {
			return fmt.Errorf("writing an export: %q: %s", u.Key, msg)
		}
		if known[u.Key] {
			return fmt.Errorf("writing an export: %q stands twice: give each key once", u.Key)
		}
		known[u.Key] = true
	}
	return nil
}

func (u *Unit) vet() string {
	switch {
	case !keyLike(u.Key):
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

func keyLike(key string) bool {
	return key != "" && !strings.ContainsFunc(key, func(r rune) bool { return !strings.ContainsRune("./-_", r) && !alphanumeric(r) })
}

// ValidTag reports whether tag is made of the characters of a BCP 47 tag.
func ValidTag(tag string) bool {
	return tag != "" && !strings.ContainsFunc(tag, func(r rune) bool { return r != '-' && !alphanumeric(r) })
}

func alphanumeric(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
