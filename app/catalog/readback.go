package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parlance/parlance/app/store"
)

// ReadBack is what a program that saw a translation alone said in English that it says: one line of readbacks.jsonl. It holds for the translation with that
// hash, and no other.
type ReadBack struct {
	Key     string            `json:"key"`
	Text    string            `json:"text"`    // Hash of the translation
	English map[string]string `json:"english"` // by plural category; "other" alone where the text counts nothing
	By      string            `json:"by"`
	At      time.Time         `json:"at"`
}

// Line returns the read-back as a line of its file, with its line end. The error names the member that cannot stand there, or the length.
func (r ReadBack) Line() ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, err
	}
	if line.Len() > maxReadBack {
		return nil, fmt.Errorf("the read-back is longer than %d KB", maxReadBack>>10)
	}
	return line.Bytes(), nil
}

const maxReadBack = 128 << 10 // bytes of a line

func (r ReadBack) check() error {
	switch {
	case validateKey(r.Key) != "":
		return errors.New(validateKey(r.Key))
	case !hashForm.MatchString(r.Text):
		return errors.New("text is no hash: it must be sha1- and 40 hexadecimal digits")
	case strings.TrimSpace(r.By) == "" || strings.ContainsFunc(r.By, IsInvisible):
		return errors.New("by must say who, in plain text")
	case r.At.IsZero():
		return errors.New("at is missing: it must say when, for example 2026-11-22T10:00:00Z")
	case r.Forms().Empty():
		return errors.New("english is missing: it must say what the translation says")
	}
	return nil
}

// Forms returns the English by plural categories.
func (r ReadBack) Forms() (f Forms) {
	for category, text := range r.English {
		f = f.With(category, text)
	}
	return f
}

// ReadBacks are those of one locale: the newest of each translation. They are never changed.
type ReadBacks map[[2]string]ReadBack

// ParseReadBacks returns what a file of read-backs holds. A line that cannot be read, as a crash or a merge leaves it, is a fault and costs itself alone (law 9):
// its text is read back again.
func ParseReadBacks(file string, data []byte) (ReadBacks, store.Faults) {
	all, faults := ReadBacks{}, store.Faults(nil)
	number := 0
	for line := range bytes.Lines(plainLines(data)) {
		number++
		if line = bytes.TrimSpace(line); len(line) == 0 || conflictMark.Match(line) {
			continue
		}
		var r ReadBack
		err := json.Unmarshal(line, &r)
		if err == nil && utf8.Valid(line) {
			err = r.check()
		} else {
			err = errors.New("this line is no read-back: delete it, and parlance readback asks again")
		}
		if err != nil {
			faults = append(faults, &store.Fault{File: file, Line: number, Col: 1, Msg: err.Error()})
			continue
		}
		at := [2]string{r.Key, r.Text}
		if before, ok := all[at]; !ok || !r.At.Before(before.At) {
			all[at] = r
		}
	}
	return all, faults
}

// Of returns the read-back of a translation, whatever English it was made for.
func (r ReadBacks) Of(key string, text Forms) (ReadBack, bool) {
	if len(r) == 0 {
		return ReadBack{}, false
	}
	one, ok := r[[2]string{key, Hash(text)}]
	return one, ok
}

// Newest returns the newest read-back of a key, whatever words it is of.
func (r ReadBacks) Newest(key string) (newest ReadBack, ok bool) {
	for at, one := range r {
		if at[0] == key && (!ok || one.At.After(newest.At)) {
			newest, ok = one, true
		}
	}
	return newest, ok
}
