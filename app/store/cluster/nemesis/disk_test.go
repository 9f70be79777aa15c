//go:build linux

package nemesis_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// diskSize is the size of a machine's disk, in megabytes: far more than a site of eight pages takes.
const diskSize = 256

// mountDisk gives a folder a small disk of its own.
func mountDisk(t testing.TB, dir string) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("nemesis", dir, "tmpfs", 0, fmt.Sprintf("size=%dm,mode=0755", diskSize)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}

// fillDisk takes all room that is left in a folder.
func fillDisk(dir string) error {
	f, err := os.Create(filepath.Join(dir, "ballast"))
	if err != nil {
		return err
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			return err
		}
	}
	return nil
}

// emptyDisk makes room again.
func emptyDisk(dir string) error { return os.Remove(filepath.Join(dir, "ballast")) }
