package folder

import (
	"os"
	"testing"
	"time"
)

// editors are the ways in which people's programs save. Each returns once the words are in the file, and begins with prepare, before anything happens.
var editors = map[string]func(path string) (save func(words string)){
	"by rename": func(path string) func(string) {
		return func(words string) {
			os.WriteFile(path+".tmp", []byte(words), 0o644)
			os.Rename(path+".tmp", path)
		}
	},
	"in place": func(path string) func(string) {
		return func(words string) { os.WriteFile(path, []byte(words), 0o644) }
	},
	"through an open file": func(path string) func(string) {
		var file *os.File
		return func(words string) {
			if words == "" { // it opens, and writes later
				file, _ = os.OpenFile(path, os.O_RDWR, 0)
			} else if file != nil {
				file.Truncate(0)
				file.WriteAt([]byte(words), 0)
				file.Close()
			}
		}
	},
}

// Law 3 against everybody: whenever somebody saves while files are being replaced, and however, the words are in the file or are handed over.
func TestNoSaveIsLostBeforeAnyCall(t *testing.T) {
	for how, editor := range editors {
		for _, poor := range []bool{false, true} {
			for _, path := range []string{"ar/a.toml", "ar/b.toml", "fr/c.toml"} {
				for n, more := 0, true; more; n++ {
					f := folder(t, before)
					f.disk.poor, f.kept = poor, 0
					more = saveBeforeCall(t, f, how, editor(f.file(path)), path, n)
				}
			}
		}
	}
}

// saveBeforeCall applies the writes while somebody saves before call n, and reports whether there is such a call.
func saveBeforeCall(t *testing.T, f *Folder, how string, save func(string), path string, n int) bool {
	const words = "what a person wrote"
	count, saved := 0, make(chan bool)
	f.disk.before = inTurn(func(string, string) error {
		count++
		switch {
		case count-1 == n && how == "through an open file":
			opened := make(chan bool)
			go func() { save(""); close(opened); time.Sleep(3 * time.Millisecond); save(words); close(saved) }()
			wait(opened)
		case count-1 == n:
			go func() { save(words); close(saved) }()
			wait(saved)
		}
		return nil
	})
	err := f.Apply(writes())
	f.disk.before = nil
	if count <= n {
		return false
	}
	<-saved
	kept := content(f, path) == words
	for name, late := range recovered(t, f) {
		if name == path && late == words {
			kept = true
		} else {
			t.Errorf("%s, call %d, %s: found %q of %s", how, n, path, late, name)
		}
	}
	if !kept {
		t.Errorf("%s, call %d: the words are gone, %s holds %q, %v", how, n, path, content(f, path), err)
	}
	for _, w := range writes() {
		if now := content(f, w.Path); w.Path != path && now != string(w.New) && (w.Old == nil && now != "(none)" || w.Old != nil && now != string(w.Old)) {
			t.Errorf("%s, call %d: %s holds %q", how, n, w.Path, now)
		}
	}
	if left := hidden(t, f); len(left) > 0 {
		t.Errorf("%s, call %d: left %v", how, n, left)
	}
	return true
}

// wait waits until something is done, but not for somebody who waits for a lease.
func wait(done <-chan bool) {
	select {
	case <-done:
	case <-time.After(30 * time.Millisecond):
	}
}
