package segment

import (
	"bytes"
	"errors"
	"strings"
	"time"

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
}

// splitFrontMatter finds the TOML between the two lines "+++", and the offset after the second. It adds a fault and returns false if
// they are not there.
func splitFrontMatter(faults *faultCollector) (toml span, body int, ok bool) {
	start, next := -1, 0
	for line := range bytes.Lines(faults.text) {
		fence := string(bytes.TrimRight(line, " \t\n")) == "+++"
		if start < 0 && !fence {
			break
		}
		next += len(line)
		switch {
		case start < 0:
			start = next
		case fence:
			return span{start, next - len(line)}, next, true
		}
	}
	if start < 0 {
		faults.add(0, "the page has no front matter: begin it with a line \"+++\", then title, description, published and updated, then a line \"+++\"")
	} else {
		faults.add(0, "the front matter has no end: put a line \"+++\" after its last field")
	}
	return span{}, 0, false
}

// frontMatterParser parses the fields of a page's front matter.
type frontMatterParser struct {
	faults *faultCollector
	offset int // of the TOML in the page
	front  FrontMatter
	values map[string]span // of each field
}

// parseFrontMatter returns the fields of the front matter and where their values are. It reads every field it can and adds every
// fault it finds.
func parseFrontMatter(faults *faultCollector, toml span) (FrontMatter, map[string]span) {
	p := &frontMatterParser{faults: faults, offset: toml.start, values: map[string]span{}}
	data := bytes.Clone(faults.text[toml.start:toml.end])
	var parser unstable.Parser
	parser.Reset(data)
	for parser.NextExpression() {
		if e := parser.Expression(); e.Kind == unstable.KeyValue {
			p.field(e)
		} else {
			faults.add(p.span(e.Child().Raw).start, "the front matter has no tables: write each field on a line of its own, as name = value")
		}
	}
	if err := parser.Error(); err != nil {
		at := toml.end
		var syntax *unstable.ParserError
		if errors.As(err, &syntax) {
			if i := cap(data) - cap(syntax.Highlight); i >= 0 && i <= len(data) {
				at = toml.start + i
			}
		}
		faults.add(at, "the front matter is not TOML: %s", strings.TrimPrefix(err.Error(), "toml: "))
		return p.front, p.values
	}
	p.checkFields()
	return p.front, p.values
}

func (p *frontMatterParser) span(r unstable.Range) span {
	start := p.offset + int(r.Offset)
	return span{start, start + int(r.Length)}
}

// field reads one line "name = value".
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
	p.faults.add(key.start, "unknown field %q: the fields are title, description, order, published, updated, critical and review_by", name)
}
