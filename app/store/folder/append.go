package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parlance/parlance/app/store"
)

// MaxAppendable is the largest file that Append adds to, in bytes.
const MaxAppendable = 16 << 20

// Append adds whole lines to the end of a file, which is made where there is none. It asks lines what to add: lines is given
// what the file holds, and nobody else appends before its answer is written; an empty answer adds nothing, an error
// ends Append with that error.
//
// What the file holds is never touched. The answer is written at once and synced; where the last line is torn, as a crash
// leaves it, a new line is begun first. Where the disk takes only a part, the error says so, and the part counts as a torn line.
func (f *Folder) Append(name string, lines func(now []byte) ([]byte, error)) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("writing %q: not a path inside %s", name, f.Name)
	}
	for range 10 {
		done, err := f.append(f.file(name), lines)
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.Path(name), err)
		}
		if done {
			return nil
		}
	}
	return fmt.Errorf("writing %s: %w", f.Path(name), store.ErrChanged)
}

// append does it once. done is false where somebody put another file in the place before anything was written.
func (f *Folder) append(target string, lines func([]byte) ([]byte, error)) (done bool, err error) {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return false, err
	}
	_, statErr := os.Stat(target)
	file, err := os.OpenFile(target, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := lock(file); err != nil {
		return false, err
	}
	if same, err := inPlace(file, target); err != nil || !same {
		return false, err
	}
	now, err := io.ReadAll(io.LimitReader(file, MaxAppendable+1))
	if err != nil {
		return false, err
	}
	if len(now) > MaxAppendable {
		return false, fmt.Errorf("the file is larger than %d MB", MaxAppendable>>20)
	}
	added, err := lines(now)
	if err != nil || len(added) == 0 {
		return true, err
	}
	if !bytes.HasSuffix(added, []byte("\n")) {
		return false, errors.New("what is added must end with a line end")
	}
	if len(now) > 0 && now[len(now)-1] != '\n' {
		added = append([]byte("\n"), added...)
	}
	if _, err := file.Write(added); err != nil {
		return false, err
	}
	if err := file.Sync(); err != nil {
		return false, err
	}
	if statErr != nil {
		return true, syncFolder(filepath.Dir(target))
	}
	return true, nil
}

// inPlace says whether the open file is still the one of that name.
func inPlace(file *os.File, name string) (bool, error) {
	opened, err := file.Stat()
	if err != nil {
		return false, err
	}
	now, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(opened, now), err
}
