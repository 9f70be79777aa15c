package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/search"
)

// StaticSearch is what a script searches the guides of one locale by where no server does: files that each are named by a hash of what they hold.
type StaticSearch struct {
	Index string                        // name of the file that is loaded first: the words, and the names of all others
	Files map[string]*document.Document // by name
}

// staticIndex is the file that is loaded first.
type staticIndex struct {
	Weights map[string]float64    `json:"weights"`
	Folding *search.FoldingTables `json:"folding"`
	Pages   string                `json:"pages"` // names of the files with their texts, with spaces between them
	Parts   []staticPart          `json:"parts"` // own texts, then those in English for lack of a translation, if there are any
}

// staticPart is an index of the texts in one language.
type staticPart struct {
	Tag string `json:"tag"`
	*search.Static
	Language *search.LanguageTables `json:"language"`
	Words    []any                  `json:"wordChunks"`    // number of the first word of each chunk, and its name, by turns
	Clusters []any                  `json:"clusterChunks"` // the first cluster or pair, and its name
}

// staticPage is the file with the texts of one page.
type staticPage struct {
	Slug       string         `json:"slug"`
	Keys       []string       `json:"keys"` // the rest of each
	Texts      []string       `json:"texts"`
	Hyphenated map[int]string `json:"hyphenated"` // titles and headings with very long words, which may be broken
	Ends       [][]int        `json:"ends"`       // of all sentences of each but the last
	Sections   []int          `json:"sections"`   // number of the heading that each stands under, -1 for none
	Locales    []string       `json:"locales"`    // tags and directions of those that texts are in
	In         string         `json:"in"`         // for each text a letter, 'a' for the first of Locales
	Checked    string         `json:"checked"`    // for each text '1' if somebody qualified has checked it, else '0'
}

// StaticSearch makes the files for the readers of the locale of that index, who find the same texts there as [Snapshot.Search] finds.
func (s *Snapshot) StaticSearch(index int) *StaticSearch {
	x := s.searchIndex(index)
	made := &StaticSearch{Files: map[string]*document.Document{}}
	first := staticIndex{Weights: search.StaticWeights()}
	names, pages := make([]string, len(x.pages)), make([]*document.Document, len(x.pages))
	parallel.Do(len(x.pages), func(i int) { names[i], pages[i] = hashed(s.staticPage(x.pages[i])) })
	for i, name := range names {
		made.Files[name] = pages[i]
	}
	first.Pages = strings.Join(names, " ")
	first.Parts = append(first.Parts, made.part(s.Locales.Locales[index].Tag, x.own))
	if x.english != nil {
		if english := made.part("en", x.english); !english.Empty() {
			first.Parts = append(first.Parts, english)
		}
	}
	var indexes []*search.Static
	for _, p := range first.Parts {
		indexes = append(indexes, p.Static)
	}
	first.Folding = search.NewFoldingTables(indexes...)
	name, doc := hashed(marshal(first))
	made.Index, made.Files[name] = name, doc
	return made
}

// part adds the chunks of an index.
func (m *StaticSearch) part(tag string, of *searchPart) staticPart {
	p := staticPart{Tag: tag, Static: of.index.Static(), Language: search.NewLanguageTables(tag), Words: []any{}, Clusters: []any{}}
	for _, c := range p.WordPlaces {
		name, doc := hashed(c.JSON)
		m.Files[name] = doc
		p.Words = append(p.Words, c.First, name)
	}
	for _, c := range p.ClusterPlaces {
		name, doc := hashed(c.JSON)
		m.Files[name] = doc
		p.Clusters = append(p.Clusters, c.Key, name)
	}
	return p
}

// staticPage returns the texts of a page as they are shown where they are found.
func (s *Snapshot) staticPage(p *searchPage) []byte {
	page := staticPage{Slug: p.edition.Original.Slug, Hyphenated: map[int]string{}}
	all := p.allTexts()
	var in, checked strings.Builder
	for i, key := range p.edition.Original.Keys {
		text, index := p.text(all, i)
		if key == "" {
			text = ""
		}
		l := &s.Locales.Locales[index]
		name := l.Tag + " " + l.Dir
		at := slices.Index(page.Locales, name)
		if at < 0 {
			at = len(page.Locales)
			page.Locales = append(page.Locales, name)
		}
		in.WriteByte(byte('a' + at))
		checked.WriteByte(map[bool]byte{false: '0', true: '1'}[p.checked[i]])
		page.Keys = append(page.Keys, strings.TrimPrefix(key, page.Slug+"."))
		page.Texts = append(page.Texts, text)
		section := p.section(i)
		if section < 0 { // a title or a heading, or it stands under none
			if broken := render.Hyphenate(text); broken != text {
				page.Hyphenated[i] = broken
			}
		}
		page.Ends = append(page.Ends, append([]int{}, search.SentenceEnds(text)...))
		page.Sections = append(page.Sections, section)
	}
	page.In, page.Checked = in.String(), checked.String()
	return marshal(page)
}

func marshal(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // strings and numbers always can be
	}
	return b.Bytes()
}

// hashed returns a document with the name that its content gives it.
func hashed(content []byte) (name string, doc *document.Document) {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6]) + render.SearchEnding, document.New("application/json", content)
}
