package adopt

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/internal/tomltext"
)

// Note is something that a person has to know: what was left out or changed, and what is doubtful.
type Note struct {
	File    string `json:"file"`           // of the tree that was adopted
	Line    int    `json:"line,omitempty"` // from 1
	Kind    string `json:"kind"`
	Locale  string `json:"locale,omitempty"`
	Key     string `json:"key,omitempty"`
	Message string `json:"message"`
	Text    string `json:"text,omitempty"` // of a translation that does not stand in its place, all of it
}

// Count is what became of the texts of a translation.
type Count struct {
	Files    int `json:"files"`
	Blocks   int `json:"blocks"`   // texts that are translated there
	Agree    int `json:"agree"`    // of them, those that stand for an English text by the structure of both pages
	Current  int `json:"current"`  // of these, those of today's English
	Outdated int `json:"outdated"` // those whose English has changed since
	Previous int `json:"previous"` // those of an English that is not known
	Doubtful int `json:"doubtful"` // texts that stand for no certain one, and are in the report alone
	Same     int `json:"same"`     // texts that are English there, and were not taken
}

func (c *Count) add(d Count) {
	c.Files += d.Files
	c.Blocks += d.Blocks
	c.Agree += d.Agree
	c.Current += d.Current
	c.Outdated += d.Outdated
	c.Previous += d.Previous
	c.Doubtful += d.Doubtful
	c.Same += d.Same
}

// Arrived is the share of the texts whose structure agrees that stand in catalogs, 0 to 1.
func (c Count) Arrived() float64 {
	return float64(c.Current+c.Outdated+c.Previous) / float64(max(c.Agree, 1))
}

// LocaleReport is what came over of one language.
type LocaleReport struct {
	Tag  string `json:"tag"`
	Name string `json:"name"`
	From string `json:"from"` // as the tree names it
	Count
}

// Report is what became of a tree. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type Report struct {
	Kind    Kind           `json:"kind"`
	Root    string         `json:"root"` // folder of the site in the tree
	History bool           `json:"history"`
	Shallow bool           `json:"shallow"` // the history is cut off
	Pages   int            `json:"pages"`
	Images  int            `json:"images"`
	Locales []LocaleReport `json:"locales"`
	Total   Count          `json:"total"`
	Notes   []Note         `json:"notes"`
}

// result joins the pages to a site.
func (a *adopter) result(pages []pageResult, books map[*target]*book) (*Result, error) {
	r := &Result{Title: a.t.title}
	r.Report = Report{Kind: a.t.kind, Root: a.t.root, Pages: len(pages), History: a.src.History != nil, Notes: []Note{}, Locales: []LocaleReport{}}
	r.Report.Shallow = a.src.History != nil && a.src.History.Shallow()
	counts := map[*target]*Count{}
	for _, l := range a.t.targets {
		counts[l] = &Count{}
	}
	notes := append(slices.Clone(a.t.leftOut), a.notes...)
	for _, p := range pages {
		r.Content = append(r.Content, p.page)
		r.Locales = append(r.Locales, p.english)
		for l, data := range p.locales {
			r.Locales = append(r.Locales, File{l.tag + "/" + p.english.Path[3:len(p.english.Path)-len("en.toml")] + l.tag + ".toml", data})
		}
		for l, c := range p.counts {
			counts[l].add(c)
		}
		notes = append(notes, p.notes...)
	}
	notes = append(notes, a.lost(counts)...)
	for l, b := range books {
		placed, why := map[*po.Message]bool{}, map[*po.Message]string{}
		for _, p := range pages {
			for _, t := range p.books[l].list {
				placed[t.message] = true
			}
			maps.Copy(why, p.books[l].why)
		}
		notes = append(notes, b.left(l, counts[l], placed, why)...)
	}
	if err := a.images(r); err != nil {
		return nil, err
	}
	for _, l := range a.t.targets {
		r.Report.Locales = append(r.Report.Locales, LocaleReport{l.tag, a.ownName(l), l.name, *counts[l]})
		r.Report.Total.add(*counts[l])
	}
	r.Locales = append(r.Locales, File{"locales.toml", a.table(r.Report.Locales)})
	r.Report.Notes = append(r.Report.Notes, notes...)
	sort.SliceStable(r.Report.Notes, func(i, j int) bool {
		x, y := r.Report.Notes[i], r.Report.Notes[j]
		return cmp.Or(cmp.Compare(x.File, y.File), x.Line-y.Line) < 0
	})
	byPath := func(x, y File) int { return cmp.Compare(x.Path, y.Path) }
	slices.SortFunc(r.Content, byPath)
	slices.SortFunc(r.Locales, byPath)
	return r, nil
}

// lost returns the notes of translations whose English page is not there.
func (a *adopter) lost(counts map[*target]*Count) (notes []Note) {
	for _, file := range slices.Sorted(maps.Keys(a.t.orphans)) {
		l := a.t.orphans[file]
		if counts[l] != nil {
			counts[l].Files++
		}
		notes = append(notes, Note{File: file, Line: 1, Kind: "left out", Locale: l.tag, Message: "there is no such English page: the translation was left out"})
	}
	return notes
}

// images adds the images and documents that pages show and link to.
func (a *adopter) images(r *Result) error {
	for file, to := range a.links.images {
		if to == "" {
			continue
		}
		data, err := a.files.read(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		r.Content = append(r.Content, File{to, data})
		r.Report.Images++
	}
	return nil
}

func (a *adopter) ownName(l *target) string {
	if a.o.Names != nil {
		if name, ok := a.o.Names(l.tag); ok {
			return name
		}
	}
	return cmp.Or(l.own, l.tag)
}

// table returns the table of locales.
func (a *adopter) table(list []LocaleReport) []byte {
	var b bytes.Buffer
	b.WriteString("# The locales that are served, in the order of the language links.\nmin_coverage = 0.8\n\n[[locale]]\ntag = \"en\"\nname = \"English\"\n")
	for _, l := range list {
		fmt.Fprintf(&b, "\n[[locale]]\ntag = %s\nname = %s\ndrafts = \"human\"\nrelated = []\n", tomltext.QuoteBasic(l.Tag), tomltext.QuoteBasic(l.Name))
	}
	return b.Bytes()
}
