package render

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/corpus"
)

// partID returns the attribute id of segment i: the rest of its key behind the page's slug, by which search results and recordings name it. No other id has
// that form: those of headings have no dot.
func (c *blockWriter) partID(i int) markup {
	if c.plain || i < 0 {
		return ""
	}
	return partID(c.page, i)
}

func partID(p *corpus.Original, i int) markup {
	if rest, ok := partOf(p, i); ok {
		return attr("id", rest)
	}
	return "" // what is not to be translated has no key
}

// partOf returns the key of a segment without the page's slug; ok is false where it has none, because it is not to be translated.
func partOf(p *corpus.Original, i int) (part string, ok bool) {
	return strings.CutPrefix(p.Keys[i], p.Slug+".")
}

// reportLink writes the link to the form for reporting a segment: a sign without text, so that it is in no copy of the text. Its name says what it does, with the
// first words of the segment; where these are in another language than that, an attribute cannot say both, and the name is put together from two elements (law
// 6). Search engines are not led to a form for every part.
func (c *blockWriter) reportLink(i int) {
	rest, ok := partOf(c.page, i)
	if c.plain || !ok {
		return
	}
	text := c.pub.Texts[i]
	words := firstWords(text.Run.PlainText())
	name := c.say("ui.report.part-named", arg{"Part", escape(words)})
	c.write(`<a class="flag"`)
	if name.as == text.Locale {
		c.write(` aria-label="`, name.html, `"`)
	} else {
		c.named = true
		id := "ui.flag." + strconv.Itoa(i)
		c.write(attr("id", id), attr("aria-label", words), attr("aria-labelledby", "ui.flag "+id))
	}
	c.write(` rel="nofollow"`, attr("href", c.readersURL(c.wanted, reportSlug(c.page.Slug, rest))), "></a>")
}

// reportName writes what the names of links of [blockWriter.reportLink] begin with that are put together.
func (d *writer) reportName() { d.element(`p id="ui.flag" hidden`, d.say("ui.report.part")) }

const enoughRunes = 16 // to tell one part of a page from the others

// firstWords returns the beginning of a text: whole words where the text has spaces, and whole letters with their marks where it has none.
func firstWords(text string) string {
	end, runes := len(text), 0
	for i, c := range text {
		if runes >= enoughRunes && (unicode.IsSpace(c) || runes >= 2*enoughRunes && !unicode.Is(unicode.M, c)) {
			end = i
			break
		}
		runes++
	}
	if end < len(text) {
		return text[:end] + "…"
	}
	return text
}
