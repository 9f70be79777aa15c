package catalog

import (
	"bytes"
	"strings"
)

// swift reads a catalog that holds nothing but what the tool itself writes: its own comments, headers at the beginning of a line, and
// texts that stand in one line. That is nearly every catalog, and reading it so takes an eighth of the time. Whatever else it meets, it gives
// up, and the file is read from its beginning in the way that knows everything and names every fault.
type swift struct {
	text string // of the whole file
	page bool
	at   int // where the line begins that is read next
	line int // its number, from 1
	f    *File

	notes, source, old, former, hints []string // of the entry whose lines are being read
	previous                          []Previous
	places                            []place
}

// readSwiftly gives false where the file is to be read fully.
func (f *File) readSwiftly() bool {
	if len(f.source) > MaxBytes || bytes.HasPrefix(f.source, []byte("\uFEFF")) {
		return false
	}
	entries := bytes.Count(f.source, []byte("\n[")) + 1
	if entries > MaxMessages {
		return false
	}
	s := swift{text: string(f.source), page: f.page, f: f, line: 1}
	f.messages, f.index = make([]Message, 0, entries), make(map[string]int, entries)
	s.places = make([]place, 0, 2*entries)
	if !s.read() || !s.apart() {
		f.messages, f.index = nil, nil
		return false
	}
	f.plain = true
	return true
}

// read takes every line of the file.
func (s *swift) read() bool {
	for {
		line, ok := s.next()
		switch {
		case !ok:
			return !s.begun()
		case line == "":
		case line[0] == '#' && s.comment(line):
		case line[0] == '[' && s.entry(line):
		default:
			return false
		}
	}
}

// next gives the next line without its end; ok is false behind the last.
func (s *swift) next() (line string, ok bool) {
	if s.at >= len(s.text) {
		return "", false
	}
	line = s.text[s.at:]
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	s.at += len(line) + 1
	s.line++
	return line, true
}

// begun says that lines of an entry were read whose header is still to come.
func (s *swift) begun() bool {
	return len(s.notes)+len(s.source)+len(s.old)+len(s.former)+len(s.hints)+len(s.previous) > 0
}

// comment takes one of the tool's comments, in the order in which the tool writes them.
func (s *swift) comment(line string) bool {
	mark, text := marked(line)
	if mark == "" || !harmless(text) {
		return false
	}
	switch mark {
	case markNote:
		s.notes = append(s.notes, text)
		return len(s.source)+len(s.old)+len(s.former)+len(s.hints)+len(s.previous) == 0
	case markSource:
		s.source = append(s.source, text)
		return len(s.old)+len(s.former)+len(s.hints)+len(s.previous) == 0
	case markOld:
		if len(s.former) > 0 && !s.pair() {
			return false
		}
		s.old = append(s.old, text)
		return len(s.hints) == 0
	case markPrevious:
		s.former = append(s.former, text)
		return len(s.hints) == 0 && !strings.HasPrefix(text, "[") // not an entry that is gone
	default:
		s.hints = append(s.hints, text)
		return true
	}
}

// pair ends a previous translation. English alone is none ([preludeReader.closePair]).
func (s *swift) pair() bool {
	if len(s.old) > 0 && len(s.former) == 0 {
		return false
	}
	if p := (Previous{Source: readForms(s.old), Text: readForms(s.former)}); !p.Text.Empty() {
		s.previous = append(s.previous, p)
	}
	s.old, s.former = nil, nil
	return true
}

// entry takes a header and the members below it.
func (s *swift) entry(line string) bool {
	key, ok := s.key(line)
	if !ok {
		return false
	}
	if !s.pair() {
		return false
	}
	if _, twice := s.f.index[key]; twice {
		return false
	}
	s.f.index[key] = len(s.f.messages)
	s.f.messages = append(s.f.messages, Message{Key: key, Line: s.line - 1, Col: 1})
	m := &s.f.messages[len(s.f.messages)-1]
	from := len(s.places)
	for s.at < len(s.text) && s.text[s.at] != '\n' {
		line, _ := s.next()
		if !s.member(m, line, from) {
			return false
		}
	}
	m.places = s.places[from:len(s.places):len(s.places)]
	m.Kind, m.Note, m.Source = kindOf(s.notes), joined(s.notes), readForms(s.source)
	m.Previous = s.previous
	if len(s.hints) > 0 {
		m.Suggestions = append([]string(nil), s.hints...)
	}
	s.notes, s.source, s.hints, s.previous = s.notes[:0], s.source[:0], s.hints[:0], nil
	return len(m.places) > 0
}

// joined is strings.Join with newlines.
func joined(lines []string) string {
	if len(lines) == 1 {
		return lines[0]
	}
	return strings.Join(lines, "\n")
}

// apart says that no key is the beginning of another ([reader.conflicts]).
func (s *swift) apart() bool {
	known := "" // with all its beginnings not to be a key
	for i := range s.f.messages {
		key := s.f.messages[i].Key
		parent := key[:max(0, strings.LastIndexByte(key, '.'))]
		for k := parent; k != "" && k != known; k = k[:max(0, strings.LastIndexByte(k, '.'))] {
			if _, taken := s.f.index[k]; taken {
				return false
			}
		}
		known = parent
	}
	return true
}
