package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parlance/parlance/app/store"
)

var errTooLarge = fmt.Errorf("the file is larger than %d MB", store.MaxFileSize>>20)

// Append implements [store.Store].
func (f *Folder) Append(name string, lines func(now []byte) ([]byte, error)) error {
	if err := f.checkPath(name); err != nil {
		return err
	}
	a := appender{path: f.file(name), dirMode: 0o755, fileMode: 0o644, maxSize: store.MaxFileSize, full: errTooLarge}
	return f.failed("writing", name, a.append(func(file *os.File) ([]byte, error) {
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
	}))
}
