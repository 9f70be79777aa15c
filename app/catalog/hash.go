package catalog

import (
	"crypto/sha1"
	"encoding/hex"
	"strconv"
	"strings"
)

// Hash returns the hash of an English text, or of a translation that a sign-off names: "sha1-" and 40 hexadecimal digits. It
// covers every form. For a message with the form other alone, it is the one that goi18n merge computes; for one with plural forms
// too, once it carries its [description] in the English catalog (goi18n takes description and other, and no other form).
func Hash(f Forms) string {
	sum := sha1.Sum([]byte(description(f) + f.Other))
	return "sha1-" + hex.EncodeToString(sum[:])
}

// description returns the description that an English message with plural forms carries, so that goi18n's hash covers all of
// them: every form besides other, quoted so that no two messages have the same bytes. It is "" for a message without them.
func description(f Forms) string {
	if !f.Plural() {
		return ""
	}
	var b strings.Builder
	for _, c := range f.Filled() {
		if c != "other" {
			b.WriteString(c + ": " + strconv.Quote(f.Get(c)) + "; ")
		}
	}
	return b.String() + "other:"
}
