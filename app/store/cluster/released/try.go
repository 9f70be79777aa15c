package released

import (
	"context"
	"fmt"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/virtual"
)

// Candidate is a release that is on this machine's disk and is not served yet.
type Candidate struct {
	Content, Locales store.Tree

	// Same reports whether a file, by its name in the cluster, is the same in the release that is served.
	Same func(name string) bool
}

// Try fetches what the disk does not have of a release, and has open read it, without serving it. before is the release that readers are served, "" for none. What open
// returns comes back: files that have a fault, and why it could not be served. What was fetched is here when it is to be served.
func (d *Disk) Try(ctx context.Context, id, before cluster.Sum, open func(Candidate) (unreadable []string, err error)) (unreadable []string, err error) {
	d.taking.Lock()
	defer d.taking.Unlock()
	r, err := d.fetchRelease(ctx, id)
	if err != nil {
		return nil, err
	}
	d.tried = r
	was := cluster.Manifest{}
	if before != "" {
		if err := d.fetch(ctx, []cluster.Sum{before}); err != nil {
			return nil, fmt.Errorf("the release before: %w", err)
		}
		b, err := d.read(before)
		if err != nil {
			return nil, fmt.Errorf("the release before: %w", err)
		}
		was = b.manifest
	}
	tree := func(name string) store.Tree {
		return store.Tree{FS: virtual.FS(files{disk: d, root: name, tried: r}), Name: name}
	}
	return open(Candidate{Content: tree("content"), Locales: tree("locales"), Same: func(name string) bool {
		f, there := was[name]
		return there && f == r.manifest[name]
	}})
}
