package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/unicode/norm"
)

const (
	maxLine  = 64 << 10        // longest line of a ledger, in bytes
	maxAhead = 5 * time.Minute // how far the clock of whoever wrote a record may be ahead; a time beyond that counts as now
)

// SignOff is a reviewer's statement that a translation says what an English text says. Any later edit of the English ends it; an edit of the translation
// makes a draft beside it.
type SignOff struct {
	Key    string    `json:"key"`
	Source string    `json:"source"` // Hash of the English
	Text   string    `json:"text"`   // Hash of the translation
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Note   string    `json:"note,omitempty"`
	Words  Words     `json:"words,omitzero"` // the translation itself; empty in older records, and where the line would be too long with it
}

const lastYear = 9000 // of a record, so that others can be made later

// Kind is the kind of a line in the ledger.
type Kind string

// The kinds of lines. All kinds share these fields; accept also sets Was.
const (
	KindSignOff Kind = ""       // By has reviewed the translation
	KindRevoke  Kind = "revoke" // takes back the sign-offs of these two texts that are not made later
	KindAccept  Kind = "accept" // the translation stands for a new English text that means the same
	KindCredit  Kind = "credit" // By made the translation

	// KindMachine says that a program, By, made the translation. It is bound to the text: a person's edit ends it.
	KindMachine Kind = "machine"

	// KindCarried is a sign-off of the same two texts under another key, From, that has left the site: By signed it then, at that time. What ends
	// that sign-off ends this one.
	KindCarried Kind = "carried"
)

// Record is one line of the ledger.
type Record struct {
	Kind Kind `json:"kind,omitempty"`
	SignOff
	Was  string `json:"was,omitempty"`  // of [KindAccept]: Hash of the English before, where it is known
	From string `json:"from,omitempty"` // the key that the texts had before they moved, of [KindCarried], [KindCredit] and [KindMachine]
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

// unknownMember returns the name of a member that no record has, "" where there is none.
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
	case !slices.Contains([]Kind{KindSignOff, KindRevoke, KindAccept, KindCredit, KindMachine, KindCarried}, r.Kind):
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
	case strings.ContainsFunc(r.By+r.Note, IsInvisible):
		return errors.New("by or note holds a control or an invisible character: write plain text")
	case r.At.IsZero():
		return errors.New("at is missing: it must say when, for example 2026-11-22T10:00:00Z")
	case r.At.Year() > lastYear:
		return fmt.Errorf("at is after the year %d: correct the date", lastYear)
	case r.Words != Words{} && Hash(Forms(r.Words)) != r.Text:
		return errors.New("words are not those that text names by its hash: bring them back, or delete the member")
	}
	return nil
}

// IsInvisible reports whether a character shows nothing, or changes the direction of the text around it: what cannot be seen lets two names look the same.
// The two joiners have their use in names.
func IsInvisible(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D'
}

// Line returns the record as a line of a ledger, with its line end, without words that make it too long. The error names the field that cannot stand there,
// or the length.
func (r Record) Line() ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	line, err := encodeLine(r)
	if len(line) > maxLine && r.Words != (Words{}) {
		r.Words = Words{}
		line, err = encodeLine(r)
	}
	switch {
	case err != nil:
		return nil, err
	case len(line) > maxLine:
		return nil, fmt.Errorf("the line is longer than %d bytes: shorten its note", maxLine)
	}
	return line, nil
}

// encodeLine returns a value as JSON on one line, with its line end, and without escapes for HTML.
func encodeLine(value any) ([]byte, error) {
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return line.Bytes(), err
}

// SameName compares the names of two persons as people do: case, spaces, what cannot be seen and the spelling of accents do not matter.
func SameName(a, b string) bool { return NameKey(a) == NameKey(b) }

// NameKey returns what is the same for all spellings of a name that [SameName] takes for one.
func NameKey(name string) string {
	visible := runes.Remove(runes.In(unicode.Cf)).String(name)
	return strings.Map(func(r rune) rune {
		first := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			first = min(first, other)
		}
		return first
	}, norm.NFKC.String(strings.Join(strings.Fields(visible), " ")))
}

// Ahead reports whether a time is too far ahead of the clock to be true. In a record it counts as now.
func Ahead(at time.Time) bool { return time.Until(at) > maxAhead }

// SignedWords returns the words of the newest of the sign-offs, all of m's key and oldest first, that stand for an English text with that hash, and whose
// words are known and may be published: the record holds them, or m does, as its text or a previous one with the hash that the sign-off names, or recorded
// returns them, which is asked for words of that hash and may be nil. ok is false where there are none.
func (m Message) SignedWords(signed []SignOff, source string, recorded func(hash string) (Forms, bool)) (words Forms, by SignOff, ok bool) {
	for _, s := range slices.Backward(signed) {
		if s.Source != source {
			continue
		}
		words = m.wordsOf(s)
		if words.Empty() && recorded != nil {
			words, _ = recorded(s.Text)
		}
		if !words.Empty() && words.firstFlaw(true) == "" {
			return words, s, true
		}
	}
	return Forms{}, SignOff{}, false
}

// wordsOf returns the words that a sign-off names, empty where they are not known.
func (m Message) wordsOf(s SignOff) Forms {
	if s.Words != (Words{}) {
		return Forms(s.Words)
	}
	for _, p := range m.texts() {
		if Hash(p.Text) == s.Text {
			return p.Text
		}
	}
	return Forms{}
}
