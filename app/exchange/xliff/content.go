package xliff

import (
	"errors"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// Code is one inline code of a text: what a translator must leave as it is.
type Code struct {
	ID   string // as in the content
	Kind string // "placeholder", or one of segment's kinds of runs, such as "strong" and "link"
	Text string // the bytes that the code stands for; of one that spans words, with … for them
}

// EncodeContent returns a text of a page as inline content of XLIFF 2.1 without data: <pc id="1">words</pc> for a mark that spans words, <ph id="2"/>
// for what stands alone, and &lt;, &gt; and &amp;. Texts of the interface have placeholders only.
func EncodeContent(page, text string) (content string, codes []Code) {
	var b strings.Builder
	var write func(list []inlineToken)
	write = func(list []inlineToken) {
		for _, token := range list {
			if token.signature == "" {
				b.WriteString(escapeText(token.open))
				continue
			}
			id := fmt.Sprint(len(codes) + 1)
			if len(token.children) == 0 {
				codes = append(codes, Code{id, string(token.kind), token.open})
				b.WriteString(`<ph id="` + id + `"/>`)
				continue
			}
			codes = append(codes, Code{id, string(token.kind), token.open + "…" + token.close})
			b.WriteString(`<pc id="` + id + `">`)
			write(token.children)
			b.WriteString("</pc>")
		}
	}
	write(tokenize(page, text, text))
	return b.String(), codes
}

var escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

// contentTag matches the tags of inline content, as engines that read HTML write them too.
var contentTag = regexp.MustCompile(`<\s*(/?)\s*(ph|pc)\b([^<>]*)>`)

var idAttribute = regexp.MustCompile(`\bid\s*=\s*["']?([0-9]+)`)

// DecodeContent returns the text that the content says, a translation of what [EncodeContent] made of source. Every code must stand in it once, each pc
// with its end, except that placeholders may be lacking where the other plural form has them. The error says which code does not.
func DecodeContent(page, source, content string, lacksPlaceholders bool) (string, error) {
	d := contentDecoder{codes: codesOf(tokenize(page, source, source)), used: map[int]bool{}}
	if err := d.read(content); err != nil {
		return "", err
	}
	for i, code := range d.codes {
		if !d.used[i] && !(lacksPlaceholders && code.kind == placeholder) {
			return "", fmt.Errorf("the code %d (%s) of the source is missing", i+1, describe([]string{code.signature}))
		}
	}
	return d.levels[0].String(), nil
}

// ContentWords returns what a content says without its marks: codes of their own become the text that they stand for.
func ContentWords(page, source, content string) string {
	codes := codesOf(tokenize(page, source, source))
	words := contentTag.ReplaceAllStringFunc(content, func(tag string) string {
		m := idAttribute.FindStringSubmatch(tag)
		if m == nil {
			return ""
		}
		n, err := strconv.Atoi(m[1])
		if err != nil || n < 1 || n > len(codes) || len(codes[n-1].children) > 0 {
			return ""
		}
		if codes[n-1].kind == segment.RunHardBreak {
			return " "
		}
		return escapeText(strings.Trim(codes[n-1].open, "`<>"))
	})
	return html.UnescapeString(words)
}

// codesOf returns the tokens that are codes, in the order of their ids.
func codesOf(list []inlineToken) (codes []inlineToken) {
	for _, token := range list {
		if token.signature != "" {
			codes = append(append(codes, token), codesOf(token.children)...)
		}
	}
	return codes
}

// contentDecoder reads content from the outside in.
type contentDecoder struct {
	codes  []inlineToken
	used   map[int]bool // by the index of the code
	open   []int        // indexes of the codes that have begun and not ended
	levels []*strings.Builder
}

func (d *contentDecoder) read(content string) error {
	d.levels = []*strings.Builder{{}}
	last := 0
	for _, m := range contentTag.FindAllStringSubmatchIndex(content, -1) {
		d.write(html.UnescapeString(content[last:m[0]]))
		last = m[1]
		closing, name, attributes := m[2] < m[3], content[m[4]:m[5]], content[m[6]:m[7]]
		if err := d.tag(name, attributes, closing); err != nil {
			return err
		}
	}
	d.write(html.UnescapeString(content[last:]))
	if n := len(d.open); n > 0 {
		return fmt.Errorf("the code %d has no end (</pc>)", d.open[n-1]+1)
	}
	return nil
}

func (d *contentDecoder) write(text string) { d.levels[len(d.levels)-1].WriteString(text) }

func (d *contentDecoder) tag(name, attributes string, closing bool) error {
	if closing {
		return d.close(name)
	}
	m := idAttribute.FindStringSubmatch(attributes)
	if m == nil {
		return fmt.Errorf("a <%s> has no id", name)
	}
	n, err := strconv.Atoi(m[1])
	i := n - 1
	switch {
	case err != nil || i < 0 || i >= len(d.codes):
		return fmt.Errorf("the source has no code %s", m[1])
	case d.used[i]:
		return fmt.Errorf("the code %s stands there twice", m[1])
	case (name == "pc") != (len(d.codes[i].children) > 0):
		return fmt.Errorf("the code %s is another element in the source than <%s>", m[1], name)
	}
	d.used[i] = true
	if name == "ph" {
		d.write(d.codes[i].open)
		return nil
	}
	if strings.HasSuffix(strings.TrimSpace(attributes), "/") {
		return fmt.Errorf("the code %s spans no words", m[1])
	}
	d.open, d.levels = append(d.open, i), append(d.levels, &strings.Builder{})
	return nil
}

// close ends the code that began last. The end of a ph says nothing.
func (d *contentDecoder) close(name string) error {
	if name == "ph" {
		return nil
	}
	n := len(d.open)
	if n == 0 {
		return errors.New("a </pc> ends nothing")
	}
	code, inner := d.codes[d.open[n-1]], d.levels[n].String()
	d.open, d.levels = d.open[:n-1], d.levels[:n]
	if strings.TrimSpace(inner) == "" {
		return fmt.Errorf("a code (%s) spans no words", describe([]string{code.signature}))
	}
	d.write(enclose(originalCode{code.open, code.close}, inner))
	return nil
}
