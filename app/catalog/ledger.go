package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	maxLine      = 16 << 10  // longest line of a ledger, in bytes
	maxClockSkew = time.Hour // how far the clock of whoever signed may be ahead
)

// SignOff is a reviewer's statement that a translation says what an English text says. Any later edit of one of the two ends it.
type SignOff struct {
	Key    string    `json:"key"`
	Source string    `json:"source"` // Hash of the English
	Text   string    `json:"text"`   // Hash of the translation
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Note   string    `json:"note,omitempty"`
}

// Kind is the kind of a line in the ledger.
type Kind string

// The kinds of lines. All kinds share these fields; accept also sets Was.
const (
	KindSignOff Kind = ""       // By has reviewed the translation
	KindRevoke  Kind = "revoke" // takes back the sign-offs of these two texts that are not made later
	KindAccept  Kind = "accept" // the translation stands for a new English text that means the same
	KindCredit  Kind = "credit" // By made the translation

	// KindCarried is a sign-off of the same two texts under another key, From, that has left the site: By signed it then, at that time. What ends
	// that sign-off ends this one.
	KindCarried Kind = "carried"
)

// Record is one line of the ledger.
type Record struct {
	Kind Kind `json:"kind,omitempty"`
	SignOff
	Was  string `json:"was,omitempty"`  // of [KindAccept]: Hash of the English before, where it is known
	From string `json:"from,omitempty"` // the key that the texts had before they moved, of [KindCarried] and [KindCredit]
}

var hashForm = regexp.MustCompile(`^sha1-[0-9a-f]{40}$`)

func parseRecord(line []byte) (r Record, err error) {
	switch {
	case len(line) > maxLine:
		return r, fmt.Errorf("the line is longer than %d bytes: shorten its note", maxLine)
	case !utf8.Valid(line):
		return r, errors.New("the line is not UTF-8: it counts for nothing until it is mended")
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return r, explainRecord(line, err)
	}
	if r.signs() { // the kind of a revocation may have lost its name
		if name := unknownMember(line); name != "" {
			return r, fmt.Errorf("unknown member %q: mend its name, or delete it; the line counts for nothing until then", name)
		}
	}
	return r, r.check()
}

// unknownMember returns the name of a member that no record has, "" where there is none. Newer versions write the words of a sign-off too.
func unknownMember(line []byte) string {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(line, &members); err != nil {
		return ""
	}
	for name := range members {
		switch strings.ToLower(name) { // as encoding/json reads names
		case "kind", "key", "source", "text", "by", "at", "note", "was", "from", "words":
		default:
			return name
		}
	}
	return ""
}

// check returns an error where the record cannot stand in a ledger.
func (r Record) check() error {
	switch {
	case r.Kind != KindSignOff && r.Kind != KindRevoke && r.Kind != KindAccept && r.Kind != KindCredit && r.Kind != KindCarried:
		return fmt.Errorf("unknown kind %q: a newer version may know it", r.Kind)
	case validateKey(r.Key) != "":
		return errors.New(validateKey(r.Key))
	case r.Kind == KindCarried && validateKey(r.From) != "":
		return errors.New("from is no key: it must say under which key the text was signed off")
	case !hashForm.MatchString(r.Source):
		return errors.New("source is no hash: it must be sha1- and 40 hexadecimal digits")
	case r.Was != "" && !hashForm.MatchString(r.Was):
		return errors.New("was is no hash: it must be sha1- and 40 hexadecimal digits")
	case !hashForm.MatchString(r.Text):
		return errors.New("text is no hash: it must be sha1- and 40 hexadecimal digits")
	case strings.TrimSpace(r.By) == "":
		return errors.New("nobody is named: by must say who")
	case strings.ContainsFunc(r.By+r.Note, invisible):
		return errors.New("by or note holds a control or an invisible character: write plain text")
	case r.At.IsZero():
		return errors.New("at is missing: it must say when, for example 2026-11-22T10:00:00Z")
	}
	return nil
}

// invisible reports whether a character shows nothing, or changes the direction of the text around it. The two joiners have their use in names.
func invisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D'
}

// Line returns the record as a line of a ledger, with its line end. The error names the field that cannot stand there, or the length.
func (r Record) Line() ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, err
	}
	if line.Len() > maxLine {
		return nil, fmt.Errorf("the line is longer than %d bytes: shorten its note", maxLine)
	}
	return line.Bytes(), nil
}
