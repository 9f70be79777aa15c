package catalog

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// SyncInterface returns the interface's English catalog with what goi18n needs, and all else as people wrote it. A message with plural
// forms gets the description that makes its hash cover all of them. A description of a person's would change the hash unseen, so it
// becomes a "#." line, which every locale's catalog shows.
func SyncInterface(old *File) *File {
	if old.faulty {
		return old
	}
	var edits []edit
	data := bytes.ReplaceAll(old.source, []byte("\r\n"), []byte("\n"))
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(data, '\n')
	}
	for _, e := range old.layout().entries {
		edits = append(edits, descriptionEdits(data, e)...)
	}
	if len(edits) == 0 {
		return old
	}
	f, _ := parseAs(old.name, applyEdits(data, edits), old.page)
	return f
}

// edit replaces the bytes from start to end with text.
type edit struct {
	start, end int
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

// toolDescription matches descriptions that the tool wrote.
var toolDescription = regexp.MustCompile(`^((zero|one|two|few|many): "([^"\\]|\\.)*"; )+other:$`)

func descriptionEdits(data []byte, e *entry) (edits []edit) {
	want, m := description(e.forms()), e.member("description")
	if m == nil && want == "" || m != nil && m.value == want && want != "" {
		return nil
	}
	head := bytes.LastIndexByte(data[:e.offset], '\n') + 1
	if m != nil && m.value != "" && !toolDescription.MatchString(m.value) {
		for line := range strings.SplitSeq(m.value, "\n") {
			edits = append(edits, edit{head, head, withMark(markNote, singleLine(line)) + "\n"})
		}
	}
	switch {
	case m == nil:
		below := lineEnd(data, e.offset)
		return append(edits, edit{below, below, "description = " + quoteValue(want) + "\n"})
	case want != "":
		return append(edits, edit{m.offset, m.offset + len(m.raw), quoteValue(want)})
	}
	if m.trail != "" {
		edits = append(edits, edit{head, head, m.trail + "\n"})
	}
	return append(edits, edit{bytes.LastIndexByte(data[:m.offset], '\n') + 1, lineEnd(data, m.offset+len(m.raw)), ""})
}

// lineEnd returns the offset behind the line that offset stands in.
func lineEnd(data []byte, offset int) int {
	if i := bytes.IndexByte(data[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(data)
}
