package segment

import (
	"bytes"
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
	Summary     string    // the key message, where the description is none; "" if the page names none
	Order       int       // place in the list of guides, smallest first
	Published   time.Time // midnight UTC of the day, as are the other dates
	Updated     time.Time
	ReviewBy    time.Time // zero if the page names none
	Critical    bool      // drafts are not shown on this page
	Aliases     []Alias   // addresses that the page had before
	Authors     []string  // names of people, as they write them; nil if the page does not say
	ReviewedBy  []string  // names of those who checked the English of the page medically
	Sources     []Source  // what the page rests on
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
	tomlReader
	front   FrontMatter
	headers []int // offsets of those of sources
}

// fields are the names of all fields.
var fields = []string{"title", "description", "summary", "order", "published", "updated", "critical", "review_by", "aliases", "authors", "reviewed_by"}

// parseFrontMatter returns the fields of the front matter and where their values are. It adds every fault that it finds.
func parseFrontMatter(faults *faultCollector, toml span) (FrontMatter, map[string]span) {
	p := &frontMatterParser{tomlReader: newTOMLReader(faults)}
	p.read(toml, p.expression)
	p.checkSources()
	p.checkFields()
	return p.front, p.values
}

func (p *frontMatterParser) expression(e *unstable.Node) {
	switch name, key := p.nameOf(e); {
	case e.Kind == unstable.KeyValue:
		p.field(e)
	case e.Kind == unstable.ArrayTable && name == "sources":
		p.beginSource(key)
	default:
		p.faults.add(key.start, "the front matter has no tables but [[sources]]: write each field on a line of its own, as name = value")
	}
}

func (p *frontMatterParser) field(e *unstable.Node) {
	name, key := p.nameOf(e)
	value, short := e.Value(), name
	name = p.table + name
	if _, again := p.values[name]; again {
		p.faults.add(key.start, "%s stands here a second time: leave one of them", short)
		return
	}
	at := p.valueSpan(value, key)
	if p.set(name, value, at) {
		p.values[name] = at
		return
	}
	if p.table != "" {
		p.faults.add(key.start, "%s", unknownInSource(short))
		return
	}
	if lower := strings.ToLower(name); slices.Contains(fields, lower) {
		p.faults.add(key.start, "a field is written in small letters: write it as %s", lower)
		p.values[lower] = at
		return
	}
	p.faults.add(key.start, "unknown field %q: the fields are title, description, summary, order, published, updated, critical, review_by, aliases, authors, reviewed_by and [[sources]]", name)
}

// set sets a field to a value. It returns false if there is no such field.
func (p *frontMatterParser) set(name string, value *unstable.Node, at span) bool {
	f := &p.front
	texts := map[string]*string{"title": &f.Title, "description": &f.Description, "summary": &f.Summary}
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
	case name == "authors":
		f.Authors = p.people(name, value, at)
	case name == "reviewed_by":
		f.ReviewedBy = p.people(name, value, at)
	case name == "sources":
		p.faults.add(at.start, "each source stands in lines of its own below the other fields: [[sources]], then title = \"…\" and address = \"https://…\"")
	case p.table != "":
		return p.setSource(strings.TrimPrefix(name, p.table), value, at)
	default:
		return false
	}
	return true
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
