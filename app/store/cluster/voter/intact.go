package voter

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

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
