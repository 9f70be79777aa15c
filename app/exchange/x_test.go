package exchange

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

const locales = "../../locales"

// format is one of the two, so that what both promise is tested on both.
type format struct {
	name  string
	write func(Document) ([]byte, error)
	read  func(string, []byte) (Document, error)
}

var formats = []format{{"po", WritePO, ReadPO}, {"xliff", WriteXLIFF, ReadXLIFF}}

func eachFormat(t *testing.T, test func(t *testing.T, f format)) {
	t.Helper()
	for _, f := range formats {
		t.Run(f.name, func(t *testing.T) { test(t, f) })
	}
}

func (f format) must(t *testing.T, d Document) []byte {
	t.Helper()
	data, err := f.write(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (f format) again(t *testing.T, data []byte) Document {
	t.Helper()
	d, err := f.read("file."+f.name, data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d
}

func parse(t testing.TB, file string, data []byte) *catalog.File {
	t.Helper()
	f, err := catalog.Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// real gives the documents of all locales in the repository.
func real(t testing.TB) map[string]Document {
	t.Helper()
	all := map[string]Document{}
	english, err := filepath.Glob(locales + "/en/*.en.toml")
	if err != nil || len(english) == 0 {
		t.Fatal("no English catalogs: ", err)
	}
	folders, err := os.ReadDir(locales)
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		tag := folder.Name()
		if !folder.IsDir() || tag == "en" {
			continue
		}
		d := Document{Site: "Parlance", Fingerprint: Fingerprint("Parlance"), Target: tag}
		for _, file := range english {
			page := strings.TrimSuffix(filepath.Base(file), ".en.toml")
			d.Units = append(d.Units, Units(page, load(t, file), load(t, filepath.Join(locales, tag, page+"."+tag+".toml")),
				func(key string) bool { return len(key)%3 == 0 })...)
		}
		all[tag] = d
	}
	return all
}

// load reads a catalog of the repository. While somebody is editing one it may be faulty: its sound entries do.
func load(t testing.TB, file string) *catalog.File {
	t.Helper()
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	f, err := catalog.Parse(filepath.Base(file), data)
	if err != nil {
		t.Log(err)
	}
	return f
}

// sample is a document with something of everything.
func sample(target string) Document {
	forms := catalog.Forms{}
	for _, c := range catalog.Categories(target) {
		forms = forms.With(c, c+" {{.Count}} «x»")
	}
	other := func(s string) catalog.Forms { return catalog.Forms{Other: s} }
	return Document{Site: "Parlance", Fingerprint: Fingerprint("Parlance"), Target: target, Units: []Unit{
		{Key: "ui.nav.home", Page: "ui", Note: "link", Source: other("Home"), Text: other("Heim"), State: Reviewed},
		{Key: "ui.parts.count", Page: "ui", Note: "a count", Source: catalog.Forms{One: "{{.Count}} part", Other: "{{.Count}} parts"}, Text: forms, State: Draft},
		{Key: "ui.parts.open", Page: "ui", Source: catalog.Forms{One: "{{.Count}} day", Other: "{{.Count}} days"}, State: Missing},
		{Key: "guides/a.intro.p1", Page: "guides/a", Note: "paragraph\n\"q\"", Comments: []string{"look here", ", fuzzy"},
			Source: other("See **now** [the *page*](/safety) and `x`.\\\nNext 100%s."), Text: other("[La *page*](/safety), **ici** `x`,\\\n100 %s."), State: Draft},
		{Key: "guides/a.intro.p2", Page: "guides/a", Source: other("Do not."), State: Outdated,
			Previous: catalog.Previous{Source: other("Do."), Text: other("Faites.")}},
		{Key: "guides/a.intro.p3", Page: "guides/a", Source: catalog.Forms{One: "one", Other: "more"}, State: Outdated,
			Previous: catalog.Previous{Text: other("mehr")}},
		{Key: "guides/a.intro.p4", Page: "guides/a", Source: other("Not yet."), State: Missing},
	}}
}

func (d Document) find(t testing.TB, key string) *Unit {
	t.Helper()
	for i := range d.Units {
		if d.Units[i].Key == key {
			return &d.Units[i]
		}
	}
	t.Fatalf("no unit %s", key)
	return nil
}

// swap replaces old, which must be there, in data.
func swap(t testing.TB, data []byte, old, with string) []byte {
	t.Helper()
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("no %q in what is to be changed", old)
	}
	return bytes.Replace(data, []byte(old), []byte(with), 1)
}

func merge(t testing.TB, current, imported Document) Report {
	t.Helper()
	r, err := Merge(current, imported)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// unchanged says that importing what was exported changes nothing and is refused nothing.
func unchanged(t *testing.T, current, imported Document) {
	t.Helper()
	r := merge(t, current, imported)
	if len(r.Changes) > 0 || len(r.Refused) > 0 {
		t.Errorf("changes %+v\nrefused %v", r.Changes, r.Refused)
		for _, x := range r.Refused {
			t.Log(x.Fault)
		}
	}
	if r.Same+r.Open != len(imported.Units) {
		t.Errorf("%d same and %d open of %d", r.Same, r.Open, len(imported.Units))
	}
}

// tool runs a program of the translators on a file and gives its output. It skips the test where the program is not there.
func tool(t *testing.T, data []byte, name string, args ...string) []byte {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed, so nothing is tried with it", name)
	}
	file := filepath.Join(t.TempDir(), "in.po")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", file)
	}
	cmd := exec.Command(path, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil || stderr.Len() > 0 {
		t.Fatalf("%s %v: %v\n%s", name, args, err, stderr.String())
	}
	return stdout.Bytes()
}

// faulty checks that err has a place and says want.
func faulty(t *testing.T, err error, want string) {
	t.Helper()
	var faults store.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("got %v, want faults with %q", err, want)
	}
	if !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}
