//go:build unix

package publish

import (
	"os"
	"path/filepath"
	"syscall"
)

// isMountPoint reports whether a file system begins at a folder, which cannot be renamed then.
func isMountPoint(path string) bool {
	folder, err := os.Stat(path)
	around, err2 := os.Stat(filepath.Dir(path))
	if err != nil || err2 != nil {
		return false
	}
	a, ok := folder.Sys().(*syscall.Stat_t)
	b, ok2 := around.Sys().(*syscall.Stat_t)
	return ok && ok2 && a.Dev != b.Dev
}
