package corpus

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Retry returns the files at fault that are no longer what they were when they were read, whether or not anybody told of a change, and reports whether there
// are any. Its cost is that of reading the files that are at fault.
func (r *Reader) Retry() (c Changes, any bool) {
	c = Changes{Content: r.content.mended(), Locales: r.locales.mended()}
	if c.Locales != nil && r.table.changed(r.locales.tree, TableName) {
		c.Locales = append(c.Locales, TableName)
	}
	if c.Locales != nil && r.glossary.changed(r.locales.tree, GlossaryName) {
		c.Locales = append(c.Locales, GlossaryName)
	}
	if c.Content != nil && r.lastRecordings.mended(r.content.tree) {
		c.Content = append(c.Content, RecordingsFolder)
	}
	return c, c.Content == nil || c.Locales == nil || len(c.Content)+len(c.Locales) > 0
}

// withFaulty adds what [Reader.Retry] returns to changes.
func (r *Reader) withFaulty(c Changes) Changes {
	if r.lastCorpus == nil || c.Content == nil && c.Locales == nil {
		return c
	}
	more, _ := r.Retry()
	join := func(a, b []string) []string {
		if a == nil || b == nil {
			return nil
		}
		all := append(append([]string{}, a...), b...)
		slices.Sort(all)
		return slices.Compact(all)
	}
	return Changes{Content: join(c.Content, more.Content), Locales: join(c.Locales, more.Locales)}
}

// mended returns the paths of files at fault that are no longer what they were, nil where folders have changed that were away or could not be read.
func (t *fileTree) mended() []string {
	for folder := range t.away {
		if !t.isEmpty(folder) {
			return nil
		}
	}
	if len(t.listed) > 0 {
		if _, now := t.list(); !slices.EqualFunc(now, t.listed, func(a, b *store.Fault) bool { return *a == *b }) {
			return nil
		}
	}
	paths := []string{}
	for _, p := range slices.Sorted(maps.Keys(t.faulty)) {
		if t.files[p].changed(t.tree, p) {
			paths = append(paths, p)
		}
	}
	return paths
}

// changed reports whether a file at fault is no longer what it was when it was read.
func (f *file) changed(tree store.Tree, p string) bool {
	if f.stored != nil {
		info, err := fs.Stat(tree, p)
		return err == nil && store.VersionOf(info) != f.stored.version
	}
	data, err := store.ReadFile(tree, p)
	return err != nil && f.data != nil || err == nil && (f.data == nil || !bytes.Equal(data, f.data))
}

// attachedFaults returns the faults of all attachments, in the order of their paths.
func (t *fileTree) attachedFaults() (all store.Faults) {
	for _, p := range slices.Sorted(maps.Keys(t.faulty)) {
		if isAttached(p) {
			all = append(all, t.files[p].faults...)
		}
	}
	return all
}

// onlyGoneAreLost reports whether a table lacks locales of another, and their folders are all gone.
func (t *fileTree) onlyGoneAreLost(before, now *locale.Table) bool {
	lost := 0
	for _, l := range before.Locales {
		if _, ok := now.Find(l.Tag); ok {
			continue
		}
		if lost++; !t.isMissing(l.Tag) {
			return false
		}
	}
	return lost > 0
}
