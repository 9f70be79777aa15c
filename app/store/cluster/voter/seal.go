package voter

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// sealName is the file in a machine's folder that says what was in it when the machine ended. It is there only while the machine does not run.
const sealName = "sealed.json"

// seal is what a machine held when it ended.
type seal struct {
	Files map[string]string `json:"files"` // SHA-256 of each file, by its path
	Sum   string            `json:"sum"`   // of the list itself
}

// whole reports whether the list is as it was written.
func (s seal) whole() bool { return s.Sum == s.sum() }

func (s seal) sum() string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		fmt.Fprintf(h, "%s %s\n", s.Files[name], name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// readSeal returns the seal of a folder, nil where there is none.
func readSeal(dir string) (*seal, error) {
	data, err := store.ReadFile(store.Tree{FS: os.DirFS(dir), Name: dir}, sealName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var s seal
	if err == nil && (json.Unmarshal(data, &s) != nil || !s.whole()) {
		err = fmt.Errorf("%s is not as it was written", sealName)
	}
	return &s, err
}

// compare returns the first file that is not as it was, nil where all are.
func compare(s seal, files fs.FS) error {
	now, err := sums(files)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		switch now[name] {
		case s.Files[name]:
			delete(now, name)
		case "":
			return fmt.Errorf("%s is gone", name)
		default:
			return fmt.Errorf("%s is not as it was when the machine ended", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		return fmt.Errorf("%s was not there when the machine ended", name)
	}
	return nil
}

// unsealed returns what is seen to be damaged where nothing tells what was there.
func unsealed(files fs.FS) error {
	who, err := fs.Stat(files, identityName)
	if _, holds := fs.Stat(files, held[1]); holds == nil && (errors.Is(err, fs.ErrNotExist) || err == nil && who.Size() == 0) {
		return fmt.Errorf("%s is gone", identityName)
	}
	return damagedRecords(files)
}

// maxSettle is how often the files are looked at until none changes meanwhile.
const maxSettle = 5

// settled returns the SHA-256 of every file once none comes, goes or changes any more: the server may be putting something away when it has ended. A list that is not true would have a sound machine
// refused.
func settled(files fs.FS) (list map[string]string, err error) {
	for range maxSettle {
		var before, after string
		if before, err = lengths(files); err != nil {
			continue
		}
		if list, err = sums(files); err != nil {
			continue
		}
		if after, err = lengths(files); err == nil && after == before {
			return list, nil
		}
	}
	return nil, cmp.Or(err, errors.New("its files went on changing after its end"))
}

// lengths returns the path, the length and the time of every file.
func lengths(files fs.FS) (string, error) {
	var b strings.Builder
	err := walk(files, func(name string) error {
		info, err := fs.Stat(files, name)
		if err == nil {
			fmt.Fprintln(&b, name, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	return b.String(), err
}

// sealUp notes what a machine holds that has ended.
func sealUp(dir string) error {
	list, err := settled(os.DirFS(dir))
	if err != nil {
		return err
	}
	s := seal{Files: list}
	s.Sum = s.sum()
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	file, err := folder.Create(filepath.Join(dir, sealName))
	if err != nil {
		return err
	}
	defer file.Abort()
	if _, err := file.Write(data); err != nil {
		return err
	}
	return file.Commit()
}

// unseal takes the seal away, before the first file is changed.
func unseal(dir string) error {
	data, err := store.ReadFile(store.Tree{FS: os.DirFS(dir), Name: dir}, sealName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	f, err := folder.Open(dir)
	if err == nil {
		err = f.Remove(sealName, data)
	}
	return err
}
