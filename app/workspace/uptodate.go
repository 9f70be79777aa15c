package workspace

import (
	"io/fs"
	"path"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// upToDate are the catalogs that stand as sync would leave them. Their bytes were compared with what the page calls for, so they need not be
// parsed: nearly all of a large site.
type upToDate struct {
	Paths map[string]bool
	pages []*catalog.LazyCatalogs // in the order of the pages
}

// has says that a catalog is settled; a nil settled has none.
func (s *upToDate) has(path string) bool { return s != nil && s.Paths[path] }

// ReadStale reads everything but the catalogs that are settled, and finds out which those are. Its faults are those of everything:
// what is settled has none.
func (d *Workspace) ReadStale() error {
	candidates := d.candidates()
	d.progress.Start("reading files", 0)
	reader := corpus.NewReader(Counting(d.progress, d.Content.Tree()), Counting(d.progress, without(d.Locales.Tree(), candidates)))
	src, err := reader.Read(corpus.Changes{})
	if err != nil {
		return d.Read(d.Locales.Tree()) // for all the faults there are
	}
	d.Corpus, d.UpToDate = src, d.settle(src, candidates)
	if d.Stale = len(candidates) - len(d.UpToDate.Paths); d.Stale == 0 {
		return nil
	}
	for p := range candidates {
		if !d.UpToDate.Paths[p] {
			delete(candidates, p)
		}
	}
	d.progress.Start("reading files", 0)
	d.Corpus, err = reader.Read(corpus.Changes{}) // what is no candidate any more is shown now
	return err
}

// candidates are the catalogs of pages that there are: regular files alone, since others may never end.
func (d *Workspace) candidates() map[string]bool {
	slugs := map[string]bool{}
	files(d.Content.Tree(), func(p string) {
		if ext := path.Ext(p); strings.EqualFold(ext, ".md") {
			slugs[strings.ToLower(strings.TrimSuffix(p, ext))] = true
		}
	})
	found := map[string]bool{}
	files(d.Locales.Tree(), func(p string) {
		tag, rest, _ := strings.Cut(p, "/")
		if slug, ok := strings.CutSuffix(rest, "."+tag+".toml"); ok && slugs[slug] {
			found[p] = true
		}
	})
	return found
}

// files calls each with every regular file that can be seen in a tree.
func files(tree store.Tree, each func(path string)) {
	// Whoever reads the tree tells of a folder that cannot be read.
	_ = fs.WalkDir(tree, ".", func(p string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			each(p)
		}
		return nil
	})
}

// settle finds the settled catalogs among the candidates.
func (d *Workspace) settle(src *corpus.Corpus, candidates map[string]bool) *upToDate {
	found := make([]*catalog.LazyCatalogs, len(src.Pages))
	d.progress.Start("comparing pages", len(src.Pages))
	parallel.Do(len(src.Pages), func(i int) {
		found[i] = d.settlePage(src.Pages[i], src.Locales, candidates)
		d.progress.Step()
	})
	s := &upToDate{Paths: make(map[string]bool, len(candidates))}
	for i, u := range found {
		if u == nil {
			continue
		}
		slug := src.Pages[i].Slug
		for _, tag := range u.Tags {
			s.Paths[corpus.CatalogPath(tag, slug)] = true
		}
		if len(u.Tags) == len(src.Locales.Locales)-1 {
			s.Paths[corpus.CatalogPath("en", slug)] = true // nobody needs it any more
		}
		s.pages = append(s.pages, u)
	}
	return s
}

// settlePage compares the catalogs of one page; nil where its English one is not settled.
func (d *Workspace) settlePage(p *corpus.Page, locales *locale.Table, candidates map[string]bool) *catalog.LazyCatalogs {
	name := corpus.CatalogPath("en", p.Slug)
	english, err := d.parse(name)
	if err != nil || !candidates[name] || catalog.SyncEnglish(p.Page, english) != english {
		return nil
	}
	check := catalog.NewUpToDateCheck(english)
	if check == nil {
		return nil
	}
	u := &catalog.LazyCatalogs{English: english, Read: func(tag string) (*catalog.File, error) { return d.parse(corpus.CatalogPath(tag, p.Slug)) }}
	for _, l := range locales.Locales {
		name := corpus.CatalogPath(l.Tag, p.Slug)
		if l.Tag == "en" || !candidates[name] {
			continue
		}
		data, err := store.ReadFile(d.Locales.Tree(), name)
		if err != nil {
			continue
		}
		if ok, hasPrevious := check.UpToDate(data); ok {
			u.Tags = append(u.Tags, l.Tag)
			if hasPrevious {
				u.WithPrevious = append(u.WithPrevious, l.Tag)
			}
		}
	}
	return u
}

// parse reads one catalog.
func (d *Workspace) parse(name string) (*catalog.File, error) {
	data, err := store.ReadFile(d.Locales.Tree(), name)
	if err != nil {
		return nil, err
	}
	return catalog.Parse(d.Locales.Tree().Path(name), data)
}
