package catalog

import (
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// Outline is what the catalogs of all locales have in common for one page, once sync has laid them out and every text is filled: all but
// the translations. It tells of such a catalog that there is nothing to do, without parsing it.
type Outline struct{ parts []outlined }

// outlined is one entry. Previous translations may stand between its two pieces, and its text behind them.
type outlined struct{ above, below string }

// NewOutline makes the outline of a page from its English catalog as it is laid out. It is nil, which stands for no catalog, where the
// English is [File.Faulty], has plural forms, or lacks a text.
func NewOutline(english *File) *Outline {
	if english == nil || english.faulty || !english.page || len(english.messages) == 0 || len(english.CheckEnglish()) > 0 {
		return nil
	}
	o := &Outline{make([]outlined, 0, len(english.messages))}
	for _, m := range english.messages {
		if m.Forms.Plural() || m.Note == "" {
			return nil
		}
		var above writer
		if len(o.parts) > 0 {
			above.line("")
		}
		above.marked(markNote, strings.Split(m.Note, "\n"))
		above.lines(markForms(markSource, m.Forms)...)
		o.parts = append(o.parts, outlined{above.String(), header(m.Key) + "\nhash = \"" + Hash(m.Forms) + "\"\nother = "})
	}
	return o
}

// Stands says that data, a locale's catalog of the page, is as sync would leave it: it has no fault, not even beside its English, every
// text is filled and one inline run of Markdown, [SyncLocale] changes no byte of it, and [Recall.Suggest] has nothing to add. It says
// so of nearly all such catalogs and of no other. past says that previous translations stand in it.
func (o *Outline) Stands(data []byte) (stands, past bool) {
	if o == nil || len(data) > MaxBytes || len(o.parts) > MaxMessages {
		return false, false
	}
	text := string(data)
	for i := range o.parts {
		rest, earlier, ok := o.parts[i].skip(text)
		n := strings.IndexByte(rest, '\n')
		if !ok || n < 0 || !standsFilled(rest[:n]) {
			return false, false
		}
		text, past = rest[n+1:], past || earlier
	}
	return text == "", past
}

// skip gives what stands behind "other = "; earlier says that previous translations stood before.
func (p *outlined) skip(text string) (rest string, earlier, ok bool) {
	rest, ok = strings.CutPrefix(text, p.above)
	if !ok {
		return "", false, false
	}
	if !strings.HasPrefix(rest, p.below) {
		rest, earlier = belowPairs(rest)
	}
	rest, ok = strings.CutPrefix(rest, p.below)
	return rest, earlier, ok
}

// standsFilled says that a value is a text of a page, sound and not empty.
func standsFilled(raw string) bool {
	value, ok := unquoteLine(raw)
	if !ok || value == "" || strings.Contains(value, "{{") {
		return false
	}
	return (fastValid(value) || vet(value, true) == "") && segment.IsInline(value)
}

// belowPairs skips previous translations that are spelled as the tool spells them, each with its English.
func belowPairs(text string) (rest string, found bool) {
	for {
		below, old := plainLines(text, markOld)
		below, former := plainLines(below, markPrevious)
		if !old || !former {
			return text, found
		}
		text, found = below, true
	}
}

// plainLines skips the lines of that mark at the beginning of text, as long as each says in so many words what it says.
func plainLines(text, m string) (rest string, found bool) {
	for strings.HasPrefix(text, m) {
		line, rest, ok := strings.Cut(text, "\n")
		_, said := marked(line)
		if !ok || said == "" || said[0] == '[' || mark(m, said) != line || formPrefix.MatchString(said) || plain(said) != said || !validComment(said) {
			break
		}
		text, found = rest, true
	}
	return text, found
}
