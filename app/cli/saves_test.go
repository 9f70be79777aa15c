package cli

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var saves = flag.Int("saves", 24, "how many saves are aimed at sync")

// saving are the ways in which people's programs save. The file may be opened before sync reaches it.
var saving = map[string]func(path string, aim func(), words []byte) error{
	"by rename": func(path string, aim func(), words []byte) error {
		if err := os.WriteFile(path+".tmp", words, 0o644); err != nil {
			return err
		}
		aim()
		return os.Rename(path+".tmp", path)
	},
	"in place": func(path string, aim func(), words []byte) error {
		aim()
		return os.WriteFile(path, words, 0o644)
	},
	"through a file opened a moment before": func(path string, aim func(), words []byte) error {
		aim()
		return saveOpen(path, func() { time.Sleep(time.Millisecond) }, words)
	},
	"through a file opened long before": saveOpen,
}

func saveOpen(path string, wait func(), words []byte) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	wait()
	_, err = file.WriteAt(words, 0)
	return errors.Join(err, file.Truncate(int64(len(words))), file.Close())
}

// Law 3 against everybody: saves are aimed at the moments in which sync replaces files, and none is lost, now or by the next sync.
func TestSyncLosesNoSave(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program again and again")
	}
	program := filepath.Join(t.TempDir(), "parlance")
	if out, err := exec.Command("go", "build", "-o", program, "../../cmd/parlance").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lost, conflicts := 0, 0
	for i := 0; i < *saves; {
		for how, save := range saving {
			kept, conflict := aimedSave(t, program, fmt.Sprintf("what person %d wrote", i), save)
			if !kept {
				lost++
				t.Errorf("save %d, %s: the words are gone", i, how)
			}
			if conflict {
				conflicts++
			}
			i++
		}
	}
	t.Logf("%d saves aimed at sync, %d of them met it while it wrote: %d lost", *saves, conflicts, lost)
}

// aimedSave makes a site in which every catalog must be written, and saves one of them while sync writes. kept is whether the words are there
// afterwards, conflict whether sync said that somebody was quicker.
func aimedSave(t *testing.T, program, words string, save func(path string, aim func(), words []byte) error) (kept, conflict bool) {
	t.Helper()
	dir, tags := t.TempDir(), []string{"en", "de", "es", "fr"} // in the order of the table, in which they are written
	smallSite(t, dir, tags)
	page := filepath.Join(dir, "content", "safety.md")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(page, append(text, "\nOne more paragraph.\n"...), 0o644)
	at := rand.IntN(len(tags) - 1)
	earlier, target := catalogOf(dir, tags[at]), catalogOf(dir, tags[at+1])
	old, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	saved := bytes.Replace(old, []byte("other = \""), []byte("other = \""+words+" "), 1)
	var out bytes.Buffer
	cmd := exec.Command(program, "sync")
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
	was, _ := os.Stat(earlier)
	aim := func() {
		for end := time.Now().Add(5 * time.Second); time.Now().Before(end); {
			if now, err := os.Stat(earlier); err == nil && !os.SameFile(was, now) {
				break
			}
		}
		for end := time.Now().Add(rand.N(300 * time.Microsecond)); time.Now().Before(end); {
		}
	}
	done := make(chan error)
	go func() { done <- save(target, aim, saved) }()
	time.Sleep(time.Millisecond)
	failed := cmd.Run()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	conflict = failed != nil || strings.Contains(out.String(), "reading again")
	kept = holdsWords(t, target, words)
	if again, err := run(program, dir); err != nil || !holdsWords(t, target, words) {
		kept = false
		t.Logf("first: %s\nthen: %s", out.String(), again)
	}
	return kept, conflict
}

// smallSite makes a site of the shipped pages in a few locales.
func smallSite(t *testing.T, dir string, tags []string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("../../locales/locales.toml")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(table), "[[locale]]")
	small := parts[0]
	for _, tag := range tags {
		if err := os.CopyFS(filepath.Join(dir, "locales", tag), os.DirFS("../../locales/"+tag)); err != nil {
			t.Fatal(err)
		}
		for _, part := range parts[1:] {
			if strings.Contains(part, "\ntag = \""+tag+"\"\n") {
				small += "[[locale]]" + part
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "locales", "locales.toml"), []byte(small), 0o644); err != nil {
		t.Fatal(err)
	}
}

func run(program, dir string) (string, error) {
	cmd := exec.Command(program, "sync")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func catalogOf(dir, tag string) string {
	return filepath.Join(dir, "locales", tag, "safety."+tag+".toml")
}

func holdsWords(t *testing.T, path, words string) bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	}
	return strings.Contains(string(data), words)
}
