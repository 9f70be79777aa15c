package team

import (
	"strings"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// values returns the fields of a person in the order in which they are written, "" for one that is left out.
func values(p Person) [][2]string {
	quote := func(s string) string {
		if s == "" {
			return ""
		}
		return tomltext.QuoteBasic(s)
	}
	list := func(tags []string) string {
		var quoted []string
		for _, tag := range tags {
			quoted = append(quoted, quote(tag))
		}
		if len(quoted) == 0 {
			return ""
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	yes := map[bool]string{true: "true"}
	return [][2]string{
		{"name", quote(p.Name)}, {"mail", quote(p.Mail)}, {"issuer", quote(p.Issuer)}, {"subject", quote(p.Subject)},
		{"translator", list(p.Translator)}, {"reviewer", list(p.Reviewer)}, {"author", yes[p.Author]}, {"admin", yes[p.Admin]},
	}
}

// with returns the text of the file with a person in the place of the one at index i, or at the end where i is -1. Every comment stays (law 3): one
// behind a value that changes is moved to a line of its own above it.
func (t *Team) with(i int, p Person) string {
	if i < 0 {
		return t.withNew(p)
	}
	b := t.blocks[i]
	before := map[string]string{}
	for _, v := range values(t.People[i]) {
		before[v[0]] = v[1]
	}
	line := strings.IndexByte(t.text[b.start:b.end], '\n')
	if line < 0 {
		line = b.end - b.start - 1
	}
	last := b.start + line + 1 // where a new field goes: behind those there are
	var text, added strings.Builder
	at := 0
	copyTo := func(end int) {
		text.WriteString(t.text[at:end])
		at = end
	}
	wanted := map[string]string{}
	for _, v := range values(p) {
		wanted[v[0]] = v[1]
	}
	seen := map[string]bool{}
	for _, f := range b.fields {
		seen[f.key], last = true, f.end
		if wanted[f.key] == before[f.key] {
			continue
		}
		copyTo(f.start)
		for _, c := range comments(t.text[f.start:f.end]) {
			text.WriteString(c + "\n")
		}
		if wanted[f.key] != "" {
			text.WriteString(f.key + " = " + wanted[f.key] + "\n")
		}
		at = f.end
	}
	for _, v := range values(p) {
		if v[1] != "" && !seen[v[0]] {
			added.WriteString(v[0] + " = " + v[1] + "\n")
		}
	}
	if last > at {
		copyTo(last)
	}
	if s := text.String(); s != "" && !strings.HasSuffix(s, "\n") {
		text.WriteByte('\n')
	}
	text.WriteString(added.String())
	copyTo(len(t.text))
	return text.String()
}

// withNew returns the text of the file with a person at the end.
func (t *Team) withNew(p Person) string {
	text := strings.TrimRight(t.text, "\n")
	if text != "" {
		text += "\n\n"
	}
	text += "[[person]]\n"
	for _, v := range values(p) {
		if v[1] != "" {
			text += v[0] + " = " + v[1] + "\n"
		}
	}
	return text
}

// without returns the text of the file without the person at index i. Comments of their block that stand on lines of their own stay.
func (t *Team) without(i int) string {
	b := t.blocks[i]
	kept := ""
	at := b.start
	if line := strings.IndexByte(t.text[b.start:b.end], '\n'); line >= 0 {
		at += line + 1
	} else {
		at = b.end
	}
	for _, f := range append(b.fields, field{start: b.end, end: b.end}) {
		if f.start > at {
			kept += t.text[at:f.start]
		}
		at = max(at, f.end)
	}
	if strings.TrimSpace(kept) == "" {
		kept = ""
	}
	return t.text[:b.start] + kept + t.text[b.end:]
}

// fieldLength returns how long the field is that a text begins with: its lines, without the comment lines and blank lines behind it.
func fieldLength(text string) int {
	end, depth := 0, 0
	scan(text, func(i int, c byte) bool {
		switch c {
		case '[':
			depth++
		case ']':
			depth--
		case '\n':
			if depth <= 0 {
				end = i + 1
				return false
			}
		}
		return true
	})
	if end == 0 { // no line ends behind it
		return len(text)
	}
	return end
}

// comments returns the comments inside of a field, in their order.
func comments(text string) (list []string) {
	scan(text, func(i int, c byte) bool {
		if c == '#' {
			line, _, _ := strings.Cut(text[i:], "\n")
			list = append(list, strings.TrimSpace(line))
		}
		return true
	})
	return list
}

// scan calls yield with every byte of TOML that stands outside of a text, until it returns false. Of a comment it gets only the first byte and the line end.
func scan(toml string, yield func(i int, c byte) bool) {
	for i := 0; i < len(toml); i++ {
		c := toml[i]
		if c == '"' || c == '\'' {
			i = textEnd(toml, i)
			continue
		}
		if !yield(i, c) {
			return
		}
		if c == '#' {
			if line := strings.IndexByte(toml[i:], '\n'); line >= 0 {
				i += line - 1
			} else {
				return
			}
		}
	}
}

// textEnd returns the offset of the last byte of the text that begins at i.
func textEnd(toml string, i int) int {
	mark := toml[i : i+1]
	if long := strings.Repeat(mark, 3); strings.HasPrefix(toml[i:], long) {
		mark = long
	}
	for j := i + len(mark); j < len(toml); j++ {
		switch {
		case toml[j] == '\\' && mark[0] == '"':
			j++
		case strings.HasPrefix(toml[j:], mark):
			for j += len(mark); len(mark) == 3 && j < len(toml) && toml[j] == mark[0]; j++ { // up to two more marks belong to it
			}
			return j - 1
		}
	}
	return len(toml)
}
