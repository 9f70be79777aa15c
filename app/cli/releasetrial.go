package cli

import (
	"context"
	"path"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
)

// trialOf returns how this server finds out whether it could serve a release: it fetches the release to its disk and reads it as at a start.
func trialOf(disk *released.Disk) cluster.Trial {
	return func(ctx context.Context, id, before cluster.Sum) (unreadable []string, err error) {
		return disk.Try(ctx, id, before, readCandidate)
	}
}

// readCandidate reads a release, and returns the files that have no version which could be served. The error says why nothing of it could be. Catalogs that are as before
// are not read again, and of a release with very many new ones none is parsed, as at a start.
func readCandidate(c released.Candidate) (unreadable []string, err error) {
	r := corpus.NewReader(c.Content, c.Locales)
	r.MaxEager, r.CatalogBytes = corpus.EagerFiles, 1
	r.Observe(func(p string) bool {
		_, slug, isCatalog := corpus.ParseCatalogPath(p)
		return isCatalog && slug != catalog.InterfaceSlug && c.Same(path.Join(c.Locales.Name, p))
	}, func() {})
	read, err := r.Read(corpus.Changes{})
	if err != nil {
		return nil, err
	}
	unreadable = read.Unserved
	if read.OnDemand {
		return unreadable, nil
	}
	for _, p := range read.Sources() {
		for _, f := range p.Catalogs() {
			if f != nil && f.Opaque() && len(f.Messages()) == 0 {
				unreadable = append(unreadable, f.Name())
			}
		}
	}
	return unreadable, nil
}
