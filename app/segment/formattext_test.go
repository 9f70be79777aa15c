package segment

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/util"
)

// format returns a text as it is written in the place of segment i.
func (p *Page) format(i int, text string) string {
	raw := p.Raw(i)
	if text == raw || p.syntax[i] == syntaxTOML && strings.TrimSpace(text) == "" {
		return raw
	}
	if p.syntax[i] == syntaxTOML {
		return quoteTOML(text)
	}
	lines := strings.Split(normalizeSpace(strings.ReplaceAll(text, "\r\n", "\n")), "\\\n")
	line := strings.TrimSpace(strings.Join(lines, " "))
	if line == "" {
		return raw
	}
	switch p.syntax[i] {
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
	return strings.Join(lines, "\\"+end+p.containerPrefix(start))
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
	if p.syntax[i] == syntaxFirstCell && (util.IsPunct(line[0]) || line[0] >= '0' && line[0] <= '9') {
		return "| " + line
	}
	return line
}

// formatImageText escapes a text that would end the image's description too soon.
func formatImageText(line string) string {
	image := "![" + line + "](x)"
	if run, err := inline(parsers.line, image); err == nil && len(run.Children) == 1 {
		if only := run.Children[0]; only.Kind == RunImage && only.End == len(image) && only.Dest == "x" {
			return line
		}
	}
	return imageTextEscaper.Replace(line)
}

var imageTextEscaper = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `<`, `\<`, "`", "\\`", `*`, `\*`, `_`, `\_`, `&`, `\&`, `!`, `\!`)

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
