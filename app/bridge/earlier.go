package bridge

import (
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// earlier are versions of files that a bridge has replaced in its folder, the newest last. An editor that was open then may still save one of them.
type earlier map[string][]replaced

// replaced is a version of the folder, and what it and the cluster came from then.
type replaced struct{ version, base version }

const (
	maxEarlier      = 8       // versions of one file
	maxEarlierBytes = 1 << 20 // of one version
)

func (e earlier) add(path string, v, base version) {
	if len(v.data) > maxEarlierBytes {
		return
	}
	list := append(e[path], replaced{v, base})
	e[path] = list[max(0, len(list)-maxEarlier):]
}

// merge merges the versions of a file. Where an editor has saved what it read before the last pull, the version that it read is what both come from, and not
// the one that was pulled since: else what others did would be undone.
func (b *Bridge) merge(i *item) (merged, error) {
	list := b.earlier[i.path()]
	if len(list) == 0 || !i.folder.there || !i.cluster.there || i.folder.same(i.base) || i.folder.same(i.cluster) {
		return threeWay(i.tree, i.name, i.base, i.folder, i.cluster)
	}
	if isCatalog(i.tree, i.name) {
		return b.mergeCatalog(i, list)
	}
	for _, was := range list {
		if isStale(string(was.version.data), string(b.cameAfter(i, was.version).data), string(i.folder.data)) {
			return merged{conflict: true}, nil
		}
	}
	return threeWay(i.tree, i.name, i.base, i.folder, i.cluster)
}

// cameAfter returns the version that took the place of another.
func (b *Bridge) cameAfter(i *item, was version) version {
	list := b.earlier[i.path()]
	for at, v := range list[:len(list)-1] {
		if v.version.same(was) {
			return list[at+1].version
		}
	}
	return i.cluster
}

// mergeCatalog merges a catalog from what the version came from that the folder's differs from least. Where the folder holds an earlier version as a whole, somebody went back,
// or saved without having changed anything: it stands, and the words that make way are previous texts.
func (b *Bridge) mergeCatalog(i *item, list []replaced) (merged, error) {
	base, least := i.base, differing(i.name, i.base.data, i.folder.data)
	for _, was := range list {
		switch n := differing(i.name, was.version.data, i.folder.data); {
		case was.version.same(i.folder):
			m, err := threeWay(i.tree, i.name, i.base, i.folder, i.cluster)
			if err == nil && m.there {
				m = keepWords(i, m)
			}
			return m, err
		case n < least:
			base, least = was.base, n
		}
	}
	return threeWay(i.tree, i.name, base, i.folder, i.cluster)
}

// keepWords keeps the words of the cluster that are not in what was merged, as previous texts.
func keepWords(i *item, m merged) merged {
	file, err := catalog.Parse(i.name, m.data)
	theirs, err2 := catalog.Parse(i.name, i.cluster.data)
	if err != nil || err2 != nil {
		return m
	}
	if next, _ := file.KeepTexts(theirs); next != file {
		m.version = versionOf(next.Bytes())
	}
	return m
}

// differing returns for how many messages two versions of a catalog have other words.
func differing(name string, a, b []byte) (n int) {
	one, _ := catalog.Parse(name, a)
	other, _ := catalog.Parse(name, b)
	for _, m := range one.Messages() {
		if now, _ := other.Find(m.Key); now.Forms != m.Forms {
			n++
		}
	}
	for _, m := range other.Messages() {
		if _, there := one.Find(m.Key); !there {
			n++
		}
	}
	return n
}

// isStale reports whether a text was made from was and not from next, which took its place: it has none of the lines that next has added, and all that it removed.
func isStale(was, next, now string) bool {
	if now == was {
		return false // somebody went back
	}
	lines := func(text string) map[string]bool {
		has := map[string]bool{}
		for line := range strings.Lines(text) {
			has[strings.TrimSpace(line)] = true
		}
		return has
	}
	before, after, here := lines(was), lines(next), lines(now)
	differs := false
	for line := range after {
		if !before[line] {
			differs = true
			if here[line] {
				return false
			}
		}
	}
	for line := range before {
		if !after[line] {
			differs = true
			if !here[line] {
				return false
			}
		}
	}
	return differs
}
