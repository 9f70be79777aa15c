package corpus

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Report is what a reader wrote about one part of a page, with that part as the reader saw it. It holds nothing about who wrote it.
type Report struct {
	At         time.Time `json:"at"` // to the minute, UTC
	Page       string    `json:"page"`
	Locale     string    `json:"locale"`
	Key        string    `json:"key"`
	State      string    `json:"state"`  // of the part in the locale; "source" on an English page
	Source     string    `json:"source"` // the English
	Text       string    `json:"text"`   // as it was shown; the English again if that was shown
	SourceHash string    `json:"source_hash"`
	TextHash   string    `json:"text_hash"`
	Message    string    `json:"message"`
}

// ReportsName is the file, in the folder of the data, that holds the reports: one JSON object a line.
const ReportsName = "reports.jsonl"

// ParseReports reads a file of reports. A line that cannot be read, such as the last one after a crash, is skipped and listed as a fault.
func ParseReports(file string, data []byte) ([]Report, store.Faults) {
	var list []Report
	var faults store.Faults
	for n := 1; len(data) > 0; n++ {
		line, rest, _ := bytes.Cut(data, []byte{'\n'})
		data = rest
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var r Report
		if err := json.Unmarshal(line, &r); err != nil || r.Page == "" || r.Locale == "" || r.Key == "" {
			faults = append(faults, &store.Fault{File: file, Line: n, Msg: "no report: the line is torn or was changed, and is passed over"})
			continue
		}
		list = append(list, r)
	}
	return list, faults
}

// Part is one part of a page as the readers of a locale are shown it.
type Part struct {
	Report        // all but the time and the message
	Name   string // of the part in a URL: the key without the slug

	In      *locale.Locale
	Of      *Page
	Segment int
}

// Part returns the part of that name; ok is false if the page has none.
func (p *Page) Part(name string, l *locale.Locale) (part Part, ok bool) {
	for i, key := range p.Keys {
		if name != "" && key != "" && len(key) == len(p.Slug)+1+len(name) && key[len(p.Slug)+1:] == name {
			return p.SegmentPart(i, l), true
		}
	}
	return Part{}, false
}

// SegmentPart returns segment i as a part.
func (p *Page) SegmentPart(i int, l *locale.Locale) Part {
	t := p.Publication(l).Texts[i]
	state := t.State.String()
	if l.Tag == "en" {
		state = "source"
	}
	return Part{
		Report: Report{Page: p.Slug, Locale: l.Tag, Key: p.Keys[i], State: state, Source: p.Segments[i].Text, Text: t.Text,
			SourceHash: p.hashes[i], TextHash: catalog.Hash(catalog.Forms{Other: t.Text})},
		Name: p.Keys[i][len(p.Slug)+1:], In: l, Of: p, Segment: i,
	}
}

// Reported is what became of the part of a report.
type Reported struct {
	Place   store.Fault // file, line and column; the file is "" if the part is gone
	Changed bool        // readers see another text today
}

// Reported returns where the part of a report stands today, and whether it has changed.
func (c *Corpus) Reported(r Report) Reported {
	l, ok := c.Locales.Find(r.Locale)
	for _, p := range c.Pages {
		if !ok || p.Slug != r.Page {
			continue
		}
		for i, key := range p.Keys {
			if key != "" && key == r.Key {
				now := p.SegmentPart(i, l)
				return Reported{c.placeOf(p, i, l), now.SourceHash != r.SourceHash || now.TextHash != r.TextHash}
			}
		}
	}
	return Reported{Changed: true}
}

// placeOf returns where segment i can be corrected: in the locale's catalog, or in the page itself for English.
func (c *Corpus) placeOf(p *Page, i int, l *locale.Locale) store.Fault {
	if l.Tag == "en" {
		return store.Fault{File: p.File, Line: p.Segments[i].Line, Col: p.Segments[i].Col}
	}
	place := store.Fault{File: c.CatalogName(l, p.Slug)}
	if f := p.Catalog(l.Index); f != nil {
		if m, ok := f.Find(p.Keys[i]); ok {
			place.Line, place.Col = m.Position("other")
		}
	}
	return place
}
