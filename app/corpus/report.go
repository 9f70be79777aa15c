package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
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

// KeptReport is a report as the files hold it.
type KeptReport struct {
	Report
	ID   string    `json:"id"`            // begins the SHA-256 of the line, in hexadecimal digits; those of twins are equal
	Done time.Time `json:"done,omitzero"` // when somebody closed it
}

// ReportsName is the file, in the folder of the data, that holds the reports: one JSON object a line. Nothing in it is ever changed: that a report is
// closed is a line of its own.
const ReportsName = "reports.jsonl"

// ReportClosure is the line that closes a report.
type ReportClosure struct {
	Kind string    `json:"kind"` // [ClosureKind]
	ID   string    `json:"id"`
	At   time.Time `json:"at"` // to the second, UTC
}

// ClosureKind is the kind of a [ReportClosure]; reports have none.
const ClosureKind = "done"

// ReportFile is one file of reports, of which there are several where one became full.
type ReportFile struct {
	Name string
	Data []byte
}

// ParseReports reads the files of reports, the oldest first. A line that cannot be read, such as the last one after a crash, is skipped and listed as a
// fault.
func ParseReports(files ...ReportFile) (list []KeptReport, faults store.Faults) {
	closed := map[string]time.Time{}
	for _, f := range files {
		for i, line := range bytes.Split(f.Data, []byte{'\n'}) {
			if line = bytes.TrimSpace(line); len(line) == 0 {
				continue
			}
			var c ReportClosure
			if json.Unmarshal(line, &c) == nil && c.Kind == ClosureKind {
				closed[c.ID] = c.At
				continue
			}
			var r Report
			if err := json.Unmarshal(line, &r); err != nil || r.Page == "" || r.Locale == "" || r.Key == "" {
				faults = append(faults, &store.Fault{File: f.Name, Line: i + 1, Msg: "no report: the line is torn or was changed, and is passed over; delete it once nothing of it is wanted"})
				continue
			}
			list = append(list, KeptReport{Report: r, ID: reportID(line)})
		}
	}
	for i := range list {
		list[i].Done = closed[list[i].ID]
	}
	return list, faults
}

// reportID returns what a report is called by: the beginning of its line's SHA-256, long enough that a person's finger and a file have room for it.
func reportID(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:5])
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
