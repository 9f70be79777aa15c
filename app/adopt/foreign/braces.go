package foreign

import (
	"regexp"
	"strings"
)

// brace reads what begins with "{".
func (s *scanner) brace() {
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, "{{<") || strings.HasPrefix(rest, "{{%"):
		s.shortcode()
	case strings.HasPrefix(rest, "{{") && !s.o.MDX:
		if s.told[1] != s.line() {
			s.note(KindMarks, "an instruction for another program is text now: %s", excerpt(rest[:min(len(rest), 80)]))
			s.told[1] = s.line()
		}
		s.emit(`\{\{`)
		s.at += 2
	case strings.HasPrefix(rest, "{%"):
		paragraph, _, _ := strings.Cut(rest[:min(len(rest), maxTag)], "\n\n")
		end := strings.Index(paragraph, "%}")
		if end < 0 {
			s.emit(`\`)
			s.take(1)
			return
		}
		s.note(KindShortcode, "an instruction for another program was left out: %s", excerpt(rest[:end+2]))
		s.at += end + 2
	case s.o.MDX:
		s.expression()
	default:
		s.take(1)
	}
}

var onlyText = regexp.MustCompile("^\\{[ \\t\\n]*(?:\"([^\"\\\\]*)\"|'([^'\\\\]*)'|`([^`\\\\$]*)`)[ \\t\\n]*\\}$")

// expression reads an expression of MDX.
func (s *scanner) expression() {
	rest := s.rest()
	if strings.HasPrefix(rest, "{/*") && s.follows("*/}") {
		end := strings.Index(rest, "*/}")
		s.note(KindComment, "a comment was left out: %s", excerpt(rest[3:end]))
		s.at += end + 3
		return
	}
	n := 0
	if s.follows("}") {
		n = braces(rest)
	}
	if n == 0 {
		s.emit(`\`)
		s.take(1)
		return
	}
	expression := rest[:n]
	s.at += n
	if m := onlyText.FindStringSubmatch(expression); m != nil {
		s.emit(strings.NewReplacer("<", `\<`, "{", `\{`, "*", `\*`, "\n", " ").Replace(m[1] + m[2] + m[3]))
		return
	}
	if inner := strings.TrimSpace(expression[1 : n-1]); n < 120 && inner != "" && !strings.ContainsAny(expression, "`\n") && !strings.Contains(expression, "{{") {
		s.note(KindExpression, "an expression is shown as it is written: %s", excerpt(expression))
		s.emit("`" + expression + "`")
		return
	}
	s.note(KindExpression, "an expression was left out: %s", excerpt(expression))
}

var (
	shortcodeHead = regexp.MustCompile(`^\{\{[<%][ \t\n]*(/?)[ \t\n]*([\w./-]+)`)
	parameter     = regexp.MustCompile("^[ \\t\\n]*(?:([\\w-]+)[ \\t]*=[ \\t]*)?(?:\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|([^\\s\"`]+))")
)

// shortcode is one of Hugo's, read.
type shortcode struct {
	name    string
	closing bool
	named   map[string]string
	plain   []string
}

func parseShortcode(text string) (c shortcode) {
	m := shortcodeHead.FindStringSubmatch(text)
	if m == nil {
		return c
	}
	c = shortcode{name: strings.ToLower(m[2]), closing: m[1] != "", named: map[string]string{}}
	rest := text[len(m[0]):]
	for {
		m := parameter.FindStringSubmatch(rest)
		if m == nil {
			return c
		}
		rest = rest[len(m[0]):]
		value := strings.Join(strings.Fields(strings.ReplaceAll(m[2], `\"`, `"`)+m[3]+m[4]), " ")
		switch {
		case m[1] != "":
			c.named[strings.ToLower(m[1])] = value
		case value != "/":
			c.plain = append(c.plain, value)
		}
	}
}

// first returns the first of the named parameters that is there.
func (c shortcode) first(names ...string) string {
	for _, name := range names {
		if v := c.named[name]; v != "" {
			return v
		}
	}
	return ""
}

// shortcode writes what stands for a shortcode of Hugo.
func (s *scanner) shortcode() {
	rest := s.rest()
	end := strings.Index(rest[:min(len(rest), maxTag)], rest[2:3]+"}}")
	if rest[2] == '<' {
		end = strings.Index(rest[:min(len(rest), maxTag)], ">}}")
	}
	if end < 0 {
		s.emit(`\{\{`)
		s.at += 2
		return
	}
	text := rest[:end]
	if strings.HasPrefix(text[3:], "/*") { // is shown, and not run
		shown := strings.TrimSuffix(strings.TrimPrefix(text[3:], "/*"), "*/")
		s.emit(`\{\{\` + text[2:3] + strings.NewReplacer("<", `\<`, "*", `\*`, "`", "\\`").Replace(shown) + `\` + rest[end:end+1] + "}}")
		s.at += end + 3
		return
	}
	c := parseShortcode(text)
	s.at += end + 3
	if c.closing {
		return
	}
	if c.name == "comment" {
		s.skipComment()
		return
	}
	s.shown(c, rest[:end+3])
}

var commentEnd = regexp.MustCompile(`\{\{[<%]\s*/\s*comment\s*[>%]\}\}`)

// skipComment leaves out what stands between a shortcode and its end. Where one has none, none further down has (law 8).
func (s *scanner) skipComment() {
	if s.unended {
		return
	}
	end := commentEnd.FindStringIndex(s.rest())
	if s.unended = end == nil; s.unended {
		return
	}
	s.note(KindComment, "a comment was left out: %s", excerpt(s.rest()[:end[0]]))
	s.at += end[1]
}

// shown writes what readers saw of a shortcode.
func (s *scanner) shown(c shortcode, raw string) {
	plain := ""
	if len(c.plain) > 0 {
		plain = c.plain[0]
	}
	src := c.first("src", "image", "img")
	if (c.name == "figure" || c.name == "img" || c.name == "image") && src == "" {
		src = plain
	}
	dest := c.first("url", "href", "link")
	words := c.first("text", "title", "heading", "header", "label", "summary", "name")
	switch {
	case c.name == "ref" || c.name == "relref":
		if to, note := s.o.Resolve(plain, false); to != "" {
			s.emit(to)
		} else if note != "" {
			s.note(KindLink, "%s", note)
		}
	case src != "":
		open := bracket{at: len(s.out), image: true}
		s.emit("![" + strings.NewReplacer("[", "", "]", "").Replace(c.first("alt", "caption", "title")))
		s.link(open, src, "")
	case c.name == "glossary_tooltip" && words == "":
		s.emit(strings.ReplaceAll(c.first("term_id"), "-", " "))
	case words != "" && dest != "":
		open := bracket{at: len(s.out)}
		s.emit("[" + words)
		s.link(open, dest, "")
	case words != "" && strings.Trim(s.currentLine(), " \t>") == "" && c.named["text"] == "":
		s.note(KindShortcode, "of the shortcode %s its title stays: %s", c.name, excerpt(raw))
		s.paragraph("**" + words + "**")
	case words != "":
		s.emit(words)
	case (c.name == "tab" || c.name == "details" || c.name == "expand") && plain != "":
		s.paragraph("**" + plain + "**")
	default:
		s.note(KindShortcode, "the shortcode %s was left out; what stands between it and its end stays: %s", c.name, excerpt(raw))
	}
}
