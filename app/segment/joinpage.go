package segment

import (
	"fmt"
	"slices"
	"strings"
)

// place says how a segment is written in its page.
type place uint8

const (
	placeFront     place = iota // a TOML string
	placeParagraph              // lines that begin a paragraph
	placeSetext                 // lines above an underline
	placeATX                    // the rest of a line after "#"
	placeCell                   // after a "|"
	placeFirstCell              // at the start of a row without a "|"
	placeAlt                    // between "![" and "]"
)

// Join writes the page with other texts in the places of its segments; texts[i] is for segment i. A segment's raw text
// ([Page.Raw]) leaves its bytes as they are, and so does an empty text. Any other text is written so that the blocks
// stay the same: on one line but for hard breaks, escaped or quoted as its place demands.
func (p *Page) Join(texts []string) []byte {
	order := make([]int, 0, len(p.Segments))
	for i := range min(len(texts), len(p.Segments)) {
		order = append(order, i)
	}
	slices.SortFunc(order, func(a, b int) int { return p.Segments[a].Start - p.Segments[b].Start })
	out := make([]byte, 0, len(p.source))
	done := 0
	for _, i := range order {
		s := p.Segments[i]
		out = append(out, p.source[done:s.Start]...)
		out = append(out, p.written(i, texts[i])...)
		done = s.End
	}
	return append(out, p.source[done:]...)
}

// written gives a text as it is written in the place of segment i.
func (p *Page) written(i int, text string) string {
	raw := p.Raw(i)
	if text == raw || p.places[i] == placeFront && strings.TrimSpace(text) == "" {
		return raw
	}
	if p.places[i] == placeFront {
		return quoteTOML(text)
	}
	lines := strings.Split(normal(strings.ReplaceAll(text, "\r\n", "\n")), "\\\n")
	line := strings.TrimSpace(strings.Join(lines, " "))
	if line == "" {
		return raw
	}
	switch p.places[i] {
	case placeATX:
		return writtenATX(line)
	case placeCell, placeFirstCell:
		return p.writtenCell(i, line)
	case placeAlt:
		return writtenAlt(line)
	}
	return p.writtenLines(i, lines)
}

// writtenLines keeps a text from beginning any block but a paragraph, and gives each line after a hard break the marks of
// the containers it stands in.
func (p *Page) writtenLines(i int, lines []string) string {
	if _, err := Inline(strings.Join(lines, "\\\n")); err != nil {
		for j := range lines {
			lines[j] = escapeStart(lines[j])
		}
	}
	if len(lines) == 1 {
		return lines[0]
	}
	end := "\n"
	start := p.Segments[i].Start
	if strings.Contains(string(p.source[:min(start, 8)]), "\r\n") {
		end = "\r\n"
	}
	return strings.Join(lines, "\\"+end+p.prefix(start))
}

// prefix gives what continues the containers of a line in the lines after it: quote marks stay, list marks become spaces.
func (p *Page) prefix(start int) string {
	from := start
	for from > 0 && p.source[from-1] != '\n' {
		from--
	}
	return strings.Map(func(c rune) rune {
		if c == '>' || c == '\t' {
			return c
		}
		return ' '
	}, string(p.source[from:start]))
}

// escapeStart puts a backslash before what a line begins with, where that could be the mark of a block.
func escapeStart(line string) string {
	if line == "" {
		return line
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 {
		if digits < len(line) && (line[digits] == '.' || line[digits] == ')') {
			return line[:digits] + `\` + line[digits:]
		}
		return line
	}
	if isPunct(line[0]) {
		return `\` + line
	}
	return line
}

func isPunct(c byte) bool {
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')
}

// writtenATX keeps "#" at the end of a heading from being taken for its closing marks.
func writtenATX(line string) string {
	body := strings.TrimRight(line, "#")
	if len(body) < len(line) && (body == "" || body[len(body)-1] == ' ') {
		return body + `\` + line[len(body):]
	}
	return line
}

// writtenCell escapes "|", and opens the row with one where the text begins it and could be taken for another block.
func (p *Page) writtenCell(i int, line string) string {
	line = strings.ReplaceAll(line, "|", `\|`)
	if end := p.Segments[i].End; strings.HasSuffix(line, `\`) && end < len(p.source) && p.source[end] == '|' {
		line += " "
	}
	if p.places[i] == placeFirstCell && (isPunct(line[0]) || line[0] >= '0' && line[0] <= '9') {
		return "| " + line
	}
	return line
}

// writtenAlt escapes a text that would end the image's label too soon.
func writtenAlt(line string) string {
	image := "![" + line + "](x)"
	if run, err := inline(grammars.line, image); err == nil && len(run.Children) == 1 {
		if only := run.Children[0]; only.Kind == RunImage && only.End == len(image) && only.Dest == "x" {
			return line
		}
	}
	var b strings.Builder
	for _, c := range line {
		if strings.ContainsRune("\\[]<`*_&!", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// quoteTOML writes a basic string (TOML 1.0, "String").
func quoteTOML(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range normalLine(text) {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c < 0x20 || c == 0x7F:
			fmt.Fprintf(&b, "\\u%04X", c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
