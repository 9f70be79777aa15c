//go:build linux

package voter

import (
	"errors"
	"os"
	"syscall"
	"testing"

	"github.com/parlance/parlance/app/internal/freeaddr"
)

// A machine whose disk has too little room does not start, says how much it needs, and changes nothing.
func TestAMachineWithoutRoomSaysSo(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("small", dir, "tmpfs", 0, "size=16m"); err != nil {
		t.Skip("no disk can be made here: ", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	_, err := Start(Options{Cluster: "test", Dir: dir, Addr: freeaddr.List(t, 1)[0], Secret: "a secret that only tests know"})
	if full, ok := errors.AsType[*FullError](err); !ok || full.Free > RoomAgain || full.Free == 0 {
		t.Errorf("got %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("got %v, %v", entries, err)
	}
}
