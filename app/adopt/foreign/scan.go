package foreign

import (
	"regexp"
	"strings"
)

// scanner goes through a page once, and writes what stands for it.
type scanner struct {
	*source
	p        *Page
	o        Options
	at, row  int // offset, and the line that it is in
	out      []byte
	brackets []bracket      // that are open in this paragraph
	closers  []closer       // of tags that became marks
	last     map[string]int // where a text stands last that was looked for
	unended  bool           // no comment of Hugo ends further down
	told     [2]int         // the line of the last note about braces in code, and in text
}

// bracket is where a bracket that may begin a link or an image was written.
type bracket struct {
	at    int
	image bool
}

// closer is what is to be written at a closing tag.
type closer struct {
	at   int // offset of the tag
	text string
}

const maxBrackets = 64 // that are followed at once

// scan reads what stands within lines.
func (p *Page) scan(lines []line, o Options) {
	s := &scanner{source: newSource(lines), p: p, o: o, last: map[string]int{}}
	for s.at < len(s.text) {
		for s.row+1 < len(s.starts) && s.starts[s.row+1] <= s.at {
			s.row++
		}
		if s.code[s.at] {
			s.codeByte()
			continue
		}
		s.textByte()
	}
	if p.Body = s.out; len(p.Lines) > 0 {
		p.squeeze()
	}
}

// squeeze leaves one of several empty lines, those in code apart.
func (p *Page) squeeze() {
	var f fences
	lines := strings.Split(string(p.Body), "\n")
	kept, numbers, blank := lines[:0], p.Lines[:0], true
	for i, text := range lines {
		empty := strings.TrimSpace(text) == ""
		if f.in(text) || !empty || !blank {
			if empty && f.open == "" {
				text = ""
			}
			kept, numbers = append(kept, text), append(numbers, p.Lines[min(i, len(p.Lines)-1)])
		}
		blank = empty && f.open == ""
	}
	p.Body, p.Lines = []byte(strings.Join(kept, "\n")), numbers
}

func (s *scanner) line() int { return s.lines[min(s.row, len(s.lines)-1)].n }

func (s *scanner) note(kind Kind, format string, args ...any) {
	s.p.note(s.line(), kind, format, args...)
}

// emit writes text, and remembers the lines that it stands for.
func (s *scanner) emit(text string) {
	for i := range len(text) {
		if len(s.out) == 0 || s.out[len(s.out)-1] == '\n' {
			s.p.Lines = append(s.p.Lines, s.line())
		}
		s.out = append(s.out, text[i])
	}
}

// take writes the next bytes as they are.
func (s *scanner) take(n int) {
	n = min(n, len(s.text)-s.at)
	s.emit(s.text[s.at : s.at+n])
	s.at += n
}

func (s *scanner) rest() string { return s.text[s.at:] }

func (s *scanner) codeByte() {
	if strings.HasPrefix(s.rest(), "{{") {
		if s.told[0] != s.line() {
			s.note(KindMarks, "the braces {{ in code are { { now: no page may hold them")
			s.told[0] = s.line()
		}
		s.emit("{ ")
		s.at++
		return
	}
	if strings.HasPrefix(s.rest(), "<<<<<<<") || strings.HasPrefix(s.rest(), ">>>>>>>") {
		s.emit(" ")
	}
	s.take(1)
}

func (s *scanner) textByte() {
	switch c := s.text[s.at]; {
	case len(s.closers) > 0 && s.at == s.closers[len(s.closers)-1].at:
		s.emit(s.closers[len(s.closers)-1].text)
		s.closers = s.closers[:len(s.closers)-1]
		s.at += strings.IndexByte(s.rest(), '>') + 1
	case c == '\n':
		if strings.HasPrefix(s.rest(), "\n\n") {
			s.brackets = s.brackets[:0]
		}
		s.take(1)
	case c == '\\' && s.at+1 < len(s.text) && s.text[s.at+1] != '\n':
		s.escaped()
	case c == '<':
		s.less()
	case c == '{':
		s.brace()
	case strings.HasPrefix(s.rest(), "!["):
		s.push(true)
	case c == '[':
		if !s.definition() {
			s.push(false)
		}
	case c == ']':
		s.closeBracket()
	default:
		s.take(1)
	}
}

// escaped writes a backslash and what it stands before. Braces that are doubled stay apart.
func (s *scanner) escaped() {
	if strings.HasPrefix(s.rest(), `\{{`) {
		s.emit(`\{\{`)
		s.at += 3
		return
	}
	s.take(2)
}

func (s *scanner) push(image bool) {
	if len(s.brackets) < maxBrackets {
		s.brackets = append(s.brackets, bracket{len(s.out), image})
	}
	if image {
		s.take(1)
	}
	s.take(1)
}

func (s *scanner) closeBracket() {
	if len(s.brackets) == 0 {
		s.take(1)
		return
	}
	open := s.brackets[len(s.brackets)-1]
	s.brackets = s.brackets[:len(s.brackets)-1]
	if strings.HasPrefix(s.rest(), "](") {
		if l, ok := parseLink(s.rest()[1:]); ok {
			s.at += 1 + l.length
			s.link(open, l.dest, l.title)
			return
		}
	}
	s.take(1)
}

// link ends a link or an image whose words were written already.
func (s *scanner) link(open bracket, dest, title string) {
	to, note := s.o.Resolve(dest, open.image)
	if note != "" {
		s.note(KindLink, "%s", note)
	}
	begin := open.at + 1
	if open.image {
		begin++
	}
	words := string(s.out[begin:])
	if open.image && (to == "" || isAddress(to)) { // no page shows images of others
		if s.linked() {
			to = ""
		}
		if strings.TrimSpace(words) == "" && (to != "" || s.linked()) {
			words = lastPart(dest)
		}
		open.image = false
	}
	if to == "" || !open.image && strings.TrimSpace(words) == "" {
		s.out = append(s.out[:open.at], words...)
		return
	}
	mark := "["
	if open.image {
		mark = "!["
	}
	s.out = append(s.out[:open.at], mark+words...)
	if title != "" {
		title = ` "` + strings.ReplaceAll(title, `"`, `\"`) + `"`
	}
	s.emit("](" + spell(to) + title + ")")
}

// linked reports whether the words of a link are being read.
func (s *scanner) linked() bool {
	for _, b := range s.brackets {
		if !b.image {
			return true
		}
	}
	return false
}

func isAddress(to string) bool {
	return strings.HasPrefix(to, "http:") || strings.HasPrefix(to, "https:")
}

// lastPart returns the name of what an address leads to.
func lastPart(dest string) string {
	dest, _, _ = strings.Cut(dest, "?")
	dest = strings.TrimRight(dest, "/")
	name := dest[strings.LastIndexByte(dest, '/')+1:]
	return strings.NewReplacer("[", "", "]", "", "*", "", "_", " ", "`", "", "<", "", "{", "").Replace(name)
}

// spell returns an address as it stands in a link.
func spell(dest string) string {
	if strings.ContainsAny(dest, " ()\\") {
		return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "%20").Replace(dest) + ">"
	}
	return dest
}

// linkPart is what stands in the brackets behind the words of a link.
type linkPart struct {
	dest, title string
	length      int // of all, the brackets included
}

var (
	linkTitle   = regexp.MustCompile(`^[ \t]*\n?[ \t]*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))?[ \t]*\n?[ \t]*\)`)
	refInLink   = regexp.MustCompile(`^\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?:path=)?["']?([^"'\s>]+)["']?[^{}]*?[>%]\}\}([^\s()]*)`)
	actionInURL = regexp.MustCompile(`^[^\s()]*\{\{[<%][^{}]*[>%]\}\}[^\s()]*`)
)

// parseLink reads what begins with the bracket behind the words of a link (CommonMark 0.31.2, 6.3), and the shortcodes of Hugo in it.
func parseLink(text string) (l linkPart, ok bool) {
	text, _, _ = strings.Cut(text[:min(len(text), 4000)], "\n\n")
	at := 1 + len(text[1:]) - len(strings.TrimLeft(text[1:], " \t\n"))
	switch rest := text[at:]; {
	case strings.HasPrefix(rest, "<"):
		end := strings.IndexAny(rest, ">\n")
		if end < 0 || rest[end] == '\n' {
			return l, false
		}
		l.dest, at = rest[1:end], at+end+1
	case refInLink.MatchString(rest):
		m := refInLink.FindStringSubmatch(rest)
		l.dest, at = m[1]+m[2], at+len(m[0])
	case actionInURL.MatchString(rest):
		l.dest = actionInURL.FindString(rest)
		at += len(l.dest)
	default:
		n := balanced(rest)
		l.dest, at = unescape(rest[:n]), at+n
	}
	m := linkTitle.FindStringSubmatch(text[at:])
	if m == nil {
		return l, false
	}
	l.title, l.length = unescape(m[1]+m[2]+m[3]), at+len(m[0])
	return l, true
}

// balanced returns the length of an address that is not in angle brackets.
func balanced(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return i
			}
		case ' ', '\t', '\n':
			return i
		}
	}
	return len(text)
}

var escape = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

func unescape(text string) string { return escape.ReplaceAllString(text, "$1") }

var definitionLine = regexp.MustCompile(`^(\[[^\]\n^][^\]\n]*\]:[ \t]*)(<[^<>\n]*>|[^\s<]\S*)`)

// definition reads the address of a link definition. It reports whether one stands here.
func (s *scanner) definition() bool {
	if strings.TrimLeft(s.text[s.starts[s.row]:s.at], " >") != "" {
		return false
	}
	m := definitionLine.FindStringSubmatch(s.rest())
	if m == nil {
		return false
	}
	to, note := s.o.Resolve(strings.Trim(m[2], "<>"), false)
	if note != "" {
		s.note(KindLink, "%s", note)
	}
	s.at += len(m[0])
	if to == "" {
		s.emit(m[1] + "/")
		return true
	}
	s.emit(m[1] + spell(to))
	return true
}
