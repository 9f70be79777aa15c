package cli

import (
	"cmp"
	"context"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workbench"
	"github.com/parlance/parlance/content"
	"github.com/parlance/parlance/locales"
)

// served are the trees that a server serves, and what tells of their changes.
type served struct {
	content, locales               store.Tree
	contentChanges, localesChanges store.Watcher
	cluster                        *part          // nil for none
	released                       *released.Disk // what readers of a cluster are served; nil otherwise
}

// follow calls changed after every change of the trees, until ctx ends.
func (s served) follow(ctx context.Context, changed func(corpus.Changes)) error {
	none := []string{}
	if s.released != nil {
		s.released.Watch(ctx, func(paths []string) {
			changed(changesOf(paths)) // of both trees at once
		})
		return nil
	}
	if err := s.contentChanges.Watch(ctx, func(paths []string) { changed(corpus.Changes{Content: paths, Locales: none}) }); err != nil {
		return err
	}
	return s.localesChanges.Watch(ctx, func(paths []string) { changed(corpus.Changes{Content: none, Locales: paths}) })
}

// changesOf returns changes of files by their names in a cluster; nil stands for anything.
func changesOf(names []string) (c corpus.Changes) {
	if names == nil {
		return c
	}
	c.Content, c.Locales = []string{}, []string{}
	for _, name := range names {
		tree, path, _ := strings.Cut(name, "/")
		if tree == "content" {
			c.Content = append(c.Content, path)
		} else {
			c.Locales = append(c.Locales, path)
		}
	}
	return c
}

// today returns the trees of a cluster as people write them, where readers are served a release.
func (s served) today() served {
	content, locales := s.cluster.joined.Tree("content"), s.cluster.joined.Tree("locales")
	return served{content: content.Tree(), locales: locales.Tree(), contentChanges: content, localesChanges: locales, cluster: s.cluster}
}

func (s served) close() {
	if s.cluster != nil {
		s.cluster.close()
	}
}

// openTrees opens the trees of a cluster, where flags name one, else folders, else what is inside the binary.
func (c *serveCommand) openTrees(ctx context.Context, log *slog.Logger) (s served, err error) {
	if err := cmp.Or(c.setPreview(), c.Clustered.check(), c.checkReader(), c.checkOrigin(), c.checkHosts(), c.checkData()); err != nil {
		return s, err
	}
	if c.Clustered.Name != "" || len(c.Clustered.Cluster) > 0 {
		return c.clusterTrees(ctx, log)
	}
	if s.content, s.contentChanges, err = openTree(c.Content, "content", content.FS); err != nil {
		return s, err
	}
	if s.locales, s.localesChanges, err = openTree(c.Locales, "locales", locales.FS); err != nil {
		return s, err
	}
	return s, c.checkFolders(s.contentChanges, s.localesChanges)
}

// embedded watches a tree inside the binary, which never changes.
type embedded struct{}

// Watch never calls changed.
func (embedded) Watch(context.Context, func([]string)) error { return nil }

// openTree opens the folder that was named, else the usual one, else what is inside the binary.
func openTree(named, usual string, inside fs.FS) (store.Tree, store.Watcher, error) {
	if info, err := os.Stat(usual); named == "" && (err != nil || !info.IsDir()) {
		return store.Tree{FS: inside, Name: usual + " (inside the binary)"}, embedded{}, nil
	}
	dir, err := folder.Open(cmp.Or(named, usual))
	if err != nil {
		return store.Tree{}, nil, err
	}
	return dir.Tree(), dir, nil
}

// openWorkbench serves the workbench until ctx ends: in a cluster once it is joined, and until then a page that says so. The returned function waits until it has ended.
func (c *serveCommand) openWorkbench(ctx context.Context, w *openWorkbench, trees served, readers *site.Site, addr string, log *slog.Logger) (wait func(), err error) {
	p := trees.cluster
	if p == nil {
		return c.serveWorkbench(ctx, w, readers, log), nil
	}
	prepare := func() (*site.Site, error) {
		if err := c.prepareWorkbench(w, trees, log); err != nil {
			return nil, err
		}
		return c.newSite(ctx, trees.today(), nil, addr, w, log)
	}
	if p.isDone() {
		today, err := prepare()
		if err != nil {
			return nil, err
		}
		return c.serveWorkbench(ctx, w, today, log), nil
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if today := c.waitForCluster(ctx, w, p, prepare, log); today != nil {
			c.serveWorkbench(ctx, w, today, log)()
		}
	}()
	return func() { <-ended }, nil
}

// waitForCluster answers in the place of the workbench until the cluster is joined. It returns what people work on, nil where ctx ended.
func (c *serveCommand) waitForCluster(ctx context.Context, w *openWorkbench, p *part, prepare func() (*site.Site, error), log *slog.Logger) (today *site.Site) {
	log.Warn("the workbench is opened once the cluster is joined; until then it says so", "address", reachable(w.Addr())+"/")
	waiting, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		workbench.ServeWaiting(waiting, w.Listener.(*net.TCPListener), workbench.Options{Origin: c.WorkOrigin, Log: log}, func() string {
			if p.refused() != nil {
				return "The cluster refuses this machine, and its log says why: tell who runs it."
			}
			return "This machine has not reached the others of its cluster yet, and goes on trying."
		})
	}()
	select {
	case <-ctx.Done():
	case <-p.done:
		if p.err == nil {
			var err error
			if today, err = prepare(); err != nil {
				log.Error("the workbench cannot be opened", "error", err)
			}
		}
		if today != nil {
			stop()
		}
	}
	<-ended
	return today
}
