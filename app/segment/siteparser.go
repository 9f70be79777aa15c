package segment

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/store"
)

// ParseSite reads [SiteFile]; file is its name in faults. The error is [store.Faults] with every fault, with line and column. The page then has what
// is sound: a fault costs the field that it stands in, and an emergency number without a country, a number or a source is left out (law 9). It is nil
// only where nothing of the file can be read.
func ParseSite(file string, src []byte) (*Page, error) {
	faults := &faultCollector{file: file, text: src}
	if len(src) > maxPage {
		faults.add(0, "the file is larger than %d MB: shorten it", maxPage>>20)
		return nil, faults.err()
	}
	lf := store.NewLFText(src)
	faults.text = lf.Text
	if !checkBytes(faults) {
		return nil, faults.err()
	}
	p := &siteParser{tomlReader: newTOMLReader(faults), texts: map[string]Segment{}}
	p.html = true
	p.read(span{0, len(lf.Text)}, p.expression)
	p.endEmergency()
	page := &Page{Slug: SiteSlug, File: file, Site: &p.site, source: src}
	p.addTexts(page)
	page.locate(lf)
	return page, faults.err()
}

type siteParser struct {
	tomlReader
	site    Site
	texts   map[string]Segment // by field, and those of services by key
	unknown bool               // the table that is read
	count   int                // of [[emergency]] so far

	emergency *Emergency // that is read; nil outside of one
	header    int        // offset of its header
	sound     int        // faults there were before it
	service   Segment    // of it
}

var (
	siteFields      = []string{"name", "description", "operator", "logo", "privacy", "imprint"}
	contactFields   = []string{"mail", "telephone", "address"}
	emergencyFields = []string{"country", "number", "service", "source"}
)

func (p *siteParser) expression(e *unstable.Node) {
	name, key := p.nameOf(e)
	if e.Kind == unstable.KeyValue {
		p.field(name, key, e.Value())
		return
	}
	p.endEmergency()
	p.unknown, p.table = false, name+"."
	switch {
	case e.Kind == unstable.ArrayTable && name == "emergency":
		p.beginEmergency(key)
	case e.Kind == unstable.Table && name == "contact":
		if _, again := p.values[name]; again {
			p.faults.add(key.start, "[contact] stands here a second time: write all of its fields below one")
		}
		p.values[name] = key
	case name == "contact":
		p.faults.add(key.start, "there is one contact: write it as [contact]")
	case name == "emergency":
		p.unknown = true
		p.faults.add(key.start, "there may be several emergency numbers: write it as [[emergency]]")
	default:
		p.unknown = true
		p.faults.add(key.start, "unknown table %q: the tables are [contact] and [[emergency]]", name)
	}
}

func (p *siteParser) field(name string, key span, value *unstable.Node) {
	full := p.table + name
	_, again := p.values[full]
	at := p.valueSpan(value, key)
	switch p.values[full] = at; {
	case p.unknown: // the table was reported
	case again:
		p.faults.add(key.start, "%s stands here a second time: leave one of them", name)
	case !p.set(full, name, value, at):
		known := siteFields
		if p.emergency != nil {
			known = emergencyFields
		} else if p.table != "" {
			known = contactFields
		}
		p.faults.add(key.start, "%s", unknownField(name, known))
	}
}

// unknownField says what is wrong with the name of a field that is none of those known.
func unknownField(name string, known []string) string {
	lower := strings.ToLower(name)
	last := len(known) - 1
	switch {
	case slices.Contains(known, lower):
		return "a field is written in small letters: write it as " + lower
	case slices.Contains(siteFields, name):
		return fmt.Sprintf("%s belongs above the first line that begins with [: move it there", name)
	case slices.Contains(contactFields, name):
		return fmt.Sprintf("%s belongs below a line [contact]: move it there", name)
	}
	return fmt.Sprintf("unknown field %q: the fields here are %s and %s", name, strings.Join(known[:last], ", "), known[last])
}

// set sets a field to a value. It returns false if there is no such field here.
func (p *siteParser) set(full, name string, value *unstable.Node, at span) bool {
	for _, t := range siteTexts {
		if t.field == full {
			p.texts[full] = p.segment(name, t.kind, t.note, value, at)
			return true
		}
	}
	s := &p.site
	switch {
	case full == "logo":
		s.Logo = p.logo(value, at)
	case full == "privacy":
		s.Privacy = p.slug(name, value, at)
	case full == "imprint":
		s.Imprint = p.slug(name, value, at)
	case full == "contact.mail":
		s.Mail = p.mail(value, at)
	case full == "contact.telephone":
		s.Telephone = p.telephone(name, value, at)
	case p.emergency == nil:
		return false
	case name == "country":
		p.emergency.Country = p.country(value, at)
	case name == "number":
		p.emergency.Number = p.emergencyNumber(value, at)
	case name == "source":
		p.emergency.Source = p.webAddress(name, value, at, "https")
	case name == "service":
		p.service = p.segment(name, KindService, "", value, at)
	default:
		return false
	}
	return true
}

// segment returns a text as a segment, which has no text if it has a fault.
func (p *siteParser) segment(name string, kind Kind, note string, value *unstable.Node, at span) Segment {
	return Segment{Kind: kind, Text: p.soundText(name, value, at), Note: note, Start: at.start, End: at.end}
}

// addTexts makes the segments of the page, in the order in which translators see them.
func (p *siteParser) addTexts(page *Page) {
	services := p.site.keys
	p.site.keys = []string{}
	add := func(key string, s Segment) int {
		if s.Text == "" {
			return -1
		}
		page.Segments, p.site.keys = append(page.Segments, s), append(p.site.keys, key)
		return len(page.Segments) - 1
	}
	for _, t := range siteTexts {
		*t.index(&p.site) = add(t.key, p.texts[t.field])
	}
	for i, key := range services {
		p.site.Emergency[i].Service = add(key, p.texts[key])
	}
}
