package corpus

import (
	"bytes"
	"encoding/json"
	"slices"
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
func ParseReports(file string, data []byte) (list []Report, faults store.Faults) {
	for i, line := range bytes.Split(data, []byte{'\n'}) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var r Report
		if err := json.Unmarshal(line, &r); err != nil || r.Page == "" || r.Locale == "" || r.Key == "" {
			faults = append(faults, &store.Fault{File: file, Line: i + 1, Msg: "no report: the line is torn or was changed, and is passed over"})
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
	if i := slices.Index(p.Keys, p.Slug+"."+name); i >= 0 && name != "" {
		return p.SegmentPart(i, l), true
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

// Reported returns where the part of a report can be corrected, and whether readers see another text now. file is "" if the part is gone.
func (c *Corpus) Reported(r Report) (file string, at Position, changed bool) {
	l, ok := c.Locales.Find(r.Locale)
	n := slices.IndexFunc(c.Pages, func(p *Page) bool { return p.Slug == r.Page })
	if !ok || n < 0 || r.Key == "" {
		return "", Position{}, true
	}
	p := c.Pages[n]
	i := slices.Index(p.Keys, r.Key)
	if i < 0 {
		return "", Position{}, true
	}
	file, at = c.CatalogName(l, p.Slug), Position{}
	if l.Tag == "en" {
		file, at = p.File, Position{p.Segments[i].Line, p.Segments[i].Col}
	} else if f := p.Catalog(l.Index); f != nil {
		if m, ok := f.Find(r.Key); ok {
			at.Line, at.Col = m.Position("other")
		}
	}
	now := p.SegmentPart(i, l)
	return file, at, now.SourceHash != r.SourceHash || now.TextHash != r.TextHash
}
