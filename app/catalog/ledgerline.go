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
	"unicode/utf8"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// ledgerLine is what stands in one line of a ledger, or in several where an editor has broken a record into lines.
type ledgerLine struct {
	number int // of the first, from 1
	text   []byte
	marks  string // of a merge that was left behind, all of whose lines stand there: they are no records, and hold none up
}

const maxJoined = 40 // lines of one record

var conflictMark = regexp.MustCompile(`^(<{7}|={7}|>{7}|\|{7})( |$)`)

// ledgerLines returns the lines of a ledger that may be records. What tools make of a file is no fault (R40): a byte order mark, other line ends, a
// record broken into lines or followed by a comma, two in one line.
func ledgerLines(data []byte) (all []ledgerLine) {
	lines := bytes.Split(plainLines(data), []byte{'\n'})
	ends := -1 // of the merge that is being read
	for i := 0; i < len(lines); i++ {
		line := bytes.TrimSpace(lines[i])
		if conflictMark.Match(line) && i > ends && line[0] == '<' {
			if ends = conflictEnd(lines, i); ends > i {
				all = append(all, ledgerLine{number: i + 1, marks: string(bytes.Join(lines[i:ends+1], []byte{'\n'}))})
			}
		}
		if len(line) == 0 || len(line) <= 2 && (line[0] == '[' || line[0] == ']') || i <= ends && conflictMark.Match(line) {
			continue
		}
		n := 0
		line, n = joined(line, lines[i+1:])
		for _, record := range records(line) {
			all = append(all, ledgerLine{number: i + 1, text: record})
		}
		i += n
	}
	return all
}

// conflictEnd returns the line of the last mark of a merge that begins in a line, -1 where it is not whole.
func conflictEnd(lines [][]byte, start int) int {
	middle := false
	for i := start + 1; i < len(lines); i++ {
		switch line := bytes.TrimSpace(lines[i]); {
		case !conflictMark.Match(line):
		case line[0] == '=':
			middle = true
		case line[0] == '>' && middle:
			return i
		case line[0] != '|':
			return -1
		}
	}
	return -1
}

// joined returns a line with those below it that belong to its record, and their number.
func joined(line []byte, below [][]byte) (all []byte, n int) {
	whole := bytes.TrimRight(line, ", \t")
	if line[0] != '{' || json.Valid(whole) || whole[len(whole)-1] == '}' {
		return whole, 0
	}
	all = bytes.Clone(line)
	for i, l := range below[:min(len(below), maxJoined)] {
		if l = bytes.TrimSpace(l); len(l) > 0 && l[0] == '{' {
			break
		}
		all = append(append(all, ' '), l...)
		if whole := bytes.TrimRight(all, ", "); bytes.HasSuffix(whole, []byte("}")) && json.Valid(whole) {
			return whole, i + 1
		}
	}
	return line, 0
}

// records splits a line that holds several records.
func records(line []byte) (all [][]byte) {
	d := json.NewDecoder(bytes.NewReader(line))
	for {
		var one json.RawMessage
		if d.Decode(&one) != nil {
			break
		}
		all = append(all, one)
	}
	if len(all) < 2 || len(bytes.TrimSpace(line[d.InputOffset():])) > 0 {
		return [][]byte{line}
	}
	return all
}

// explainRecord says what is wrong with a line that is no record, in the words of whoever edits it (R46).
func explainRecord(line []byte, err error) error {
	const counts = "; it counts for nothing until it is mended"
	text := string(line)
	var badTime *time.ParseError
	switch {
	case conflictMark.Match(line):
		return errors.New(tomltext.ConflictAdvice(text))
	case errors.As(err, &badTime):
		return errors.New("at must say when, for example 2026-11-22T10:00:00Z" + counts)
	case strings.HasPrefix(text, "#"), strings.HasPrefix(text, "//"):
		return errors.New("a ledger has no comments: delete the line, or, if it is a record, what stands before it" + counts)
	case !strings.HasPrefix(text, "{"):
		return errors.New("this line is no record, which stands between { and }: delete what was added" + counts)
	}
	for _, r := range text {
		if r < ' ' && r != '\t' || r == 0x7F {
			return fmt.Errorf("the line holds a character that cannot be seen (U+%04X): delete it%s", r, counts)
		}
	}
	if i := strings.IndexAny(text, "“”„«»‘’"); i >= 0 {
		r, _ := utf8.DecodeRuneInString(text[i:])
		return fmt.Errorf("%c (U+%04X) is a typographic quotation mark: write \"%s", r, r, counts)
	}
	switch {
	case strings.HasPrefix(text, "{'"):
		return errors.New("the names and texts of a record stand between two \" marks, not between two '" + counts)
	case !strings.HasSuffix(text, "}"):
		return errors.New("the line is cut short: bring back its end, or delete it" + counts)
	}
	return errors.New("this is no record as parlance review writes it: mend it, or delete it" + counts)
}

// Words are the forms of a text as a record holds them: a JSON string where there is the form other alone, and otherwise an object with the plural
// categories as names.
type Words Forms

// MarshalJSON implements [json.Marshaler].
func (w Words) MarshalJSON() ([]byte, error) {
	f := Forms(w)
	if !f.Plural() {
		line, err := encodeLine(f.Other)
		return bytes.TrimSpace(line), err
	}
	object := []byte{'{'}
	for i, c := range f.Filled() {
		text, err := encodeLine(f.Get(c))
		if err != nil {
			return nil, err
		}
		if i > 0 {
			object = append(object, ',')
		}
		object = append(append(object, `"`+c+`":`...), bytes.TrimSpace(text)...)
	}
	return append(object, '}'), nil
}

// UnmarshalJSON implements [json.Unmarshaler]. It is an error if a name is no plural category.
func (w *Words) UnmarshalJSON(data []byte) error {
	var f Forms
	if bytes.HasPrefix(data, []byte{'{'}) {
		var texts map[string]string
		if err := json.Unmarshal(data, &texts); err != nil {
			return err
		}
		for c, text := range texts {
			if !slices.Contains(categories[:], c) {
				return fmt.Errorf("words: %q is no plural category", c)
			}
			f = f.With(c, text)
		}
	} else if err := json.Unmarshal(data, &f.Other); err != nil {
		return err
	}
	*w = Words(f)
	return nil
}
