package segment

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/pelletier/go-toml/v2/unstable"
)

// FrontMatter is the metadata of a page: TOML 1.0 between two lines "+++" at its start.
type FrontMatter struct {
	Title       string
	Description string
	Order       int       // place in the list of guides, smallest first
	Published   time.Time // midnight UTC of the day, as are the other dates
	Updated     time.Time
	ReviewBy    time.Time // zero if the page names none
	Critical    bool      // drafts are not shown on this page
	Aliases     []Alias   // addresses that the page had before
}

// frontMatter matches the front matter of a page, from its first line "+++" to the line end after its second. White space may stand
// above it.
var frontMatter = regexp.MustCompile(`(?ms)\A[ \t\n]*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\z)`)

// splitFrontMatter finds the TOML between the two lines "+++", and the offset after the second. It adds a fault if there are none.
func splitFrontMatter(faults *faultCollector) (toml span, body int, ok bool) {
	if m := frontMatter.FindSubmatchIndex(faults.text); m != nil {
		return span{m[2], m[3]}, m[1], true
	}
	line, _, _ := bytes.Cut(faults.text, []byte{'\n'})
	if string(bytes.TrimRight(line, " \t")) == "+++" {
		faults.add(0, "the front matter has no end: put a line \"+++\" after its last field")
	} else {
		faults.add(0, "%s: begin it with a line \"+++\", then title, description, published and updated%s, then a line \"+++\"", noFrontMatter(faults.text), exampleTitle(faults.text))
	}
	return span{}, 0, false
}

type frontMatterParser struct {
	faults *faultCollector
	offset int // of the TOML in the page
	front  FrontMatter
	values map[string]span // of each field
	lost   bool            // a line could not be read: it may be any field
}

// fields are the names of all fields.
var fields = []string{"title", "description", "order", "published", "updated", "critical", "review_by", "aliases"}

// parseFrontMatter returns the fields of the front matter and where their values are. It adds every fault that it finds.
func parseFrontMatter(faults *faultCollector, toml span) (FrontMatter, map[string]span) {
	p := &frontMatterParser{faults: faults, offset: toml.start, values: map[string]span{}}
	for at := toml.start; at < toml.end; {
		at = p.read(at, toml.end)
	}
	p.checkFields()
	return p.front, p.values
}

// read reads fields from an offset up to the end, or to what cannot be read, and returns the offset at which reading can go on.
func (p *frontMatterParser) read(at, end int) (next int) {
	var parser unstable.Parser
	p.offset = at
	parser.Reset(p.faults.text[at:end:end])
	for parser.NextExpression() {
		if e := parser.Expression(); e.Kind == unstable.KeyValue {
			p.field(e)
		} else {
			p.faults.add(p.span(e.Child().Raw).start, "the front matter has no tables: write each field on a line of its own, as name = value")
		}
	}
	if parser.Error() == nil {
		return end
	}
	offset := end
	if syntax, ok := errors.AsType[*unstable.ParserError](parser.Error()); ok {
		offset = p.span(parser.Range(syntax.Highlight)).start
	}
	x := tomltext.Explain(p.faults.text[:end], at, offset)
	p.faults.add(x.Offset, "%s", x.Msg)
	line := p.faults.text[bytes.LastIndexByte(p.faults.text[:x.Offset], '\n')+1 : x.End]
	if name := fieldStart.FindSubmatch(line); name != nil {
		p.values[string(name[1])] = span{x.Offset, x.Offset} // it is there, though nobody can read it
	} else {
		p.lost = true
	}
	return max(x.End, at+1)
}

var fieldStart = regexp.MustCompile(`^[ \t]*([a-z_]+)\b`)

func (p *frontMatterParser) span(r unstable.Range) span {
	start := p.offset + int(r.Offset)
	return span{start, start + int(r.Length)}
}

func (p *frontMatterParser) field(e *unstable.Node) {
	var names []string
	for keys := e.Key(); keys.Next(); {
		names = append(names, string(keys.Node().Data))
	}
	name, value, key := strings.Join(names, "."), e.Value(), p.span(e.Child().Next().Raw)
	if _, again := p.values[name]; again {
		p.faults.add(key.start, "%s stands here a second time: leave one of them", name)
		return
	}
	at := p.span(value.Raw)
	if value.Kind == unstable.Array { // the one kind without a range of its own
		at = key
	}
	if p.set(name, value, at) {
		p.values[name] = at
		return
	}
	if lower := strings.ToLower(name); slices.Contains(fields, lower) {
		p.faults.add(key.start, "a field is written in small letters: write it as %s", lower)
		p.values[lower] = at
		return
	}
	p.faults.add(key.start, "unknown field %q: the fields are title, description, order, published, updated, critical, review_by and aliases", name)
}

// set sets a field to a value. It returns false if there is no such field.
func (p *frontMatterParser) set(name string, value *unstable.Node, at span) bool {
	f := &p.front
	texts := map[string]*string{"title": &f.Title, "description": &f.Description}
	dates := map[string]*time.Time{"published": &f.Published, "updated": &f.Updated, "review_by": &f.ReviewBy}
	switch {
	case texts[name] != nil:
		*texts[name] = p.text(name, value, at)
	case dates[name] != nil:
		*dates[name] = p.date(name, value, at)
	case name == "order":
		f.Order = p.number(name, value, at)
	case name == "critical":
		if value.Kind != unstable.Bool {
			p.faults.add(at.start, "critical must be true or false, without quotes")
		}
		f.Critical = string(value.Data) == "true"
	case name == "aliases":
		f.Aliases = p.aliases(value, at)
	default:
		return false
	}
	return true
}

func (p *frontMatterParser) text(name string, value *unstable.Node, at span) string {
	if value.Kind != unstable.String {
		p.faults.add(at.start, "%s must be a text in quotes", name)
		return ""
	}
	text := composed(oneLine(string(value.Data)))
	switch {
	case strings.TrimSpace(text) == "":
		p.faults.add(at.start, "%s is empty: readers and translators need it", name)
		return ""
	case len(text) > maxText:
		p.faults.add(at.start, "%s is longer than %d KB: shorten it", name, maxText>>10)
		return ""
	}
	for _, c := range text {
		if reason := forbiddenReason(c); reason != "" {
			p.faults.add(at.start, "%s holds %U: %s", name, c, reason)
		}
	}
	if marks := marksIn(text); marks != "" {
		p.faults.add(at.start, "%s is plain text, and readers would see its marks (%s): leave them out", name, excerpt(marks))
	}
	return text
}

// marksIn returns the first part of a plain text that would be more than words in Markdown, an address aside, such as *words* or &amp;; "" if there is none.
func marksIn(text string) string {
	run, err := inlineLine(text)
	if err != nil {
		return ""
	}
	for _, r := range run.Children {
		switch raw := text[r.Start:r.End]; {
		case r.Kind == RunText && r.Text != raw:
			return escape.FindString(raw)
		case r.Kind != RunText && r.Kind != RunAutolink:
			return raw
		}
	}
	return ""
}

func (p *frontMatterParser) number(name string, value *unstable.Node, at span) int {
	n, err := strconv.ParseInt(strings.ReplaceAll(string(value.Data), "_", ""), 0, 32)
	if value.Kind != unstable.Integer || err != nil {
		p.faults.add(at.start, "%s must be a whole number, for example 10", name)
	}
	return int(n)
}

func (p *frontMatterParser) date(name string, value *unstable.Node, at span) time.Time {
	date, err := time.Parse(time.DateOnly, string(value.Data))
	if meant, isDate := tomltext.Date(string(value.Data)); err != nil && isDate && meant != "" {
		p.faults.add(at.start, "a date is written year-month-day: write it as %s = %s", name, meant)
		return date
	}
	if day, _, timed := strings.Cut(string(value.Data), "T"); timed && err != nil {
		if _, err := time.Parse(time.DateOnly, day); err == nil {
			p.faults.add(at.start, "a date has no time of day: write it as %s = %s", name, day)
			return date
		}
	}
	if err != nil || value.Kind != unstable.LocalDate && value.Kind != unstable.String {
		p.faults.add(at.start, "%s must be a day of the calendar, for example 2026-01-31", name)
	}
	return date
}

// checkFields adds the faults of required fields that are missing and of dates that contradict each other.
func (p *frontMatterParser) checkFields() {
	for _, name := range []string{"title", "description", "published", "updated"} {
		if _, ok := p.values[name]; !ok && !p.lost {
			p.faults.add(0, "the front matter has no %s: add a line %s = …", name, name)
		}
	}
	f := p.front
	if f.Updated.Before(f.Published) && !f.Updated.IsZero() {
		p.faults.add(p.values["updated"].start, "updated is before published: mend one of the dates")
	}
	if f.ReviewBy.Before(f.Updated) && !f.ReviewBy.IsZero() {
		p.faults.add(p.values["review_by"].start, "review_by is before updated: mend one of the dates")
	}
}
