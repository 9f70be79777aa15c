package segment

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/util"
)

// syntax is how a segment is written in its page.
type syntax uint8

const (
	syntaxTOML      syntax = iota // a string of the front matter
	syntaxParagraph               // lines that begin a paragraph
	syntaxSetext                  // lines above an underline
	syntaxATX                     // the rest of a line after "#"
	syntaxCell                    // after a "|"
	syntaxFirstCell               // at the start of a row without a "|"
	syntaxImageText               // between "![" and "]"
)

// syntaxOf returns how segment i is written.
func (p *Page) syntaxOf(i int) syntax {
	s := p.Segments[i]
	before := bytes.TrimRight(p.source[:s.Start], " \t")
	switch {
	case !s.Kind.IsMarkdown():
		return syntaxTOML
	case s.Kind == KindHeading && bytes.HasSuffix(before, []byte("#")):
		return syntaxATX
	case s.Kind == KindHeading:
		return syntaxSetext
	case s.Kind == KindCell && bytes.HasSuffix(before, []byte("|")):
		return syntaxCell
	case s.Kind == KindCell:
		return syntaxFirstCell
	case s.Kind == KindImage:
		return syntaxImageText
	}
	return syntaxParagraph
}

// format returns a text as it is written in the place of segment i.
func (p *Page) format(i int, text string) string {
	raw, written := p.Raw(i), p.syntaxOf(i)
	if text == raw || written == syntaxTOML && strings.TrimSpace(text) == "" {
		return raw
	}
	if written == syntaxTOML {
		return quoteTOML(text)
	}
	lines := strings.Split(normalizeSpace(strings.ReplaceAll(text, "\r\n", "\n")), "\\\n")
	line := strings.TrimSpace(strings.Join(lines, " "))
	if line == "" {
		return raw
	}
	switch written {
	case syntaxATX:
		return formatATX(line)
	case syntaxCell, syntaxFirstCell:
		return p.formatCell(i, line)
	case syntaxImageText:
		return formatImageText(line)
	}
	return p.formatParagraph(i, lines)
}

// formatParagraph escapes a text that would begin a block other than a paragraph, and begins each line after a hard break with the
// markers of the containers it stands in.
func (p *Page) formatParagraph(i int, lines []string) string {
	_, err := Inline(strings.Join(lines, "\\\n"))
	if err != nil || p.endsRule(i, lines) {
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
	return strings.Join(lines, "\\"+end+p.containerPrefix(start))
}

// endsRule reports whether a text would make a rule of the marker of the item it stands in, as "**" after "*".
func (p *Page) endsRule(i int, lines []string) bool {
	before := bytes.TrimRight(p.source[:p.Segments[i].Start], " \t")
	return len(lines) == 1 && strings.ContainsAny(lines[0][:1], "*-") && strings.Trim(lines[0], lines[0][:1]+" ") == "" &&
		bytes.HasSuffix(before, []byte(lines[0][:1]))
}

// containerPrefix returns what continues the containers of a line in the lines after it: quote markers stay, list markers become
// spaces.
func (p *Page) containerPrefix(start int) string {
	lineStart := bytes.LastIndexByte(p.source[:start], '\n') + 1
	return strings.Map(func(c rune) rune {
		if c == '>' || c == '\t' {
			return c
		}
		return ' '
	}, string(p.source[lineStart:start]))
}

// escapeStart puts a backslash before what a line begins with, if that could be the marker of a block.
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
	if util.IsPunct(line[0]) {
		return `\` + line
	}
	return line
}

// formatATX escapes "#" at the end of a heading, which would be its closing sequence (CommonMark 0.31.2, 4.2).
func formatATX(line string) string {
	body := strings.TrimRight(line, "#")
	if len(body) < len(line) && (body == "" || body[len(body)-1] == ' ') {
		return body + `\` + line[len(body):]
	}
	return line
}

// formatCell escapes "|", and opens the row with one if the text begins it and could be taken for another block.
func (p *Page) formatCell(i int, line string) string {
	line = strings.ReplaceAll(line, "|", `\|`)
	if end := p.Segments[i].End; strings.HasSuffix(line, `\`) && end < len(p.source) && p.source[end] == '|' {
		line += " "
	}
	if p.syntaxOf(i) == syntaxFirstCell && (util.IsPunct(line[0]) || line[0] >= '0' && line[0] <= '9') {
		return "| " + line
	}
	return line
}

// formatImageText escapes a text that would end the image's description too soon.
func formatImageText(line string) string {
	image := "![" + line + "](x)"
	if run, err := inlineLine(image); err == nil && len(run.Children) == 1 {
		if only := run.Children[0]; only.Kind == RunImage && only.End == len(image) && only.Dest == "x" {
			return line
		}
	}
	return imageTextEscaper.Replace(line)
}

var imageTextEscaper = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `<`, `\<`, "`", "\\`", `*`, `\*`, `_`, `\_`, `&`, `\&`, `!`, `\!`, `^`, `\^`)

// quoteTOML returns text as a basic string of TOML 1.0.
func quoteTOML(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range oneLine(text) {
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
