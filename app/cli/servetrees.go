package cli

import (
	"cmp"
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/content"
	"github.com/parlance/parlance/locales"
)

// served are the trees that a server serves, and what tells of their changes.
type served struct {
	content, locales               store.Tree
	contentChanges, localesChanges store.Watcher
	cluster                        *joined        // nil for none
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
	content, locales := s.cluster.Tree("content"), s.cluster.Tree("locales")
	return served{content: content.Tree(), locales: locales.Tree(), contentChanges: content, localesChanges: locales, cluster: s.cluster}
}

func (s served) close() {
	if s.cluster != nil {
		s.cluster.close()
	}
}

// openTrees opens the trees of a cluster, where flags name one, else folders, else what is inside the binary.
func (c *serveCommand) openTrees(ctx context.Context, log *slog.Logger) (s served, err error) {
	if err := cmp.Or(c.setPreview(), c.Clustered.check(), c.checkOrigin(), c.checkHosts(), c.checkData()); err != nil {
		return s, err
	}
	if s.cluster, err = c.Clustered.join(ctx, c.Data, log); err != nil {
		return s, err
	}
	if s.cluster != nil {
		return c.clusterTrees(ctx, s.cluster, log)
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

// clusterTrees returns what readers of a cluster are served. An empty one is filled with this machine's folders.
func (c *serveCommand) clusterTrees(ctx context.Context, j *joined, log *slog.Logger) (s served, err error) {
	var folders []store.Tree
	for _, usual := range []string{"content", "locales"} {
		dir, err := folder.Open(cmp.Or(map[string]string{"content": c.Content, "locales": c.Locales}[usual], usual))
		if err == nil {
			folders = append(folders, store.Tree{FS: dir.Tree().FS, Name: usual})
		}
	}
	if len(folders) < 2 || j.voter == nil {
		folders = nil
	}
	by, err := j.Fill(ctx, j.name, folders...)
	switch {
	case err != nil:
		j.close()
		return s, err
	case by == j.name:
		log.Info("the cluster was empty, and was filled from this machine's folders", "machine", by)
	case len(folders) > 0:
		log.Info("the folders of this machine are not served, nor written to: the cluster has its own texts", "filled_by", by)
	}
	dir := cmp.Or(c.Clustered.Dir, c.Data)
	disk, err := j.follow(ctx, filepath.Join(dir, "releases"), by == j.name, log)
	if err != nil {
		j.close()
		return s, err
	}
	return served{content: disk.Tree("content"), locales: disk.Tree("locales"), contentChanges: embedded{}, localesChanges: embedded{}, cluster: j, released: disk}, nil
}
