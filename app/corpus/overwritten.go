package corpus

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// Overwritten is what a catalog held before somebody saved an older copy of it: an editor that had it open, for example, while another person saved.
type Overwritten struct {
	Path string // inside the locales tree
	Held []byte
}

// Bounds of the versions that are remembered of catalogs that have changed since the start.
const (
	rememberedVersions = 3
	rememberedCatalogs = 128
	rememberedBytes    = 256 << 10 // of one version
)

// Overwritten returns the catalogs that were written over since it was asked before.
func (r *Reader) Overwritten() []Overwritten {
	list := r.locales.overwritten
	r.locales.overwritten = nil
	return list
}

// remember compares a catalog that has changed with its earlier versions, and remembers it.
func (t *fileTree) remember(p string, before, now *file) {
	if before == nil || now == before || !isCatalog(p) || strings.HasPrefix(p, "en/") {
		return
	}
	list, last := t.earlier[p], before.sound()
	if last != nil && !slices.Contains(list, last) {
		list = append(list, last)
	}
	if next := now.sound(); next != nil && !slices.Contains(list, next) {
		if n := len(list) - 1; n > 0 && writesOver(next, list[n], list[:n]) {
			t.overwritten = append(t.overwritten, Overwritten{p, list[n].Bytes()})
		}
		list = append(list, next)
	}
	if t.earlier == nil || len(t.earlier) > rememberedCatalogs {
		t.earlier = map[string][]*catalog.File{}
	}
	t.earlier[p] = list[max(0, len(list)-rememberedVersions):]
}

// sound returns the catalog of a file as it stands now, nil where it is at fault, seems to be cut off, or is not at hand.
func (f *file) sound() *catalog.File {
	if f.held != nil || f.stored != nil && f.stored.bytes() == nil {
		return nil
	}
	if c := f.load(); c != nil && !c.Faulty() && len(c.Bytes()) <= rememberedBytes {
		return c
	}
	return nil
}

// writesOver reports whether a catalog has lost words of the version before, because it was made from an earlier one: one of their entries is again as it was
// then. Who goes back to an earlier version as a whole does so on purpose.
func writesOver(now, before *catalog.File, earlier []*catalog.File) (over bool) {
	for _, e := range earlier {
		if bytes.Equal(e.Bytes(), now.Bytes()) {
			return false
		}
	}
	for _, m := range before.Messages() {
		left, _ := now.Find(m.Key)
		over = over || m.HasOtherTexts(left) && slices.ContainsFunc(earlier, func(e *catalog.File) bool {
			then, _ := e.Find(m.Key)
			return !then.HasOtherTexts(left) && !left.HasOtherTexts(then)
		})
	}
	return over
}

func isCatalog(p string) bool {
	_, slug, ok := ParseCatalogPath(p)
	return ok && slug != ""
}
