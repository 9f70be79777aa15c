package folder

import (
	"fmt"
	"os"
	"time"
)

// lockPatience is how long a command waits for another before it says so.
const lockPatience = 30 * time.Second

// lock makes all that write to the tree through this package take turns, in whatever process: the folder itself is locked, so that no file is left over.
// Editors know nothing of it.
func (f *Folder) lock() (release func(), err error) {
	f.turn.Lock()
	dir, err := os.OpenFile(f.tree.Name, os.O_RDONLY|nonblocking, 0)
	if err == nil {
		err = waitForLock(dir, f.tree.Name)
	}
	if err != nil {
		dir.Close()
		f.turn.Unlock()
		return nil, err
	}
	return func() {
		dir.Close()
		f.turn.Unlock()
	}, nil
}

// Exclusively calls do while nobody writes to the tree through this package, in whatever process: for a program that writes there and knows no lock, git for
// example. Who is to write meanwhile waits, for 30 seconds at most.
func (f *Folder) Exclusively(do func() error) error {
	release, err := f.lock()
	if err != nil {
		return err
	}
	defer release()
	return do()
}

// waitForLock waits until nobody else has locked the file or folder.
func waitForLock(file *os.File, name string) error {
	pause := time.Millisecond / 4
	for end := time.Now().Add(lockPatience); !tryLock(file); time.Sleep(pause) {
		if time.Now().After(end) {
			return fmt.Errorf("another parlance command has been writing to %s for %v: wait until it ends, then run the command again", name, lockPatience)
		}
		pause = min(2*pause, 20*time.Millisecond)
	}
	return nil
}
