package store

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Fault is one thing that is wrong with one file, with the position at which a person can correct it.
type Fault struct {
	File string // as the person named it, for example "content/safety.md"
	Line int    // from 1; 0 for the whole file
	Col  int    // from 1, in characters and not in bytes; 0 for the whole line
	Msg  string // what is wrong and what to do, lower case
}

// Error returns "file:line:col: message", the form that editors and terminals turn into a link.
func (f *Fault) Error() string {
	switch {
	case f.Line == 0:
		return fmt.Sprintf("%s: %s", f.File, f.Msg)
	case f.Col == 0:
		return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Msg)
	}
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Col, f.Msg)
}

// At returns a fault at a byte offset of data, with a message as of [fmt.Sprintf]. For an offset outside data it is at the nearest end.
func At(file string, data []byte, offset int, format string, args ...any) *Fault {
	line, col := Position(data, offset)
	return &Fault{File: file, Line: line, Col: col, Msg: fmt.Sprintf(format, args...)}
}

// Position returns the line and the column of a byte offset, both from 1. The column counts characters.
func Position(data []byte, offset int) (line, col int) {
	offset = max(0, min(offset, len(data)))
	before := data[:offset]
	line = 1 + bytes.Count(before, []byte{'\n'})
	start := bytes.LastIndexByte(before, '\n') + 1
	return line, 1 + utf8.RuneCount(before[start:])
}

// InvalidUTF8 returns the offset of the first byte of data that is not UTF-8, -1 if there is none.
func InvalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; ; {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
}

// Faults are all the faults of one reading, in the order in which they were found.
type Faults []*Fault

// Error returns the faults, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the faults as an error, nil if there are none.
func (fs Faults) Err() error {
	if len(fs) == 0 {
		return nil
	}
	return fs
}
