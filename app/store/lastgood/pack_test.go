package lastgood

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/store"
)

func version(path, data, notes string) store.Kept {
	return store.Kept{Tree: "content", Path: path, Notes: []byte(notes), Load: func() ([]byte, error) { return []byte(data), nil }}
}

func open(t *testing.T, dir string, trees ...string) *Pack {
	t.Helper()
	trees = append(trees, "/srv/content", "/srv/locales")
	p, err := Open(dir, trees[0], trees[1])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// content returns what a pack keeps, as a map.
func content(t *testing.T, p *Pack) string {
	t.Helper()
	all := map[string]string{}
	for _, k := range p.Kept() {
		data, err := k.Load()
		if err != nil {
			t.Fatal(err)
		}
		all[k.Path] = string(data) + string(k.Notes)
	}
	return fmt.Sprint(all)
}

func TestWhatIsKeptOutlivesAProcess(t *testing.T) {
	dir := t.TempDir() + "/data"
	p := open(t, dir)
	if err := p.Keep([]store.Kept{version("a", "1", "x"), version("b", "2", ""), version("c", "1", "")}); err != nil {
		t.Fatal(err)
	}
	if err := p.Keep([]store.Kept{version("a", "3", ""), {Tree: "content", Path: "b", Gone: true}}); err != nil {
		t.Fatal(err)
	}
	p.Close()
	if got := content(t, open(t, dir)); got != "map[a:3 c:1]" {
		t.Errorf("got %s", got)
	}
}

func TestWhatIsKeptIsOfTheseTreesAlone(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	if err := p.Keep([]store.Kept{version("a", "1", "")}); err != nil {
		t.Fatal(err)
	}
	p.Close()
	if got := content(t, open(t, dir, "/srv/other")); got != "map[]" {
		t.Errorf("another tree is given %s", got)
	}
	data, _ := os.ReadFile(p.path)
	other := open(t, dir, "/srv/other")
	os.WriteFile(other.path, data, 0o644) // as if the file were copied
	if got := content(t, open(t, dir, "/srv/other")); got != "map[]" {
		t.Errorf("another tree is given %s", got)
	}
	old := time.Now().Add(-MaxAge - time.Hour)
	os.Chtimes(p.path, old, old)
	if got := content(t, open(t, dir)); got != "map[]" {
		t.Errorf("after a long time %s stands in", got)
	}
}

func TestOneProcessWrites(t *testing.T) {
	dir := t.TempDir()
	first, second := open(t, dir), open(t, dir)
	if err := first.Keep([]store.Kept{version("a", "1", "")}); err != nil {
		t.Fatal(err)
	}
	if err := second.Keep([]store.Kept{version("a", "2", "")}); !errors.Is(err, ErrInUse) {
		t.Errorf("got %v", err)
	}
	first.Close()
	if err := second.Keep([]store.Kept{version("b", "2", "")}); err != nil {
		t.Fatal(err)
	}
	if got := content(t, open(t, dir)); got != "map[a:1 b:2]" {
		t.Errorf("got %s", got)
	}
}

// Whatever a crash or a disk makes of the file, what is returned was kept once, and the file can be used.
func TestADamagedPackGivesNothingWrong(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	for i := range 20 {
		if err := p.Keep([]store.Kept{version(fmt.Sprint("f", i%5), strings.Repeat(fmt.Sprint("v", i, " "), 20), "")}); err != nil {
			t.Fatal(err)
		}
	}
	p.Close()
	whole, err := os.ReadFile(p.path)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		data := bytes.Clone(whole)
		if random.IntN(2) == 0 {
			data = data[:random.IntN(len(data))]
		} else {
			data[random.IntN(len(data))] ^= byte(1 + random.IntN(255))
		}
		os.WriteFile(p.path, data, 0o644)
		q := open(t, dir)
		for _, k := range q.Kept() {
			if got, err := k.Load(); err == nil && !strings.HasPrefix(string(got), "v") {
				t.Fatalf("%s: got %q", k.Path, got)
			}
		}
		if err := q.Keep([]store.Kept{version("new", "v", "")}); err != nil {
			t.Fatal(err)
		}
		q.Close()
		if got := content2(open(t, dir))["new"]; got != "v" {
			t.Fatalf("what was kept after the damage is gone: %q", got)
		}
	}
}

func content2(p *Pack) map[string]string {
	all := map[string]string{}
	for _, k := range p.Kept() {
		data, _ := k.Load()
		all[k.Path] = string(data)
	}
	return all
}

func TestThePackDoesNotGrowForEver(t *testing.T) {
	p := open(t, t.TempDir())
	random := rand.New(rand.NewPCG(3, 4))
	for i := range 60 {
		data := make([]byte, 100<<10)
		for j := range data {
			data[j] = byte(random.Uint32())
		}
		if err := p.Keep([]store.Kept{version(fmt.Sprint(i%3), string(data), "")}); err != nil {
			t.Fatal(err)
		}
	}
	if p.size > 3<<20 {
		t.Errorf("%d bytes for 3 files of 100 KB", p.size)
	}
	if len(content2(p)) != 3 {
		t.Errorf("got %d files", len(content2(p)))
	}
}

func TestAFolderThatCannotBeWrittenIsSaid(t *testing.T) {
	file := t.TempDir() + "/file"
	os.WriteFile(file, nil, 0o644)
	if p := open(t, file+"2"); p.Lock() != nil {
		t.Error("a folder is not made")
	}
	p, err := Open(file, "a", "b")
	if p == nil || p.Lock() == nil {
		t.Errorf("a file is taken for a folder: %v", err)
	}
}

// A start reads what is said of the files, and not the files.
func TestOpeningReadsLittle(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	var list []store.Kept
	random := rand.New(rand.NewPCG(5, 6))
	for i := range 1000 {
		data := make([]byte, 1000)
		for j := range data {
			data[j] = byte(random.Uint32())
		}
		list = append(list, version(fmt.Sprint(i), string(data), ""))
	}
	if err := p.Keep(list); err != nil {
		t.Fatal(err)
	}
	p.Close()
	f, err := os.Open(p.path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	q := &Pack{path: p.path, header: p.header}
	counted := &countingReader{f: f}
	q.forget()
	if q.read(counted, p.size); len(q.entries) != len(list) {
		t.Fatalf("got %d entries", len(q.entries))
	}
	if counted.calls > 20 || counted.bytes > p.size/5 {
		t.Errorf("%d calls read %d of %d bytes", counted.calls, counted.bytes, p.size)
	}
}

type countingReader struct {
	f     *os.File
	calls int
	bytes int64
}

func (r *countingReader) ReadAt(b []byte, offset int64) (int, error) {
	r.calls++
	r.bytes += int64(len(b))
	return r.f.ReadAt(b, offset)
}

func TestAFolderInThePlaceOfThePackIsAnError(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	if err := os.Mkdir(p.path, 0o755); err != nil {
		t.Fatal(err)
	}
	if p, err := Open(dir, "/srv/content", "/srv/locales"); err == nil || len(p.Kept()) > 0 {
		t.Errorf("got %v, %v", p.Kept(), err)
	}
}

// What another process has written meanwhile is read before this one writes.
func TestLockReadsWhatAnotherHasWritten(t *testing.T) {
	dir := t.TempDir()
	first, second := open(t, dir), open(t, dir)
	for i, p := range []*Pack{first, second, first} {
		if err := p.Keep([]store.Kept{version(fmt.Sprint(i), fmt.Sprint(i), "")}); err != nil {
			t.Fatal(err)
		}
		p.Close()
	}
	if got := content(t, open(t, dir)); got != "map[0:0 1:1 2:2]" {
		t.Errorf("got %s", got)
	}
}
