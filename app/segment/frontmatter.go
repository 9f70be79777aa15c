package segment

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"
)

// span is a part of the text being parsed: from its first byte to the byte after its last.
type span struct{ start, end int }

// frontMatter reads the TOML between the two lines "+++".
type frontMatter struct {
	report *report
	base   int // offset of the TOML in the page
	front  FrontMatter
	at     map[string]span // where each field's value stands
}

// splitFront finds the front matter. ok is false where there is none; body is the offset after its last line.
func splitFront(r *report) (toml span, body int, ok bool) {
	line, next := lineAt(r.text, 0)
	if line != "+++" {
		r.add(0, "the page has no front matter: begin it with a line \"+++\", then title, description, published and updated, then a line \"+++\"")
		return span{}, 0, false
	}
	start := next
	for at := next; at < len(r.text); at = next {
		if line, next = lineAt(r.text, at); line == "+++" {
			return span{start, at}, next, true
		}
	}
	r.add(0, "the front matter has no end: put a line \"+++\" after its last field")
	return span{}, 0, false
}

// lineAt gives the line that begins at an offset, without the spaces at its end, and where the next begins.
func lineAt(text []byte, at int) (line string, next int) {
	next = len(text)
	if i := bytes.IndexByte(text[at:], '\n'); i >= 0 {
		next = at + i + 1
	}
	return strings.TrimRight(string(text[at:next]), " \t\n"), next
}

// parseFront reads every field it can and reports every fault it meets.
func parseFront(r *report, toml span) *frontMatter {
	f := &frontMatter{report: r, base: toml.start, at: map[string]span{}}
	data := bytes.Clone(r.text[toml.start:toml.end])
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		if e := p.Expression(); e.Kind == unstable.KeyValue {
			f.field(e)
		} else {
			f.fault(e.Child().Raw, "the front matter has no tables: write each field on a line of its own, as name = value")
		}
	}
	if err := p.Error(); err != nil {
		var parse *unstable.ParserError
		at := toml.end
		if errors.As(err, &parse) {
			if i := cap(data) - cap(parse.Highlight); i >= 0 && i <= len(data) {
				at = toml.start + i
			}
		}
		r.add(at, "the front matter is not TOML: %s", strings.TrimPrefix(err.Error(), "toml: "))
		return f
	}
	f.complete()
	return f
}

func (f *frontMatter) fault(at unstable.Range, format string, args ...any) {
	f.report.add(f.base+int(at.Offset), format, args...)
}

// field takes one line "name = value".
func (f *frontMatter) field(e *unstable.Node) {
	var names []string
	keys := e.Key()
	var first unstable.Range
	for keys.Next() {
		if names == nil {
			first = keys.Node().Raw
		}
		names = append(names, string(keys.Node().Data))
	}
	name, value := strings.Join(names, "."), e.Value()
	if _, again := f.at[name]; again {
		f.fault(first, "%s stands here a second time: leave one of them", name)
		return
	}
	raw := value.Raw
	set := span{f.base + int(raw.Offset), f.base + int(raw.Offset+raw.Length)}
	if value.Kind == unstable.Array { // the one kind without a range of its own
		set = span{f.base + int(first.Offset), f.base + int(first.Offset+first.Length)}
	}
	if f.set(name, value, set) {
		f.at[name] = set
		return
	}
	f.fault(first, "unknown field %q: the fields are title, description, order, published, updated, critical and review_by", name)
}

// set gives a field its value. It is false where there is no such field.
func (f *frontMatter) set(name string, value *unstable.Node, at span) bool {
	switch name {
	case "title":
		f.front.Title = f.text(name, value, at)
	case "description":
		f.front.Description = f.text(name, value, at)
	case "order":
		f.front.Order = f.number(name, value, at)
	case "published":
		f.front.Published = f.day(name, value, at)
	case "updated":
		f.front.Updated = f.day(name, value, at)
	case "review_by":
		f.front.ReviewBy = f.day(name, value, at)
	case "critical":
		if value.Kind != unstable.Bool {
			f.report.add(at.start, "critical must be true or false, without quotes")
		}
		f.front.Critical = string(value.Data) == "true"
	default:
		return false
	}
	return true
}

func (f *frontMatter) text(name string, value *unstable.Node, at span) string {
	if value.Kind != unstable.String {
		f.report.add(at.start, "%s must be a text in quotes", name)
		return ""
	}
	text := normalLine(string(value.Data))
	if strings.TrimSpace(text) == "" {
		f.report.add(at.start, "%s is empty: readers and translators need it", name)
		return ""
	}
	if len(text) > maxText {
		f.report.add(at.start, "%s is longer than %d KB: shorten it", name, maxText>>10)
		return ""
	}
	for _, c := range text {
		if why := forbidden(c); why != "" {
			f.report.add(at.start, "%s holds %U: %s", name, c, why)
		}
	}
	return text
}

func (f *frontMatter) number(name string, value *unstable.Node, at span) int {
	n, err := strconv.ParseInt(strings.ReplaceAll(string(value.Data), "_", ""), 0, 32)
	if value.Kind != unstable.Integer || err != nil {
		f.report.add(at.start, "%s must be a whole number, for example 10", name)
	}
	return int(n)
}

func (f *frontMatter) day(name string, value *unstable.Node, at span) time.Time {
	day, err := time.Parse(time.DateOnly, string(value.Data))
	if err != nil || value.Kind != unstable.LocalDate && value.Kind != unstable.String {
		f.report.add(at.start, "%s must be a day of the calendar, for example 2026-01-31", name)
	}
	return day
}

// complete reports what is missing and what contradicts itself.
func (f *frontMatter) complete() {
	for _, name := range []string{"title", "description", "published", "updated"} {
		if _, ok := f.at[name]; !ok {
			f.report.add(0, "the front matter has no %s: add a line %s = …", name, name)
		}
	}
	before := func(a string, x time.Time, b string, y time.Time) {
		if !x.IsZero() && !y.IsZero() && x.Before(y) {
			f.report.add(f.at[a].start, "%s is before %s: mend one of the dates", a, b)
		}
	}
	before("updated", f.front.Updated, "published", f.front.Published)
	before("review_by", f.front.ReviewBy, "updated", f.front.Updated)
}
