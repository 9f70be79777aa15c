package publish

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// variant is what the programs that serve a folder make an ETag of: the second in which a file was changed, and its size. Two files that one address may answer with,
// in two languages or two codings, may not have both in common, or a browser that asks whether its copy is still good is told so of a page in another language
// (RFC 9110, section 8.8.3).
type variant struct {
	rest    string // what the paths of all files have in common that one address may answer with
	size    int64
	changed int64 // seconds since 1970
}

func newVariant(path string, size int64, changed time.Time) variant {
	for _, ending := range codings {
		if rest, ok := strings.CutSuffix(path, ending); ok && ending != "" {
			path = rest
		}
	}
	if _, rest, ok := strings.Cut(path, "/"); ok { // a locale's tag
		path = rest
	}
	return variant{path, size, changed.Unix()}
}

// setTimes gives every file that was written a time that no other has of those in whose place a reader may have got it.
func (f *Folder) setTimes() error {
	taken := maps.Clone(f.linked)
	for _, path := range slices.Sorted(maps.Keys(f.written)) {
		v := f.written[path]
		for taken[v] {
			v.changed++
		}
		taken[v] = true
		at := time.Unix(v.changed, 0)
		if err := os.Chtimes(filepath.Join(f.next, filepath.FromSlash(path)), at, at); err != nil {
			return err
		}
	}
	return nil
}
