package voter

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
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

// held are the files of a machine's folder that this is about: who it is, and what the server keeps.
var held = [...]string{identityName, "jetstream"}

// intact returns what is damaged of a folder that no machine uses, nil for nothing, and changes nothing. The server does not do so: it passes over what it cannot read, and may then lead the
// others to what it has. After an end that was told every file is compared with what it was; after any other the sum of every message is looked at.
func intact(dir string) error {
	sealed, err := readSeal(dir)
	if err != nil {
		return damagedError(dir, err)
	}
	what := unsealed(os.DirFS(dir))
	if sealed != nil {
		what = compare(*sealed, os.DirFS(dir))
	}
	if what != nil {
		return damagedError(dir, what)
	}
	return nil
}

func damagedError(dir string, what error) error {
	earlier := ""
	if _, err := os.Stat(filepath.Join(dir, sealName)); err == nil {
		earlier = ". Where nothing but a build of parlance that writes no " + sealName + " has run here since, remove that file and start this machine again"
	}
	return fmt.Errorf("what this machine holds of the cluster is damaged: %w. Nothing was changed. Begin it anew: move %s away, start it with an empty folder, and it gets everything from the others; "+
		"then take the old one out with parlance cluster remove (parlance cluster status names it)%s", what, dir, earlier)
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

// sums returns the SHA-256 of every file, by its path.
func sums(files fs.FS) (map[string]string, error) {
	list := map[string]string{}
	err := walk(files, func(name string) error {
		file, err := files.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		h := sha256.New()
		if _, err := io.Copy(h, file); err != nil {
			return err
		}
		list[name] = hex.EncodeToString(h.Sum(nil))
		return nil
	})
	return list, err
}

// walk calls do with every file that is held. What is not there has none, nor has what the server has put aside to be removed (__msgs__), which may go on after its end.
func walk(files fs.FS, do func(name string) error) error {
	for _, root := range held {
		err := fs.WalkDir(files, root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), "__") {
				return fs.SkipDir
			}
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			return do(name)
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
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

// damagedRecords returns where the first message is that is not as it was written, nil for nowhere.
func damagedRecords(files fs.FS) error {
	lastOf := map[string]int{} // the number of the block that is added to, by its folder
	err := walk(files, func(name string) error {
		if n, ok := blockNumber(name); ok {
			lastOf[path.Dir(name)] = max(lastOf[path.Dir(name)], n)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return walk(files, func(name string) error {
		n, ok := blockNumber(name)
		if !ok {
			return nil
		}
		block, err := readBlock(files, name)
		if err != nil {
			return err
		}
		dir := path.Dir(name)
		if at := damagedAt(block, path.Base(path.Dir(dir)), n, n == lastOf[dir]); at >= 0 {
			return fmt.Errorf("a message at byte %d of %s is not as it was written", at, name)
		}
		return nil
	})
}

// maxBlock is how large a block may be, in bytes: the server makes blocks of a few MB, and one with the largest message.
const maxBlock = 64 << 20

func readBlock(files fs.FS, name string) ([]byte, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	block, err := io.ReadAll(io.LimitReader(file, maxBlock+1))
	if len(block) > maxBlock {
		err = fmt.Errorf("%s is larger than any that is written", name)
	}
	return block, err
}

// blockNumber returns which block of its stream a file is.
func blockNumber(name string) (n int, ok bool) {
	number, ok := strings.CutSuffix(path.Base(name), ".blk")
	n, err := strconv.Atoi(number)
	return n, ok && err == nil && path.Base(path.Dir(name)) == "msgs"
}

// sealUp notes what a machine holds that has ended.
func sealUp(dir string) error {
	list, err := sums(os.DirFS(dir))
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
