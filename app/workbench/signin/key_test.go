package signin

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store/folder"
)

func keyLog(dir string) *folder.Log {
	return folder.NewLog(filepath.Join(dir, KeyName), 1<<10).OwnerOnly()
}

func TestServersThatBeginAtOnceHaveOneKeyWhichNobodyElseReads(t *testing.T) {
	for range 10 {
		dir := t.TempDir()
		keys := make([]Key, 8)
		var wait sync.WaitGroup
		for i := range keys {
			wait.Go(func() {
				var err error
				if keys[i], err = LoadKey(keyLog(dir)); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		for _, key := range keys {
			if len(key) != keyLength || !bytes.Equal(key, keys[0]) || bytes.Equal(key, make(Key, keyLength)) {
				t.Fatalf("got %d and %d bytes that differ", len(key), len(keys[0]))
			}
		}
		if info, err := os.Stat(filepath.Join(dir, KeyName)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("got %v, %v", info.Mode(), err)
		}
	}
}

func TestADamagedKeyIsNoKey(t *testing.T) {
	whole := strings.Repeat("0a", keyLength)
	for _, text := range []string{"\n", whole, whole[:20] + "\n", whole[2:] + "\n", strings.Repeat("zz", keyLength) + "\n", "\n" + whole + "\n"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, KeyName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if key, err := LoadKey(keyLog(dir)); key != nil || !errors.Is(err, ErrKeyFile) {
			t.Errorf("%q: got %x, %v", text, key, err)
		}
	}
}
