package foreign

import (
	"regexp"
	"strings"
)

// line is a line of a page, and where it stood.
type line struct {
	text string
	n    int
	code bool // it stands in a block of code, or is one of its fences
}

var (
	fenceLine   = regexp.MustCompile("^[ \t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")
	listLine    = regexp.MustCompile(`^[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)`)
	statement   = regexp.MustCompile(`^(?:import[ {*"']|export[ {*])`)
	openTag     = regexp.MustCompile(`^([ \t]*)<([A-Za-z][\w.:-]*)(?:[ \t][^<>]*)?>[ \t]*$`)
	closeTag    = regexp.MustCompile(`^[ \t]*</([A-Za-z][\w.:-]*)[ \t]*>[ \t]*$`)
	openSplit   = regexp.MustCompile(`^([ \t]*)<([A-Za-z][\w.:-]*)[ \t]*$`)
	boxOpen     = regexp.MustCompile(`^([ \t>]*):::+[ \t]*([A-Za-z][\w-]*)[ \t]*(?:\[(.*?)\])?[ \t]*(?:\{[^}]*\})?[ \t]*(.*)$`)
	boxClose    = regexp.MustCompile(`^[ \t>]*:::+[ \t]*$`)
	alert       = regexp.MustCompile(`^([ \t>]*>[ \t]*)\[!([A-Za-z]+)\][+-]?[ \t]*(.*)$`)
	task        = regexp.MustCompile(`^([ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)\[([ xX])\][ \t]`)
	meaning     = regexp.MustCompile(`^([ \t>]*):[ \t]+(\S)`)
	definition  = regexp.MustCompile(`^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*\S`)
	headingAttr = regexp.MustCompile(`^([ \t>]*#{1,6}[ \t].*?)[ \t]*\{([^{}]*)\}[ \t]*$`)
	headingNote = regexp.MustCompile(`^([ \t>]*#{1,6}[ \t].*?)[ \t]*\{/\*[ \t]*#([\w-]+)[ \t]*\*/\}[ \t]*$`)
	attrID      = regexp.MustCompile(`(?:^|[ \t])#([A-Za-z][A-Za-z0-9_-]*)`)
	codeOpen    = regexp.MustCompile(`^([ \t>]*)\{\{[<%][ \t]*(highlight|mermaid|code|codes|chroma|prism)(?:[ \t]+([\w+-]*))?[^{}]*?[>%]\}\}[ \t]*$`)
	codeClose   = regexp.MustCompile(`^[ \t>]*\{\{[<%][ \t]*/[ \t]*(highlight|mermaid|code|codes|chroma|prism)[ \t]*[>%]\}\}[ \t]*$`)
)

const (
	maxOpen  = 64   // tags over several lines that are followed at once
	maxBoxes = 8    // boxes in each other
	maxCode  = 2000 // lines between two shortcodes
)

// prepare reads what is told by whole lines.
func (p *Page) prepare(body string, first int, o Options) []line {
	var lines []line
	for i, text := range strings.Split(body, "\n") {
		lines = append(lines, line{text: text, n: first + i})
	}
	lines = p.codeShortcodes(lines)
	if o.MDX {
		lines = p.statements(lines)
	}
	lines = dedent(lines)
	lines = p.boxes(lines)
	markCode(lines, o.MDX)
	return p.marks(lines)
}

// fences follows blocks of code from line to line.
type fences struct{ open string }

// in reports whether a line belongs to a block of code.
func (f *fences) in(text string) bool {
	m := fenceLine.FindStringSubmatch(text)
	switch {
	case f.open == "" && m != nil && !(m[1][0] == '`' && strings.Contains(m[2], "`")):
		f.open = m[1]
		return true
	case f.open == "":
		return false
	case m != nil && m[1][0] == f.open[0] && len(m[1]) >= len(f.open) && strings.TrimSpace(m[2]) == "":
		f.open = ""
	}
	return true
}

// codeShortcodes turns pairs of shortcodes around code into fences.
func (p *Page) codeShortcodes(lines []line) []line {
	ends, next := make([]int, len(lines)), map[string]int{} // for each line, and by name: where the next shortcode stands that ends one
	for i := len(lines) - 1; i >= 0; i-- {
		if m := codeOpen.FindStringSubmatch(lines[i].text); m != nil {
			ends[i] = next[m[2]]
		} else if m := codeClose.FindStringSubmatch(lines[i].text); m != nil {
			next[m[1]] = i
		}
	}
	var f fences
	for i := range lines {
		end := ends[i]
		if f.in(lines[i].text) || end == 0 || end >= i+maxCode {
			continue
		}
		m := codeOpen.FindStringSubmatch(lines[i].text)
		lines[i].text, lines[end].text = m[1]+"`````"+m[3], m[1]+"`````"
		f.open = "`````"
		p.note(lines[i].n, KindShortcode, "the shortcode %s is a block of code now", m[2])
	}
	return lines
}

// statements takes out the statements of MDX.
func (p *Page) statements(lines []line) []line {
	var f fences
	blank := true
	for i := 0; i < len(lines); i++ {
		text := lines[i].text
		if f.in(text) || !blank || !statement.MatchString(text) {
			blank = strings.TrimSpace(text) == ""
			continue
		}
		p.note(lines[i].n, KindStatement, "a statement of JavaScript was left out: %s", excerpt(text))
		depth := 0
		for ; i < len(lines); i++ {
			text := lines[i].text
			if strings.TrimSpace(text) == "" && depth <= 0 {
				break
			}
			depth += strings.Count(text, "{") + strings.Count(text, "(") + strings.Count(text, "[") - strings.Count(text, "}") - strings.Count(text, ")") - strings.Count(text, "]")
			lines[i].text = ""
			if next := i + 1; depth <= 0 && next < len(lines) && !statement.MatchString(lines[next].text) && (strings.HasSuffix(strings.TrimSpace(text), ";") || endsImport(text)) {
				break
			}
		}
		blank = true
	}
	return lines
}

func endsImport(text string) bool {
	text = strings.TrimRight(text, " \t")
	return strings.HasSuffix(text, `'`) || strings.HasSuffix(text, `"`)
}

// dedent takes off what lines are set in for standing inside of tags, which would make code of them once the tags are gone.
func dedent(lines []line) []line {
	type level struct {
		name       string
		tag, child int
	}
	var open []level
	var f fences
	for i := range lines {
		text := lines[i].text
		indent := len(text) - len(strings.TrimLeft(text, " \t"))
		if strings.TrimSpace(text) == "" {
			continue
		}
		closes := closeTag.FindStringSubmatch(text)
		if closes != nil && f.open == "" {
			for n := len(open) - 1; n >= 0; n-- {
				if open[n].name == closes[1] {
					open = open[:n]
					break
				}
			}
		}
		extra := 0
		for n := range open {
			if open[n].child < 0 {
				open[n].child = max(indent, open[n].tag)
			}
			extra += open[n].child - open[n].tag
		}
		lines[i].text = text[min(extra, indent):]
		if f.in(lines[i].text) {
			continue
		}
		m := openTag.FindStringSubmatch(text)
		if m == nil {
			m = openSplit.FindStringSubmatch(text)
		}
		if m != nil && !strings.HasSuffix(strings.TrimRight(text, " \t"), "/>") && !voidTags[m[2]] && len(open) < maxOpen {
			open = append(open, level{m[2], len(m[1]), -1})
		}
	}
	return lines
}

// boxes turns boxes between lines of colons into quotes.
func (p *Page) boxes(lines []line) []line {
	var out []line
	var open []string // what the lines of each box are set in by
	var f fences
	for _, l := range lines {
		prefix := strings.Join(open, "")
		put := func(text string) { out = append(out, line{text: text, n: l.n}) }
		in := f.in(l.text)
		if m := boxOpen.FindStringSubmatch(l.text); !in && m != nil && len(open) < maxBoxes {
			if indent := m[1]; len(open) == 0 {
				put(indent)
				open = append(open, indent+"> ")
			} else {
				put(strings.TrimRight(prefix, " "))
				open = append(open, "> ")
			}
			prefix = strings.Join(open, "")
			if title := strings.TrimSpace(m[3] + m[4]); title != "" {
				put(prefix + "**" + title + "**")
			}
			put(strings.TrimRight(prefix, " "))
			p.note(l.n, KindBox, "the box %q is a quote now", m[2])
			continue
		}
		if !in && boxClose.MatchString(l.text) && len(open) > 0 {
			open = open[:len(open)-1]
			put(strings.TrimRight(strings.Join(open, ""), " "))
			continue
		}
		if len(open) == 0 {
			put(l.text)
			continue
		}
		text, indent := l.text, len(prefix)-len(strings.TrimLeft(prefix, " \t"))
		for n := 0; n < indent && text != "" && (text[0] == ' ' || text[0] == '\t'); n++ {
			text = text[1:]
		}
		put(strings.TrimRight(prefix+text, " "))
	}
	return out
}

// markCode marks the lines of blocks of code, those that are set in among them.
func markCode(lines []line, mdx bool) {
	var f fences
	blank, list, indented := true, false, false
	for i := range lines {
		text := lines[i].text
		if f.in(text) {
			lines[i].code, blank, indented = true, false, false
			continue
		}
		trimmed := strings.TrimSpace(text)
		deep := strings.HasPrefix(text, "    ") || strings.HasPrefix(text, "\t")
		switch {
		case trimmed == "":
			blank = true
			continue
		case deep && !mdx && !list && (blank || indented):
			lines[i].code, indented = true, true
		case listLine.MatchString(text):
			list, indented = true, false
		case text[0] != ' ' && text[0] != '\t' && blank:
			list, indented = false, false
		default:
			indented = false
		}
		blank = false
	}
}

// marks turns Markdown of other programs into ours where a line tells it.
func (p *Page) marks(lines []line) []line {
	var out []line
	for i, l := range lines {
		if l.code {
			out = append(out, l)
			continue
		}
		if m := headingNote.FindStringSubmatch(l.text); m != nil {
			l.text = m[1] + " {#" + m[2] + "}"
		}
		if m := headingAttr.FindStringSubmatch(l.text); m != nil && attributes.MatchString(m[2]) {
			l.text = m[1]
			if id := attrID.FindStringSubmatch(m[2]); id != nil {
				l.text += " {#" + id[1] + "}"
			}
		}
		if m := alert.FindStringSubmatch(l.text); m != nil {
			l.text = strings.TrimRight(m[1], " ")
			if m[3] != "" {
				l.text = m[1] + "**" + m[3] + "**"
				out = append(out, l)
				l.text = strings.TrimRight(m[1], " ")
			}
			p.note(l.n, KindBox, "the box %q is a quote now", m[2])
		}
		if m := task.FindStringSubmatch(l.text); m != nil {
			box := map[string]string{" ": "☐ "}[m[2]]
			if box == "" {
				box = "☑ "
			}
			l.text = m[1] + box + l.text[len(m[0]):]
		}
		if m := meaning.FindStringSubmatch(l.text); m != nil && i > 0 {
			l.text = m[1] + "— " + m[2] + l.text[len(m[0]):]
			p.note(l.n, KindMarks, "what a word of a definition list means stands behind a dash now")
		}
		if n := len(out); n > 0 && definition.MatchString(l.text) && strings.TrimSpace(out[n-1].text) != "" && !definition.MatchString(out[n-1].text) {
			out = append(out, line{n: l.n})
		}
		out = append(out, l)
	}
	return out
}

// attributes matches what Hugo and kramdown write behind a heading.
var attributes = regexp.MustCompile(`^[ \t:]*(?:[#.][\w-]+|[\w-]+=\S+)(?:[ \t]+(?:[#.][\w-]+|[\w-]+=\S+))*[ \t]*$`)
