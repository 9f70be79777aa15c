package foreign

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}

var (
	voidTags   = set("area base br col embed hr img input link meta source track wbr")
	skipTags   = set("script style iframe svg video audio object canvas math template")
	codeTags   = set("code kbd samp tt")
	blockTags  = set("p div section article table thead tbody tfoot tr td th caption colgroup ul ol dl dt dd li h1 h2 h3 h4 h5 h6 details summary blockquote figure figcaption header footer main nav aside center form hr pre address fieldset")
	inlineTags = set("a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label mark meter output picture progress q rp rt ruby s samp select option small source span strike strong sub sup time tt u var wbr link meta base noscript legend textarea map area param")
	marksOf    = map[string]string{"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*", "var": "*", "s": "~~", "del": "~~", "strike": "~~"}
)

// tag is a tag of HTML, or of a component.
type tag struct {
	name    string
	attrs   map[string]string // values without quotes; expressions with their braces
	closing bool
	empty   bool // it closes itself
	length  int
}

var (
	autolink = regexp.MustCompile(`^<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^{|}~-]+@[\w-]+(?:\.[\w-]+)+)>`)
	tagName  = regexp.MustCompile(`^</?[ \t]*([A-Za-z][\w.:-]*)`)
	attrName = regexp.MustCompile(`^[^\s=/<>{}"'` + "`" + `]+`)
	quoted   = regexp.MustCompile(`["'` + "`" + `]([^"'` + "`" + `$]+)["'` + "`" + `]`)
)

const maxTag = 8000 // bytes of one tag

// parseTag reads a tag at the beginning of a text.
func parseTag(text string) (t tag, ok bool) {
	text = text[:min(len(text), maxTag)]
	m := tagName.FindStringSubmatch(text)
	if m == nil {
		return t, false
	}
	t = tag{name: m[1], attrs: map[string]string{}, closing: text[1] == '/'}
	for at := len(m[0]); at < len(text); {
		switch rest := text[at:]; {
		case unicode.IsSpace(rune(rest[0])):
			at++
		case rest[0] == '>':
			t.length = at + 1
			return t, true
		case strings.HasPrefix(rest, "/>"):
			t.empty, t.length = true, at+2
			return t, true
		case rest[0] == '{':
			n := braces(rest)
			if n == 0 {
				return t, false
			}
			at += n
		default:
			name := attrName.FindString(rest)
			if name == "" {
				return t, false
			}
			value, n := attrValue(rest[len(name):])
			if n < 0 {
				return t, false
			}
			t.attrs[name] = value
			at += len(name) + n
		}
	}
	return t, false
}

// attrValue reads "=" and a value, of n bytes; n is -1 where the value has no end.
func attrValue(text string) (value string, n int) {
	rest := strings.TrimLeft(text, " \t\n")
	if !strings.HasPrefix(rest, "=") {
		return "", 0
	}
	rest = strings.TrimLeft(rest[1:], " \t\n")
	at := len(text) - len(rest)
	switch {
	case rest == "":
		return "", -1
	case rest[0] == '"' || rest[0] == '\'':
		end := strings.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return "", -1
		}
		return html.UnescapeString(rest[1 : 1+end]), at + end + 2
	case rest[0] == '{':
		end := braces(rest)
		if end == 0 {
			return "", -1
		}
		return rest[:end], at + end
	}
	end := strings.IndexAny(rest, " \t\n>")
	if end <= 0 {
		return "", -1
	}
	return rest[:end], at + end
}

// braces returns the length of what stands between braces that belong together, 0 where they have no end.
func braces(text string) int {
	depth, quote := 0, byte(0)
	for i := 0; i < min(len(text), maxTag); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote || c == '\n' && quote != '`' {
				quote = 0
			}
		case c == '"' || c == '`' || c == '\'' && (i == 0 || !isWord(text[i-1])):
			quote = c
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// text returns an attribute that is a text, or an expression that holds nothing but one.
func (t tag) text(names ...string) string {
	for _, name := range names {
		v := strings.TrimSpace(t.attrs[name])
		if strings.HasPrefix(v, "{") {
			inner := strings.TrimSpace(strings.Trim(v, "{}"))
			m := quoted.FindStringSubmatch(inner)
			if m == nil || m[0] != inner && name != "src" && name != "href" && name != "to" {
				continue
			}
			v = m[1]
		}
		if v = strings.Join(strings.Fields(v), " "); v != "" {
			return v
		}
	}
	return ""
}

// less reads what begins with "<".
func (s *scanner) less() {
	rest := s.rest()
	if strings.HasPrefix(rest, "<!--") && s.follows("-->") {
		end := strings.Index(rest, "-->")
		s.note(KindComment, "a comment was left out: %s", excerpt(rest[4:max(end, 4)]))
		s.at += end + 3
		return
	}
	if m := autolink.FindString(rest); m != "" {
		s.take(len(m))
		return
	}
	if m := strings.HasPrefix(rest, "<>") || strings.HasPrefix(rest, "</>"); m && s.o.MDX {
		s.at += strings.IndexByte(rest, '>') + 1
		return
	}
	if len(rest) < 2 || !isWord(rest[1]) && rest[1] != '/' && rest[1] != '!' && rest[1] != '?' {
		s.take(1)
		return
	}
	t, ok := parseTag(rest)
	known := blockTags[strings.ToLower(t.name)] || inlineTags[strings.ToLower(t.name)] || skipTags[strings.ToLower(t.name)] || voidTags[strings.ToLower(t.name)]
	if !ok || !s.o.MDX && !known && len(t.attrs) == 0 && !s.ends(t.name) && !t.closing {
		s.emit(`\`)
		s.take(1)
		return
	}
	s.tag(t)
}

// ends reports whether a tag that ends an element of that name stands further down.
func (s *scanner) ends(name string) bool { return s.follows("</" + name + ">") }

// follows reports whether a text stands further down. Each is looked for once (law 8).
func (s *scanner) follows(text string) bool {
	at, known := s.last[text]
	if !known {
		at = strings.LastIndex(s.text, text)
		s.last[text] = at
	}
	return at > s.at
}

// tag writes what stands for a tag.
func (s *scanner) tag(t tag) {
	name := strings.ToLower(t.name)
	component := unicode.IsUpper(rune(t.name[0]))
	switch {
	case t.closing:
		s.at += t.length
		if blockTags[name] && !component {
			s.breakParagraph()
		}
	case !component && skipTags[name]:
		s.skip(t)
	case name == "br":
		s.at += t.length
		s.lineBreak()
	case !component && name == "pre":
		s.pre(t)
	case !component && codeTags[name] && s.inlineCode(t):
	case marksOf[name] != "" && !component && s.mark(t, marksOf[name], marksOf[name]):
	case name == "a" && s.anchor(t):
	case name == "img" || component && t.attrs["src"] != "" && t.attrs["alt"] != "":
		s.image(t)
	default:
		s.dropped(t, component)
	}
}

// dropped leaves a tag out, and keeps what readers saw of its attributes.
func (s *scanner) dropped(t tag, component bool) {
	name := strings.ToLower(t.name)
	if name != "p" && name != "div" && name != "span" || len(t.attrs) > 0 {
		s.note(KindTag, "the tag <%s> was left out; what stands in it stays", t.name)
	}
	words := ""
	if component || name == "details" {
		words = t.text("title", "label", "header", "heading", "summary")
		if dest := t.text("href", "to"); dest != "" && words != "" {
			if to, note := s.o.Resolve(dest, false); to != "" {
				words = "[" + words + "](" + spell(to) + ")"
			} else if note != "" {
				s.note(KindLink, "%s", note)
			}
		} else if words != "" {
			words = "**" + words + "**"
		}
	}
	s.at += t.length
	switch {
	case words != "":
		s.paragraph(words, t.text("description", "caption"))
	case blockTags[name] && !component:
		s.breakParagraph()
		s.beginBlock(name)
	}
}

// beginBlock writes the mark that stands for a block of HTML.
func (s *scanner) beginBlock(name string) {
	if len(s.out) > 0 && s.out[len(s.out)-1] != '\n' {
		return
	}
	switch {
	case name == "li":
		s.emit("- ")
	case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
		s.emit(strings.Repeat("#", int(name[1]-'0')) + " ")
	}
}

// currentLine returns what was written of the line that is being written.
func (s *scanner) currentLine() string {
	return string(s.out[strings.LastIndexByte(string(s.out[max(0, len(s.out)-4000):]), '\n')+1+max(0, len(s.out)-4000):])
}

// breakParagraph begins another paragraph, where that can be.
func (s *scanner) breakParagraph() {
	written := s.currentLine()
	if strings.TrimSpace(written) == "" {
		s.out = s.out[:len(s.out)-len(written)]
		if len(s.out) > 0 {
			s.emit("\n")
		}
	} else if strings.ContainsAny(written[:1], "|> \t#-*+0123456789") {
		s.emit(" ")
		return
	} else {
		s.emit("\n\n")
	}
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\t') {
		s.at++
	}
}

// paragraph writes words as a paragraph of their own, where that can be.
func (s *scanner) paragraph(all ...string) {
	prefix := s.currentLine()
	alone := strings.Trim(prefix, " \t>") == ""
	for _, words := range all {
		switch {
		case words == "":
		case alone:
			s.emit(words + "\n" + strings.TrimRight(prefix, " \t") + "\n" + prefix)
		default:
			s.emit(" " + words + " ")
		}
	}
}

// lineBreak writes a break, where one can be.
func (s *scanner) lineBreak() {
	rest := strings.TrimLeft(s.rest(), " \t")
	written := strings.TrimLeft(s.currentLine(), " \t>")
	switch {
	case strings.HasPrefix(written, "|") || strings.HasPrefix(written, "#"):
		s.emit(" ")
	case rest == "" || strings.HasPrefix(rest, "\n\n") || strings.HasPrefix(rest, "</") || strings.HasPrefix(rest, "<br") || written == "":
	case rest[0] == '\n':
		s.out = bytes.TrimRight(s.out, " ")
		s.at = len(s.text) - len(rest)
		s.emit(`\`)
	default:
		s.emit(" ")
	}
}

// skip leaves out an element with all that stands in it.
func (s *scanner) skip(t tag) {
	end := t.length
	if !t.empty && s.ends(t.name) {
		if i := indexFold(s.rest(), "</"+t.name+">"); i >= 0 {
			end = i + len(t.name) + 3
		}
	}
	s.note(KindTag, "the element <%s> was left out with what stands in it: %s", t.name, excerpt(s.rest()[:end]))
	s.at += end
}

func indexFold(text, what string) int {
	if i := strings.Index(text, what); i >= 0 {
		return i
	}
	return strings.Index(text, strings.ToLower(what))
}

var anyTag = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)

// pre writes preformatted text as a block of code.
func (s *scanner) pre(t tag) {
	end := -1
	if s.ends(t.name) {
		end = indexFold(s.rest(), "</"+t.name+">")
	}
	if t.empty || end < t.length {
		s.dropped(t, false)
		return
	}
	inner := html.UnescapeString(anyTag.ReplaceAllString(s.rest()[t.length:end], ""))
	s.at += end + len(t.name) + 3
	s.breakParagraph()
	s.emit("`````\n" + strings.ReplaceAll(strings.Trim(inner, "\n"), "{{", "{ {") + "\n`````\n\n")
}

// maxInner is how many bytes of an element within a paragraph are read: no text of a page may be longer.
const maxInner = 16 << 10

// inner returns what stands in an element within its paragraph; ok is false where the element has no end there.
func (s *scanner) inner(t tag) (text string, end int, ok bool) {
	rest := s.rest()
	rest, _, _ = strings.Cut(rest[:min(len(rest), maxInner)], "\n\n")
	i := indexFold(rest, "</"+t.name+">")
	if t.empty || i < t.length {
		return "", 0, false
	}
	return rest[t.length:i], s.at + i, true
}

func (s *scanner) inlineCode(t tag) bool {
	inner, end, ok := s.inner(t)
	if !ok || strings.ContainsAny(inner, "`<\n{") || strings.TrimSpace(inner) == "" {
		return false
	}
	s.emit("`" + html.UnescapeString(strings.TrimSpace(inner)) + "`")
	s.at = end + len(t.name) + 3
	return true
}

// mark writes a mark of Markdown for a tag, and remembers what is to be written at its end. It reports false where the mark would not be one.
func (s *scanner) mark(t tag, open, closing string) bool {
	inner, end, ok := s.inner(t)
	if !ok || strings.ContainsAny(inner, "<*_~") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	before, _ := utf8.DecodeLastRune(s.out)
	after, _ := utf8.DecodeRuneInString(s.text[end+len(t.name)+3:])
	if !isLetter(first) || !isLetter(last) || isLetter(before) || isLetter(after) || strings.ContainsRune("*_~", before) || strings.ContainsRune("*_~", after) {
		return false
	}
	s.emit(open)
	s.at += t.length
	s.closers = append(s.closers, closer{end, closing})
	return true
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// anchor writes a link.
func (s *scanner) anchor(t tag) bool {
	inner, end, ok := s.inner(t)
	dest := t.text("href")
	if !ok || dest == "" || strings.Contains(inner, "](") || strings.Contains(strings.ToLower(inner), "<a") || len(s.brackets) > 0 {
		return false
	}
	words := strings.TrimSpace(anyTag.ReplaceAllStringFunc(inner, func(one string) string {
		if t, ok := parseTag(one); ok && strings.EqualFold(t.name, "img") {
			return t.text("alt")
		}
		return " "
	}))
	words = strings.NewReplacer("[", `\[`, "]", `\]`, "<", `\<`, "{", `\{`).Replace(strings.Join(strings.Fields(words), " "))
	open := bracket{at: len(s.out)}
	s.emit("[" + words)
	s.at = end + len(t.name) + 3
	s.link(open, dest, "")
	return true
}

// image writes an image.
func (s *scanner) image(t tag) {
	s.at += t.length
	alt, src := strings.NewReplacer("[", "", "]", "", "<", "", "{", "", "`", "", "*", "", "_", " ").Replace(t.text("alt")), t.text("src")
	if src == "" {
		s.note(KindTag, "the image of <%s> has no address that can be read: its description stays as text", t.name)
		s.emit(alt)
		return
	}
	open := bracket{at: len(s.out), image: true}
	s.emit("![" + alt)
	s.link(open, src, "")
}
