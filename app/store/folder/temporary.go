package folder

import "os"

// WriteTemporary replaces what a file holds that belongs to the caller alone, outside of every tree: such a one as git hands to a merge driver, to be written
// and then read by git. A crash may leave half of it.
func WriteTemporary(path string, data []byte) error { return os.WriteFile(path, data, 0o600) }

// TemporaryFolder makes a folder outside of every tree, for files that another program is to read. remove takes it away with all that is in it.
func TemporaryFolder() (dir string, remove func(), err error) {
	dir, err = os.MkdirTemp("", "parlance-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}
