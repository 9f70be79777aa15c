package cli

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// served is a tree to serve, which reports its changes.
type served interface {
	Tree() store.Tree
	store.Watcher
}

// embedded is a tree inside the binary. It never changes.
type embedded struct{ tree store.Tree }

func (e embedded) Tree() store.Tree { return e.tree }

// Watch never calls changed.
func (embedded) Watch(context.Context, func([]string)) error { return nil }

// openTree opens the folder that was named, else the usual one, else what is inside the binary.
func openTree(named, usual string, inside fs.FS) (served, error) {
	if info, err := os.Stat(usual); named == "" && (err != nil || !info.IsDir()) {
		return embedded{store.Tree{FS: inside, Name: usual + " (inside the binary)"}}, nil
	}
	return folder.Open(cmp.Or(named, usual))
}

// follow reloads the site after every saved change, and at midnight, when dates may pass. made waits until the site is there, and returns it.
func follow(ctx context.Context, made func() *site.Site, content, locales served) error {
	none := []string{}
	reload := func(c corpus.Changes) {
		if s := made(); s.Reload(c) == nil {
			go renderAll(s)
		}
	}
	if err := content.Watch(ctx, func(paths []string) { reload(corpus.Changes{Content: paths, Locales: none}) }); err != nil {
		return err
	}
	if err := locales.Watch(ctx, func(paths []string) { reload(corpus.Changes{Content: none, Locales: paths}) }); err != nil {
		return err
	}
	go func() {
		for {
			midnight := time.Now().UTC().Truncate(24 * time.Hour).Add(24*time.Hour + time.Second)
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Until(midnight)):
				reload(corpus.Changes{Content: none, Locales: none})
			}
		}
	}()
	return nil
}

// renderAll makes the documents of the snapshot of the moment, until there is a newer one.
func renderAll(s *site.Site) {
	now := s.Snapshot()
	now.Render(func() bool { return s.Snapshot() == now })
}
