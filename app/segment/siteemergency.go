package segment

import (
	"fmt"
	"strings"
)

// maxEmergency is the number of emergency numbers that a site may have: more than there are countries.
const maxEmergency = 500

func (p *siteParser) beginEmergency(header span) {
	p.count++
	p.table = fmt.Sprintf("emergency.%d.", p.count)
	p.emergency, p.header, p.sound, p.service = &Emergency{Service: -1}, header.start, len(p.faults.faults), Segment{}
}

// endEmergency takes over the emergency number that was read, if it is whole.
func (p *siteParser) endEmergency() {
	e := p.emergency
	p.emergency = nil
	if e == nil {
		return
	}
	for _, field := range []struct{ name, why string }{
		{"country", "it is a code of two letters, as country = \"DE\""},
		{"number", "it is what people dial, as number = \"112\""},
		{"source", "it is the https address of the official page that names the number, and without it nobody can tell whether the number is right"},
	} {
		if _, ok := p.values[p.table+field.name]; !ok && !p.lost {
			p.faults.add(p.header, "this emergency number has no %s, and readers do not get it: %s", field.name, field.why)
		}
	}
	if len(p.site.Emergency) == maxEmergency {
		p.faults.add(p.header, "more than %d emergency numbers: take some out", maxEmergency)
	}
	if n := len(p.faults.faults); n > p.sound || n >= maxFaults || e.Country == "" || e.Number == "" || e.Source == "" {
		return
	}
	key := SiteSlug + ".emergency." + strings.ToLower(e.Country) + "-" + strings.TrimPrefix(Telephone(e.Number), "tel:")
	key = strings.ReplaceAll(key, "+", "") // which no key has
	if _, twice := p.texts[key]; twice {
		p.faults.add(p.header, "the number %s of %s stands here a second time: leave one of them", e.Number, e.Country)
		return
	}
	p.service.Note = fmt.Sprintf("which service answers the emergency number %s in the country %s", e.Number, e.Country)
	p.texts[key] = p.service
	p.site.Emergency = append(p.site.Emergency, *e)
	p.site.keys = append(p.site.keys, key) // of its service, until addTexts leaves out those that are not given
}
