package catalog

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/parlance/parlance/app/segment"
)

// checkUpToDate holds a catalog that is up to date by the check to what that means; it reports whether it is.
func checkUpToDate(t *testing.T, english *File, data []byte) bool {
	t.Helper()
	upToDate, hasPrevious := NewUpToDateCheck(english).UpToDate(data)
	if !upToDate {
		return false
	}
	f := &File{name: "s.ar.toml", source: data, page: true}
	if err := f.parseFully(data); err != nil {
		t.Fatalf("up to date, although %v:\n%s", err, data)
	}
	if faults := f.CheckPlaceholders(english); len(faults) > 0 {
		t.Fatalf("up to date, although %v:\n%s", faults, data)
	}
	laid := SyncLocale(english, f, []string{"other"})
	if laid != f {
		t.Fatalf("law 5: up to date\n%s\nbut sync writes\n%s", data, laid.Bytes())
	}
	r := NewMemory()
	r.Add("ar", f)
	if r.Suggest("ar", f) != f {
		t.Fatalf("up to date, and gets suggestions:\n%s", data)
	}
	had := false
	for _, m := range f.Messages() {
		had = had || len(m.Previous) > 0
		if _, err := segment.Inline(m.Forms.Other); err != nil {
			t.Fatalf("up to date, although %v:\n%s", err, data)
		}
	}
	if had != hasPrevious || len(f.layout().trailers) > 0 {
		t.Fatalf("previous translations: %v, want %v:\n%s", hasPrevious, had, data)
	}
	return true
}

const upToDateEnglish = "#. title\n[s.page.title]\nother = \"Home\"\n\n#. paragraph · \"A\"\n[s.a.p1]\nother = 'Say \"aah\".'\n\n#. item\n[s.a.li1]\nother = '''\none: two\nlines'''\n"

// upToDateCatalog returns a catalog that is up to date, with previous translations.
func upToDateCatalog(t testing.TB) (english *File, data []byte) {
	english, err := Parse("s.en.toml", []byte(upToDateEnglish))
	if err != nil {
		t.Fatal(err)
	}
	f := SyncLocale(english, nil, []string{"other"})
	for _, p1 := range []string{"قل آه.", "قل «آه»."} {
		if f, err = fillAll(f, map[string]Forms{"s.page.title": {Other: "بيت"}, "s.a.p1": {Other: p1}, "s.a.li1": {Other: "c'est \"ça\""}}); err != nil {
			t.Fatal(err)
		}
	}
	return english, f.Bytes()
}

func fillAll(f *File, texts map[string]Forms) (*File, error) {
	f, faults := f.SetValues(texts)
	return f, faults.Err()
}

func FuzzUpToDateIsNotWritten(f *testing.F) {
	english, data := upToDateCatalog(f)
	f.Add(english.Bytes(), data)
	for _, s := range seeds(f) {
		f.Add([]byte(upToDateEnglish), s)
		f.Add(s, data)
	}
	f.Fuzz(func(t *testing.T, source, data []byte) {
		if english, err := Parse("s.en.toml", source); err == nil {
			checkUpToDate(t, english, data)
			checkUpToDate(t, english, SyncLocale(english, nil, []string{"other"}).Bytes())
		}
	})
}

// Law 5: whatever is changed in a catalog, it is up to date only where sync would write nothing. Catalogs that the tool wrote are up to
// date, or nothing is gained.
func TestLaw5UpToDateNoticesEveryChange(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	english, data := upToDateCatalog(t)
	if !checkUpToDate(t, english, data) {
		t.Fatalf("not up to date:\n%s", data)
	}
	pieces := [][]byte{[]byte("\n"), []byte("\n\n"), []byte("#"), []byte("# a\n"), []byte("#~ x\n"), []byte("#| y\n"), []byte("#| y\n#~ x\n"), []byte("#= 9% k: z\n"),
		[]byte("#~ one: a\n"), []byte("#~ [a.b]\n"), []byte("\""), []byte("\\"), []byte("'"), []byte("["), []byte(" "), []byte("1. "), []byte("\u0301"), []byte("\u2067"),
		[]byte("\u202E"), []byte("\r"), []byte("\t"), []byte("\xff"), []byte("{{.A}}"), []byte("{{"), []byte("one = \"x\"\n"), []byte("😀"), []byte("a")}
	lines := bytes.SplitAfter(data, []byte("\n"))
	passed := 0
	for range 20_000 {
		edited := bytes.Clone(data)
		if random.IntN(3) == 0 { // lines change their places
			moved := append([][]byte(nil), lines...)
			i, j := random.IntN(len(moved)), random.IntN(len(moved))
			moved[i], moved[j] = moved[j], moved[i]
			edited = bytes.Join(moved, nil)
		}
		for range 1 + random.IntN(2) {
			at := random.IntN(len(edited) + 1)
			end := min(len(edited), at+random.IntN(3)*random.IntN(3))
			edited = bytes.Join([][]byte{edited[:at], pieces[random.IntN(len(pieces))], edited[end:]}, nil)
		}
		if checkUpToDate(t, english, edited) {
			passed++
		}
	}
	if passed == 0 {
		t.Error("no change of a text leaves it up to date")
	}
	t.Log(passed, "of the changed catalogs are up to date")
}

// Law 5: a catalog is up to date beside its own English alone.
func TestLaw5UpToDateNoticesAnotherEnglish(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	_, data := upToDateCatalog(t)
	for range 5000 {
		source := []byte(upToDateEnglish)
		at := random.IntN(len(source))
		source[at] = byte(' ' + random.IntN(95))
		if english, err := Parse("s.en.toml", source); err == nil {
			checkUpToDate(t, english, data)
		}
	}
}
