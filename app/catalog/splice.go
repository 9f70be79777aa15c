package catalog

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// edit is a change of the bytes of a file.
type edit struct {
	start, end int // of the bytes that text replaces
	text       string
}

func applyEdits(data []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	var out []byte
	done := 0
	for _, e := range edits {
		out = append(append(out, data[done:e.start]...), e.text...)
		done = e.end
	}
	return append(out, data[done:]...)
}

func insertion(at int, text string) edit { return edit{at, at, text} }

func deletion(at, length int) edit { return edit{at, at + length, ""} }

// setForms returns the changes that make the forms of an entry these.
func (e *entry) setForms(data []byte, forms Forms) (changes []edit) {
	for _, c := range categories {
		text := forms.Get(c)
		switch m := e.member(c); {
		case m == nil && text == "":
		case m == nil:
			at, line := e.insertOffset(data, c), c+" = "+tomltext.Quote(text)+"\n"
			if data[at-1] != '\n' && !slices.ContainsFunc(changes, func(other edit) bool { return other.start == at }) {
				line = "\n" + line
			}
			changes = append(changes, insertion(at, line))
		case m.value != text:
			changes = append(changes, edit{m.offset, m.offset + len(m.raw), tomltext.Quote(text)})
		}
	}
	return changes
}

// pairOffset returns where the lines of a previous translation stand above a header, -1 where they are written in another way, or not at all.
func pairOffset(data []byte, header int, p Previous) int {
	lead := data[belowSource(data, header):header]
	lines := []byte(strings.Join(p.lines(), "\n") + "\n")
	for at := 0; ; at++ {
		i := bytes.Index(lead[at:], lines)
		if i < 0 {
			return -1
		}
		at += i
		above := markAt(lead, bytes.LastIndexByte(lead[:max(0, at-1)], '\n')+1)
		begins := at == 0 || lead[at-1] == '\n' && above != markOld && (above != markPrevious || !p.Source.Empty())
		if begins && markAt(lead, at+len(lines)) != markPrevious {
			return header - len(lead) + at
		}
	}
}

// markAt returns the mark of the line that begins at an offset.
func markAt(data []byte, offset int) string {
	line, _, _ := bytes.Cut(data[offset:], []byte{'\n'})
	mark, _ := splitMark(string(line))
	return mark
}

// insertOffset returns the offset of the line at which a member that the entry lacks belongs.
func (e *entry) insertOffset(data []byte, name string) int {
	at := lineEnd(data, e.offset)
	for _, before := range memberNames[:slices.Index(memberNames, name)] {
		if m := e.member(before); m != nil {
			at = max(at, lineEnd(data, m.offset+len(m.raw)))
		}
	}
	return at
}

// belowSource returns the offset of the line below the last line of English above a header, where the newest pair belongs.
func belowSource(data []byte, header int) int {
	at := bytes.LastIndexByte(data[:header], '\n') + 1
	for end := at; end > 0; {
		start := bytes.LastIndexByte(data[:end-1], '\n') + 1
		if m, _ := splitMark(strings.TrimSpace(string(data[start:end]))); m == markSource {
			return end
		}
		end = start
	}
	return at
}
