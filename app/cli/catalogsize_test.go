package cli

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/synthetic"
)

// syncedSite returns a small site that was synced.
func syncedSite(t *testing.T) trees {
	t.Helper()
	dir := t.TempDir()
	if err := synthetic.New(2, 3).Write(dir); err != nil {
		t.Fatal(err)
	}
	c := trees{Content: filepath.Join(dir, "content"), Locales: filepath.Join(dir, "locales")}
	if err := (&syncCommand{recordedTrees: recordedTrees{trees: c}}).Run(&terminal{out: &bytes.Buffer{}, err: &bytes.Buffer{}, maxCatalog: catalog.MaxBytes}); err != nil {
		t.Fatal(err)
	}
	return c
}

// filesOf returns every file below a folder.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// largest returns the largest catalog of a page in a locale, in bytes.
func largest(files map[string]string) (name string, size int) {
	for f, data := range files {
		if strings.HasSuffix(f, ".toml") && strings.Contains(f, "guide-") && len(data) > size {
			name, size = f, len(data)
		}
	}
	return name, size
}

// refused runs a command that must write no catalog larger than most, name each that would be, leave it as it is, and say what to do.
func refused(t *testing.T, c trees, most int, run func(*terminal) error) {
	t.Helper()
	before := filesOf(t, c.Locales)
	var out, errs bytes.Buffer
	term := &terminal{out: &out, err: &errs, maxCatalog: most}
	if code := term.finish(run(term)); code != exitFindings {
		t.Fatalf("it ends with %v: %s%s", code, out.String(), errs.String())
	}
	for _, want := range []string{".toml: the catalog would become larger than ", " the most that is read: split " + c.Content + "/guide-"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it says %q, without %q", out.String(), want)
		}
	}
	for name, data := range filesOf(t, c.Locales) {
		if len(data) > most && data != before[name] {
			t.Errorf("%s has %d bytes", name, len(data))
		}
		if strings.Contains(out.String(), name+": the catalog would become larger") && data != before[name] {
			t.Errorf("%s has changed", name)
		}
	}
}

// Laws 3 and 8: sync writes no catalog that nobody could read any more.
func TestLaw3And8SyncWritesNoCatalogThatIsTooLarge(t *testing.T) {
	c := syncedSite(t)
	pages, err := filepath.Glob(c.Content + "/guide-*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal("no page", err)
	}
	page, err := os.ReadFile(pages[0])
	if err != nil {
		t.Fatal(err)
	}
	page = append(page, strings.Repeat("\nOne more paragraph about the care of a wound at home.\n", 100)...)
	if err := os.WriteFile(pages[0], page, 0o644); err != nil {
		t.Fatal(err)
	}
	_, most := largest(filesOf(t, c.Locales))
	refused(t, c, most, (&syncCommand{recordedTrees: recordedTrees{trees: c}}).Run)
	refused(t, c, most, (&syncCommand{recordedTrees: recordedTrees{trees: c}, Check: true}).Run)
	refused(t, c, most, (&addCommand{recordedTrees: recordedTrees{trees: c}, Tag: "cy", Name: "Cymraeg", Drafts: "machine"}).Run)
	if err := (&syncCommand{recordedTrees: recordedTrees{trees: c}}).Run(&terminal{out: &bytes.Buffer{}, err: &bytes.Buffer{}, maxCatalog: catalog.MaxBytes}); err != nil {
		t.Fatal(err)
	}
}

// Laws 3 and 8: import neither, and it puts nobody on record for what did not go in.
func TestLaw3And8ImportWritesNoCatalogThatIsTooLarge(t *testing.T) {
	c := syncedSite(t)
	name, most := largest(filesOf(t, c.Locales))
	tag := filepath.Base(filepath.Dir(name))
	file := filepath.Join(t.TempDir(), "work.po")
	var errs bytes.Buffer
	if code := Run([]string{"export", tag, "--format", "po", "--out", file, "--content", c.Content, "--locales", c.Locales}, nil, nil, &errs, &errs); code != exitOK {
		t.Fatal(errs.String())
	}
	po, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(po), "\n")
	ofPage := false
	for i, line := range lines {
		if strings.HasPrefix(line, "msgctxt ") {
			ofPage = strings.Contains(line, "guide-")
		}
		if text, ok := strings.CutPrefix(line, `msgstr "`); ok && ofPage && len(text) > 20 {
			lines[i] = `msgstr "` + strings.Repeat("x", 1000) + text
		}
	}
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	refused(t, c, most, (&importCommand{recordedTrees: recordedTrees{trees: c}, File: file, By: "Ada"}).Run)
	refused(t, c, most, (&importCommand{recordedTrees: recordedTrees{trees: c}, File: file, By: "Ada", DryRun: true}).Run)
}
