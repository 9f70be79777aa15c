package segment

import (
	"fmt"
	"slices"

	"github.com/pelletier/go-toml/v2/unstable"
	"golang.org/x/text/language"
)

// Source is a book, a study or a page that a guide rests on.
type Source struct {
	Title   string // as it stands on the source
	Address string // http or https; "" if it is not on the web
	Lang    string // BCP 47 tag of the language that the title is in
}

// The largest numbers of names and of sources that a page may have.
const (
	maxPeople  = 50
	maxSources = 200
	maxName    = 200 // bytes
)

// people returns the names in a list of them.
func (p *frontMatterParser) people(name string, value *unstable.Node, at span) (list []string) {
	if value.Kind != unstable.Array {
		p.faults.add(at.start, "%s must be a list of names in quotes, for example %s = [\"Dr. Ada Example\"]", name, name)
		return nil
	}
	for items := value.Children(); items.Next(); {
		item := items.Node()
		if item.Kind == unstable.Comment {
			continue
		}
		where := p.valueSpan(item, at)
		one := p.soundText("a name of "+name, item, where)
		if len(one) > maxName {
			p.faults.add(where.start, "a name of %s is longer than %d bytes: shorten it", name, maxName)
		}
		if one != "" {
			list = append(list, one)
		}
	}
	if len(list) > maxPeople {
		p.faults.add(at.start, "%s has more than %d names: name a group in their place", name, maxPeople)
	}
	return list
}

func (p *frontMatterParser) beginSource(header span) {
	if len(p.front.Sources) == maxSources {
		p.faults.add(header.start, "a page has at most %d sources", maxSources)
	}
	p.front.Sources = append(p.front.Sources, Source{Lang: "en"})
	p.headers = append(p.headers, header.start)
	p.table = fmt.Sprintf("sources.%d.", len(p.headers))
}

// setSource sets a field of the source that is read. It returns false if there is no such field.
func (p *frontMatterParser) setSource(name string, value *unstable.Node, at span) bool {
	s := &p.front.Sources[len(p.front.Sources)-1]
	switch name {
	case "title":
		s.Title = p.soundText("title", value, at)
	case "address":
		s.Address = p.webAddress("address", value, at, "https", "http")
	case "lang":
		tag, err := language.Parse(p.value("lang", value, at))
		if s.Lang = tag.String(); err != nil || tag == language.Und || len(tag.Extensions()) > 0 {
			p.faults.add(at.start, "lang is the code of the language that the title is in, for example lang = \"de\"")
		}
	default:
		return false
	}
	return true
}

// unknownInSource says what is wrong with the name of a field below [[sources]].
func unknownInSource(name string) string {
	if slices.Contains(fields, name) {
		return name + " belongs above the first line [[sources]]: move it there"
	}
	return fmt.Sprintf("unknown field %q: a source has title, address and lang", name)
}

func (p *frontMatterParser) checkSources() {
	for i, at := range p.headers {
		if _, ok := p.values[fmt.Sprintf("sources.%d.title", i+1)]; !ok && !p.lost {
			p.faults.add(at, "this source has no title: add a line title = \"…\"")
		}
	}
}
