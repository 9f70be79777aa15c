package lastgood

import (
	"math/rand/v2"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/parlance/parlance/app/store"
)

// Of what does not fit nothing stays: what was kept before does, and the room is left to others.
func TestAFullDiskIsNotKeptFull(t *testing.T) {
	p := open(t, t.TempDir())
	if err := p.Keep([]store.Kept{version("a", "1", "")}); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(p.path)
	if err != nil {
		t.Fatal(err)
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 8 << 10, Max: limit.Max}); err != nil {
		t.Fatal(err)
	}
	noise := make([]byte, 32<<10)
	for i := range noise {
		noise[i] = byte(rand.Uint32())
	}
	failed := p.Keep([]store.Kept{version("b", "2", ""), version("c", string(noise), "")})
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(p.path); failed == nil || err != nil || after.Size() != before.Size() {
		t.Errorf("%v: the file has %d bytes, and had %d", failed, after.Size(), before.Size())
	}
	if got := content(t, p); got != "map[a:1]" {
		t.Errorf("got %s", got)
	}
	if err := p.Keep([]store.Kept{version("b", "2", "")}); err != nil || content(t, p) != "map[a:1 b:2]" {
		t.Errorf("afterwards: %v, %s", err, content(t, p))
	}
}
