// Package exchangetest holds what the tests of the exchange packages share. Only tests import it.
package exchangetest

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/internal/cputime"
	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/locales"
)

// Parse returns a catalog, which must have no fault.
func Parse(t testing.TB, file string, data []byte) *catalog.File {
	t.Helper()
	f, err := catalog.Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Real returns the documents of all locales in the repository, by tag; with -short those of a few.
func Real(t testing.TB) map[string]exchange.Document {
	t.Helper()
	all := map[string]exchange.Document{}
	english, err := fs.Glob(locales.FS, "en/*.en.toml")
	if err != nil || len(english) == 0 {
		t.Fatal("no English catalogs: ", err)
	}
	folders, err := fs.ReadDir(locales.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		tag := folder.Name()
		if !folder.IsDir() || tag == "en" || testing.Short() && !slices.Contains([]string{"ar", "fr", "ja"}, tag) {
			continue
		}
		d := exchange.Document{Site: "Parlance", Fingerprint: exchange.Fingerprint("Parlance"), Target: tag}
		for _, file := range english {
			page := strings.TrimSuffix(path.Base(file), ".en.toml")
			d.Units = append(d.Units, exchange.Units(page, load(t, file), load(t, path.Join(tag, page+"."+tag+".toml")),
				func(key string) bool { return len(key)%3 == 0 })...)
		}
		all[tag] = d
	}
	return all
}

// load reads a catalog of the repository. While somebody is editing one it may be faulty: its sound entries do.
func load(t testing.TB, file string) *catalog.File {
	t.Helper()
	data, err := fs.ReadFile(locales.FS, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	f, err := catalog.Parse(path.Base(file), data)
	if err != nil {
		t.Log(err)
	}
	return f
}

// Sample returns a document with something of everything.
func Sample(target string) exchange.Document {
	forms := catalog.Forms{}
	for _, c := range catalog.Categories(target) {
		forms = forms.With(c, c+" {{.Count}} «x»")
	}
	other := func(s string) catalog.Forms { return catalog.Forms{Other: s} }
	return exchange.Document{Site: "Parlance", Fingerprint: exchange.Fingerprint("Parlance"), Target: target, Units: []exchange.Unit{
		{Key: "ui.nav.home", Page: "ui", Note: "link", Source: other("Home"), Text: other("Heim"), State: exchange.Reviewed},
		{Key: "ui.parts.count", Page: "ui", Note: "a count", Source: catalog.Forms{One: "{{.Count}} part", Other: "{{.Count}} parts"}, Text: forms, State: exchange.Draft},
		{Key: "ui.parts.open", Page: "ui", Source: catalog.Forms{One: "{{.Count}} day", Other: "{{.Count}} days"}, State: exchange.Missing},
		{Key: "guides/a.intro.p1", Page: "guides/a", Note: "paragraph\n\"q\"", Comments: []string{"look here", ", fuzzy"},
			Source: other("See **now** [the *page*](/safety) and `x`.\\\nNext 100%s."), Text: other("[La *page*](/safety), **ici** `x`,\\\n100 %s."), State: exchange.Draft},
		{Key: "guides/a.intro.p2", Page: "guides/a", Source: other("Do not."), State: exchange.Outdated,
			Previous: catalog.Previous{Source: other("Do."), Text: other("Faites.")}},
		{Key: "guides/a.intro.p3", Page: "guides/a", Source: catalog.Forms{One: "one", Other: "more"}, State: exchange.Outdated,
			Previous: catalog.Previous{Text: other("mehr")}},
		{Key: "guides/a.intro.p4", Page: "guides/a", Source: other("Not yet."), State: exchange.Missing},
	}}
}

// One returns documents of one unit: what the catalog said at the export, what it says now, and a file with another text.
func One(now catalog.Forms, file string) (current, imported exchange.Document) {
	current = exchange.Document{Site: "Parlance", Fingerprint: exchange.Fingerprint("Parlance"), Target: "fr", Units: []exchange.Unit{
		{Key: "a.intro.p1", Page: "a", Source: catalog.Forms{Other: "Do **not** run."}, Text: now, State: exchange.Draft},
		{Key: "a.intro.p2", Page: "a", Source: catalog.Forms{Other: "Stop."}, State: exchange.Missing},
	}}
	imported = current
	imported.File = "file.po"
	imported.Units = []exchange.Unit{current.Units[0]}
	imported.Units[0].Text, imported.Units[0].Line, imported.Units[0].Col = catalog.Forms{Other: file}, 7, 1
	return current, imported
}

// Find returns the unit of a key, which must be there.
func Find(t testing.TB, d exchange.Document, key string) *exchange.Unit {
	t.Helper()
	for i := range d.Units {
		if d.Units[i].Key == key {
			return &d.Units[i]
		}
	}
	t.Fatalf("no unit %s", key)
	return nil
}

// Swap returns data with the first old, which must be there, replaced.
func Swap(t testing.TB, data []byte, old, with string) []byte {
	t.Helper()
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("no %q in what is to be changed", old)
	}
	return bytes.Replace(data, []byte(old), []byte(with), 1)
}

// Merge returns what an import comes to; it must be possible.
func Merge(t testing.TB, current, imported exchange.Document) exchange.MergeResult {
	t.Helper()
	r, err := exchange.Merge(current, imported)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Unchanged fails the test unless an import of what was exported changes nothing and is refused nothing.
func Unchanged(t *testing.T, current, imported exchange.Document) {
	t.Helper()
	r := Merge(t, current, imported)
	if len(r.Changes) > 0 || len(r.Refused) > 0 {
		t.Errorf("changes %+v\nrefused %v", r.Changes, r.Refused)
		for _, x := range r.Refused {
			t.Log(x.Fault)
		}
	}
	if r.Unchanged+r.Untranslated != len(imported.Units) {
		t.Errorf("%d same and %d open of %d", r.Unchanged, r.Untranslated, len(imported.Units))
	}
}

// Tool runs a program of translators on a file and returns its output. It skips the test where the program is not there.
func Tool(t *testing.T, data []byte, name string, args ...string) []byte {
	t.Helper()
	program, err := exec.LookPath(name)
	if err != nil {
		leftout.Skip(t, name+" is not installed, so nothing is tried with it")
	}
	file := filepath.Join(t.TempDir(), "in.po")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", file)
	}
	cmd := exec.Command(program, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil || stderr.Len() > 0 {
		t.Fatalf("%s %v: %v\n%s", name, args, err, stderr.String())
	}
	return stdout.Bytes()
}

// Faulty fails the test unless err is faults that say want.
func Faulty(t *testing.T, err error, want string) {
	t.Helper()
	var faults store.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("got %v, want faults with %q", err, want)
	}
	if !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}

// FuzzRead holds a reader to what it promises for any bytes at all: no panic, bounded, a document or an error, and what it
// gives is merged without a panic.
func FuzzRead(t *testing.T, read func(string, []byte) (exchange.Document, error), data []byte) {
	var d exchange.Document
	var err error
	if took := cputime.Of(func() { d, err = read("file", data) }); took > 10*time.Second {
		t.Fatalf("took %v", took)
	}
	if err != nil && (d.Target != "" || len(d.Units) > 0) {
		t.Fatal("an error and a document")
	}
	if err != nil {
		return
	}
	if len(d.Units) > len(data) {
		t.Fatal("more units than bytes")
	}
	for i := range d.Units {
		u := &d.Units[i]
		for _, form := range []catalog.Forms{u.Source, u.Text} {
			for _, c := range form.Filled() {
				if !utf8.ValidString(form.Get(c)) {
					t.Fatalf("not UTF-8: %q", form.Get(c))
				}
			}
		}
		if u.Line < 1 || u.Col < 1 {
			t.Fatalf("no place: %+v", u)
		}
	}
	current := Sample(d.Target)
	if _, err := exchange.Merge(current, d); err == nil && d.Fingerprint != "" && d.Fingerprint != current.Fingerprint {
		t.Fatal("another site's file went in")
	}
}
