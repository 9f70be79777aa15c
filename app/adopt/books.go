package adopt

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/adopt/foreign"
	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/textdiff"
)

// book is a PO file that translates a whole book, as mdbook-i18n-helpers makes it. Its messages hold the English that they translate, so that no history
// is needed to know it.
type book struct {
	file     string
	messages []po.Message
	byFile   map[string][]int // messages by the page that they stand in
	byText   map[string]int   // by the text alone, for pages that were renamed since
}

// readBooks reads the PO files of a book.
func (a *adopter) readBooks() (map[*target]*book, error) {
	books := map[*target]*book{}
	for _, l := range a.t.targets {
		if l.book == "" {
			continue
		}
		data, err := a.files.read(l.book)
		if err == nil {
			b := &book{file: l.book, byFile: map[string][]int{}, byText: map[string]int{}}
			if b.messages, err = po.ReadMessages(l.book, data); err == nil {
				b.sort(a)
				books[l] = b
				continue
			}
		}
		a.note(Note{File: l.book, Line: 1, Kind: "left out", Locale: l.tag, Message: "the file cannot be read, and was left out: " + err.Error()})
	}
	return books, nil
}

var reference = regexp.MustCompile(`^(.*?)(?::[0-9]+)*$`)

// sort notes which page each message stands in.
func (b *book) sort(a *adopter) {
	for i, m := range b.messages {
		if _, known := b.byText[canonical(m.ID)]; !known && m.Text != "" && m.Text != m.ID {
			b.byText[canonical(m.ID)] = i
		}
		for _, ref := range m.References {
			name := path.Join(a.t.root, reference.FindStringSubmatch(ref)[1])
			p := a.links.bySource[name]
			if p == nil {
				p = a.links.bySource[path.Join(a.t.statics[0], reference.FindStringSubmatch(ref)[1])]
			}
			if list := b.byFile[pathOf(p)]; p != nil && !slices.Contains(list, i) {
				b.byFile[p.path] = append(list, i)
			}
		}
	}
}

func pathOf(p *page) string {
	if p == nil {
		return ""
	}
	return p.path
}

// left returns the notes of messages that no page holds, and counts them. placed are those that one does, and why the reasons of others.
func (b *book) left(l *target, c *Count, placed map[*po.Message]bool, why map[*po.Message]string) (notes []Note) {
	c.Files++
	for i := range b.messages {
		m := &b.messages[i]
		if placed[m] || m.Text == "" || isSummary(m) {
			continue
		}
		if m.Text == m.ID {
			c.Same++
			continue
		}
		c.Blocks++
		c.Doubtful++
		reason := cmp.Or(why[m], "no page holds this text any more")
		notes = append(notes, Note{File: b.file, Line: m.Line, Kind: "doubtful", Locale: l.tag, Text: m.Text, Message: reason + ": " + short(m.Text)})
	}
	return notes
}

// isSummary reports whether a message is of the list of chapters alone, whose titles pages say themselves.
func isSummary(m *po.Message) bool {
	return len(m.References) > 0 && !slices.ContainsFunc(m.References, func(r string) bool { return !strings.Contains(r, "SUMMARY.md") })
}

// bookPage is what a book has for one page.
type bookPage struct {
	book  *book
	list  []bookText
	old   *version               // the page with the English of messages whose English has changed since; nil where none has
	why   map[*po.Message]string // of messages that have no place in it
	count Count
}

// bookText is a text of a message.
type bookText struct {
	english, text string
	message       *po.Message
	segment       int // of today's page; -1 where it has no such text
	changed       bool
	derived       bool // it is made from another one
}

// fromBook finds the texts of a page in a book.
func (v *englishVersions) fromBook(b *book) *bookPage {
	r := &bookPage{book: b, why: map[*po.Message]string{}}
	var texts []bookText
	for _, i := range b.byFile[v.p.path] {
		texts = append(texts, r.texts(v, &b.messages[i])...)
	}
	r.place(v, texts)
	return r
}

// texts returns the texts of a message; none where its translation has not as many.
func (r *bookPage) texts(v *englishVersions, m *po.Message) (list []bookText) {
	if m.Text == "" || m.Text == m.ID {
		return nil
	}
	english, translated := v.fragment(m.ID), v.fragment(m.Text)
	if len(english) != len(translated) || len(english) == 0 {
		r.why[m] = "its parts are not those of the English, or it is code, which our pages do not translate"
		return nil
	}
	for n := range english {
		list = append(list, bookText{english: english[n], text: translated[n], message: m, segment: -1})
	}
	return list
}

// fragment reads a message as a page would hold it, and returns its texts.
func (v *englishVersions) fragment(text string) (list []string) {
	resolve := func(dest string, image bool) (string, string) { return v.a.links.resolve(v.p, v.p.path, dest, image) }
	f := foreign.Read([]byte("\n"+text+"\n"), foreign.Options{Resolve: resolve})
	page, err := f.Settle(v.p.slug, v.p.path, front("x", "x", metadata{}))
	if err != nil {
		return nil
	}
	for _, s := range page.Segments[2:] {
		list = append(list, s.Text)
	}
	return list
}

var marksOfText = strings.NewReplacer("*", "", "_", "", `\`, "", "`", "", "\n", " ")

// canonical returns what is the same of a text in every spelling of its Markdown.
func canonical(text string) string {
	return strings.Join(strings.Fields(marksOfText.Replace(text)), " ")
}

// place finds the segments of today's page that messages translate: by their text, and else by likeness.
func (r *bookPage) place(v *englishVersions, texts []bookText) {
	free := map[string][]int{}
	for i, s := range v.today.Segments {
		if !s.NoTranslate && (s.Kind != segment.KindDescription || v.today.paragraph == -1) {
			free[canonical(s.Text)] = append(free[canonical(s.Text)], i)
		}
	}
	var rest []bookText
	for _, t := range texts {
		places := free[canonical(t.english)]
		if len(places) == 0 {
			rest = append(rest, t)
			continue
		}
		for n, i := range places { // a message is one text wherever it stands
			one := t
			one.segment, one.derived = i, n > 0
			r.list = append(r.list, one)
		}
		delete(free, canonical(t.english))
	}
	for i, s := range v.today.Segments { // of a page that has another name now
		if n, known := r.book.byText[canonical(s.Text)]; known && slices.Contains(free[canonical(s.Text)], i) {
			if list := r.texts(v, &r.book.messages[n]); len(list) == 1 {
				list[0].segment = i
				r.list = append(r.list, list[0])
				free[canonical(s.Text)] = slices.DeleteFunc(free[canonical(s.Text)], func(j int) bool { return i == j })
			}
		}
	}
	r.likely(v, rest, free)
	r.describe(v)
}

// similar is how like a text of today is to one that stands for it.
const similar = 0.6

func (r *bookPage) likely(v *englishVersions, rest []bookText, free map[string][]int) {
	var today, before []textdiff.Item
	var places []int
	for i, s := range v.today.Segments {
		if slices.Contains(free[canonical(s.Text)], i) {
			today, places = append(today, textdiff.Item{Text: s.Text}), append(places, i)
		}
	}
	for _, t := range rest {
		before = append(before, textdiff.Item{Text: t.english})
	}
	found := map[int]bool{}
	for _, m := range textdiff.NewComparer().PairSimilar(before, today, similar) {
		found[m.A] = true
		t := rest[m.A]
		t.segment, t.changed = places[m.B], true
		r.list = append(r.list, t)
	}
	for i, t := range rest {
		if !found[i] {
			r.why[t.message] = "its English stands on the page no more"
		}
	}
	r.before(v)
}

// before makes the page with the English of the messages.
func (r *bookPage) before(v *englishVersions) {
	source := v.today.Source()
	list := slices.Clone(r.list)
	slices.SortFunc(list, func(x, y bookText) int { return y.segment - x.segment })
	changed := false
	for _, t := range list {
		if s := v.today.Segments[t.segment]; t.changed && s.Kind.IsMarkdown() && !strings.Contains(t.english, "\n") {
			source = slices.Concat(source[:s.Start], []byte(t.english), source[s.End:])
			changed = true
		}
	}
	if !changed {
		return
	}
	page, err := segment.Parse(v.p.slug, v.p.path, source)
	if err != nil || len(page.Segments) != len(v.today.Segments) {
		return
	}
	c := *v.today.converted
	c.Page = page
	c.index()
	r.old = &version{converted: &c, rank: 1}
}

// describe takes the description from the translation of the paragraph that it was taken from.
func (r *bookPage) describe(v *englishVersions) {
	if v.today.paragraph < 0 {
		return
	}
	for _, t := range r.list {
		if t.segment == v.today.paragraph && !t.changed {
			t.segment, t.derived = 1, true
			t.english, t.text = v.today.Segments[1].Text, description(t.text)
			if t.text != "" {
				r.list = append(r.list, t)
			}
			return
		}
	}
}

// entries returns what a book has for the catalog of a page, and counts it.
func (r *bookPage) entries(v *englishVersions) (list []entry) {
	for _, t := range r.list {
		s := v.today.Segments[t.segment]
		e := entry{key: v.today.keys[t.segment], text: t.text, file: r.book.file, line: t.message.Line, kind: s.Kind, counted: !t.derived}
		if !s.Kind.IsMarkdown() {
			e.text = plain(t.text)
		}
		switch {
		case t.message.Fuzzy: // a tool says that nobody knows
		case !t.changed:
			e.source, e.at = s.Text, v.today
		case r.old != nil:
			e.key, e.source, e.at = r.old.keys[t.segment], r.old.Segments[t.segment].Text, r.old
		}
		if e.counted {
			r.count.Blocks++
			r.count.Agree++
		}
		list = append(list, e)
	}
	return list
}
