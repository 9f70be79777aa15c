package store

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"
	"time"
)

func versionOf(t *testing.T, name string) Version {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return VersionOf(info)
}

// F4c: cp -p and rsync -t keep length and time.
func TestVersionsDifferThoughLengthAndTimeAreKept(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system does not tell")
	}
	dir := t.TempDir()
	name, long := filepath.Join(dir, "a"), time.Now().Add(-time.Hour)
	write := func(name, text string) {
		os.WriteFile(name, []byte(text), 0o644)
		os.Chtimes(name, long, long)
	}
	write(name, "old words")
	before := versionOf(t, name)
	if before != versionOf(t, name) || !before.Known() || before.Size() != 9 {
		t.Errorf("got %v", before)
	}
	time.Sleep(20 * time.Millisecond)
	write(name, "new words")
	inPlace := versionOf(t, name)
	write(name+".new", "now words")
	os.Rename(name+".new", name)
	if renamed := versionOf(t, name); before == inPlace || inPlace == renamed || before == renamed {
		t.Errorf("got %v, %v, %v", before, inPlace, renamed)
	}
}

func TestAVersionWithoutATimeSaysNothing(t *testing.T) {
	info, err := fstest.MapFS{"a": {Data: []byte("text")}}.Stat("a")
	if v := VersionOf(info); err != nil || v.Known() || v.Size() != 4 {
		t.Errorf("got %v, %v", v, err)
	}
}
