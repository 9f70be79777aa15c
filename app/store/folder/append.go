package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/parlance/parlance/app/store"
)

// Append implements [store.Store]. The file may grow to [store.MaxFileSize] bytes, the most that is read.
func (f *Folder) Append(name string, lines func(now []byte) ([]byte, error)) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("writing %q: not a path inside %s", name, f.tree.Name)
	}
	a := appender{path: f.file(name), dirMode: 0o755, fileMode: 0o644, maxSize: store.MaxFileSize, full: errTooLarge}
	err := a.append(func(file *os.File) ([]byte, error) {
		now, err := io.ReadAll(io.LimitReader(file, store.MaxFileSize+1))
		if err != nil {
			return nil, err
		}
		if len(now) > store.MaxFileSize {
			return nil, errTooLarge
		}
		added, err := lines(now)
		if err == nil && len(added) > 0 && !bytes.HasSuffix(added, []byte("\n")) {
			err = errors.New("what is added must end with a line end")
		}
		return added, err
	})
	if err != nil {
		return fmt.Errorf("writing %s: %w", f.tree.Path(name), err)
	}
	return nil
}

var errTooLarge = fmt.Errorf("the file is larger than %d MB", store.MaxFileSize>>20)
