package adopt

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/parlance/parlance/app/adopt/foreign"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
)

// converted is a version of a page as ours.
type converted struct {
	*segment.Page
	foreign   *foreign.Page
	header    int          // lines of the front matter
	ownTitle  bool         // the page says its title
	paragraph int          // the segment that the description was taken from; -1 where the page says one
	texts     map[word]int // the segment of each text, the first of those that are the same
}

// word is a text and what it is.
type word struct {
	kind segment.Kind
	text string
}

// metadata is what a page of ours says beside its texts.
type metadata struct {
	order              int
	published, updated time.Time
}

// convert reads a version of a page. file is where it is today, p the page that it is or translates.
func (a *adopter) convert(p *page, file string, data []byte, m metadata) (*converted, error) {
	resolve := func(dest string, image bool) (string, string) { return a.links.resolve(p, file, dest, image) }
	ext := strings.ToLower(path.Ext(file))
	f := foreign.Read(data, foreign.Options{MDX: ext == ".mdx" || a.t.kind == Docusaurus, Resolve: resolve})
	c := &converted{foreign: f, paragraph: -1}
	title := plain(f.Front.Text("title", "sidebar_label", "linkTitle", "linktitle"))
	if h := takeTitle(f, title); h != "" {
		title = cmp.Or(title, h)
	}
	c.ownTitle = title != ""
	title = cmp.Or(title, plain(p.title), humanized(p))
	description := plain(f.Front.Text("description", "summary", "excerpt", "lead"))
	var err error
	if description == "" {
		if c.Page, err = f.Settle(p.slug, file, front(title, title, m)); err != nil {
			return nil, err
		}
		description = c.firstParagraph()
		description = cmp.Or(description, title)
	}
	head := front(title, description, m)
	c.header = bytes.Count(head, []byte{'\n'})
	if c.Page, err = f.Settle(p.slug, file, head); err != nil {
		return nil, err
	}
	c.index()
	return c, nil
}

func (c *converted) index() {
	c.texts = make(map[word]int, len(c.Segments))
	for i, s := range c.Segments {
		w := word{s.Kind, s.Text}
		if _, known := c.texts[w]; !known && !s.NoTranslate {
			c.texts[w] = i
		}
	}
}

// line returns the line of the source that a segment begins at.
func (c *converted) line(i int) int {
	n := c.Segments[i].Line - 1 - c.header
	if n < 0 || n >= len(c.foreign.Lines) {
		return 1
	}
	return c.foreign.Lines[n]
}

// longest is how long a description may be that was taken from a paragraph, in letters.
const longest = 300

// firstParagraph returns the beginning of the first paragraph as plain text, and notes which it was.
func (c *converted) firstParagraph() string {
	for i, s := range c.Segments {
		if s.Kind == segment.KindParagraph {
			if text := description(s.Text); text != "" {
				c.paragraph = i
				return text
			}
		}
	}
	c.paragraph = -2
	return ""
}

// description returns the beginning of a paragraph as plain text, "" where it says nothing.
func description(text string) string {
	text = plain(text)
	if letters := []rune(text); len(letters) > longest {
		text = string(letters[:longest])
		if i := strings.LastIndexByte(text, ' '); i > longest/2 {
			text = text[:i]
		}
		text += "…"
	}
	if segment.Words(text) == 0 {
		return ""
	}
	return text
}

// plain returns what a reader sees of a text, as a field of the front matter holds it.
func plain(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if run, err := segment.InlineInPlace(text, text); err == nil {
		text = strings.Join(strings.Fields(run.PlainText()), " ")
	}
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff || r == 0xfffd {
			return -1
		}
		return r
	}, text)
	return strings.ReplaceAll(strings.ReplaceAll(text, "{{", "{ {"), "{{", "{ {")
}

var firstHeading = regexp.MustCompile(`^[ ]{0,3}#[ \t]+(.*?)(?:[ \t]+#+)?(?:[ \t]*\{#[\w-]+\})?[ \t]*$`)

// takeTitle takes the heading off a page that is its title, and returns its words. Where the page has another title already, the heading stays.
func takeTitle(f *foreign.Page, title string) string {
	lines := strings.Split(string(f.Body), "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		m := firstHeading.FindStringSubmatch(line)
		if m == nil {
			return ""
		}
		words := plain(m[1])
		if words == "" || title != "" && words != title {
			return ""
		}
		lines[i] = ""
		f.Body = []byte(strings.Join(lines, "\n"))
		return words
	}
	return ""
}

// humanized returns the name of a page's file as words.
func humanized(p *page) string {
	words := strings.ReplaceAll(path.Base(p.slug), "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// front returns a front matter of ours.
func front(title, description string, m metadata) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "+++\ntitle = %s\ndescription = %s\norder = %d\npublished = %s\nupdated = %s\n+++\n\n",
		tomltext.QuoteBasic(title), tomltext.QuoteBasic(description), m.order, m.published.Format(time.DateOnly), m.updated.Format(time.DateOnly))
	return b.Bytes()
}
