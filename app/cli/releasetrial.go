package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

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

// releaseResult is what became of a release or a rollback, for programs.
type releaseResult struct {
	Release *cluster.Release  `json:"release,omitempty"` // that readers are served now
	Missing []cluster.Missing `json:"missing"`           // servers that did not answer for it, and take it when they can
	Refused []cluster.Refusal `json:"refused"`           // servers that cannot read it: readers go on being served the one before
}

// writeRelease prints what became of a release. said names what was done, with %s for the id.
func (t *terminal) writeRelease(r cluster.Release, failed error, said string, asJSON bool) error {
	refused, isRefused := errors.AsType[*cluster.RefusedError](failed)
	switch {
	case asJSON && isRefused:
		if err := writeJSON(t.out, releaseResult{Missing: []cluster.Missing{}, Refused: refused.By}); err != nil {
			return err
		}
		return failed
	case failed != nil:
		return failed
	case asJSON:
		return writeJSON(t.out, releaseResult{Release: &r, Missing: append([]cluster.Missing{}, r.Missing...), Refused: []cluster.Refusal{}})
	}
	var b strings.Builder
	fmt.Fprintf(&b, said+"\n", short(r.ID))
	for _, m := range r.Missing {
		fmt.Fprintf(&b, "%s has not answered for it, because %s: it takes it as soon as it can\n", visible(m.Machine), visible(m.Why))
	}
	_, err := fmt.Fprint(t.out, b.String())
	return err
}
