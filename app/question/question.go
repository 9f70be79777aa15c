// Package question holds what people who translate ask about single texts, and what they are answered: the lines of locales/<tag>/questions.jsonl.
//
// It promises: a line that was appended is never touched (law 3); a line that cannot be read costs no other. The file names persons: it is served,
// published and embedded nowhere.
package question

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"
	"unicode/utf8"

	"github.com/parlance/parlance/app/store"
)

// Name is the name of the file in the folder of a locale.
const Name = "questions.jsonl"

// MaxText is how many letters a question or an answer may have.
const MaxText = 4000

// Addressee is who is asked.
type Addressee string

// The addressees.
const (
	ToAuthor     Addressee = "author"     // of the English
	ToColleagues Addressee = "colleagues" // who translate into the same language
)

// Kind is the kind of a line.
type Kind string

// The kinds.
const (
	KindQuestion Kind = "question"
	KindAnswer   Kind = "answer" // to the question whose id is Of
)

// Record is one line. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type Record struct {
	Kind   Kind      `json:"kind"`
	Key    string    `json:"key"`
	Source string    `json:"source,omitempty"` // of a question: hash of the English that it is about
	To     Addressee `json:"to,omitempty"`     // of a question
	Of     string    `json:"of,omitempty"`     // of an answer
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
}

// Question is a question with its answers, the oldest first.
type Question struct {
	Record
	ID      string // begins the SHA-256 of its line, in hexadecimal digits
	Answers []Record
}

// Path returns the path of a locale's questions inside the locales tree.
func Path(tag string) string { return path.Join(tag, Name) }

// Read returns the questions about the texts of a locale, the oldest first; none where nobody has asked. The faults are of lines that cannot be read, and the
// error is that the file cannot.
func Read(tree store.Tree, tag string) (list []*Question, faults store.Faults, err error) {
	data, err := store.ReadFile(tree, Path(tag))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	} else if err != nil {
		return nil, nil, err
	}
	list, faults = parse(tree.Path(Path(tag)), data)
	return list, faults, nil
}

func parse(name string, data []byte) (list []*Question, faults store.Faults) {
	byID, number := map[string]*Question{}, 0
	for line := range bytes.Lines(data) {
		number++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var r Record
		err := json.Unmarshal(line, &r)
		asked := byID[r.Of]
		switch {
		case err == nil && r.Kind == KindQuestion && r.Key != "":
			q := &Question{Record: r, ID: id(line)}
			byID[q.ID], list = q, append(list, q)
		case err == nil && r.Kind == KindAnswer && asked != nil:
			asked.Answers = append(asked.Answers, r)
		default:
			faults = append(faults, &store.Fault{File: name, Line: number, Msg: "this line is no question and no answer to one: it is torn, or was changed; mend it, or delete it once nothing of it is wanted"})
		}
	}
	return list, faults
}

// id returns what a question is called by.
func id(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:6])
}

// Append adds a record to the questions of a locale, and returns once it outlives a crash.
func Append(locales store.Writer, tag string, r Record) error {
	if r.Text == "" || utf8.RuneCountInString(r.Text) > MaxText {
		return fmt.Errorf("a question or an answer has 1 to %d letters", MaxText)
	}
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return locales.Append(Path(tag), func([]byte) ([]byte, error) { return append(line, '\n'), nil })
}
