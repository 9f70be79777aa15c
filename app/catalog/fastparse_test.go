package catalog

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"
	"unicode/utf8"
)

// sameBothWays fails where fast and full parsing differ; it reports whether data could be parsed fast.
func sameBothWays(t *testing.T, name string, data []byte) bool {
	t.Helper()
	page := !isInterface(name)
	fast := &File{name: name, source: data, page: page}
	if !fast.parseFast(fast.text()) {
		return false
	}
	full := &File{name: name, source: data, page: page}
	if err := full.parseFully(full.text()); err != nil {
		t.Fatalf("parsed fast, although %v:\n%s", err, data)
	}
	if len(fast.messages) != len(full.messages) {
		t.Fatalf("%d messages, want %d:\n%s", len(fast.messages), len(full.messages), data)
	}
	for i, want := range full.messages {
		if got := fast.messages[i]; !reflect.DeepEqual(got, want) {
			t.Fatalf("got\n%+v\nwant\n%+v\nof\n%s", got, want, data)
		}
	}
	if !reflect.DeepEqual(RememberedKeys(fast), RememberedKeys(full)) && len(full.messages) > 0 {
		t.Fatalf("what is remembered differs:\n%s", data)
	}
	if !reflect.DeepEqual(fast.index, full.index) || !reflect.DeepEqual(fast.layout(), full.layout()) {
		t.Fatalf("the index or what is laid out differs:\n%s", data)
	}
	return true
}

// FuzzFastParse: whatever is parsed fast, is read as it would be fully.
func FuzzFastParse(f *testing.F) {
	for _, s := range seeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		sameBothWays(t, "safety.ar.toml", data)
		sameBothWays(t, "ui.ar.toml", data)
	})
}

// Random edits of real catalogs are read alike in both ways; and the catalogs themselves are parsed fast, or nothing is gained.
func TestFastParseIsFullParse(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := [][]byte{[]byte("\n"), []byte("#"), []byte("# a\n"), []byte("#~ x\n"), []byte("#| y\n"), []byte("#= 9% k: z\n"), []byte("#> one: a\n"), []byte("\""),
		[]byte("\\"), []byte("\\n"), []byte("'"), []byte("["), []byte("]"), []byte("."), []byte(" = "), []byte("\u0301"), []byte("\u064E\u0651"), []byte("\u2067"), []byte("\u202E"),
		[]byte("\uFEFF"), []byte("\r"), []byte("\t"), []byte("\x7f"), []byte("\xff"), []byte("\x00"), []byte("{{.A}}"), []byte("{{"), []byte("other"), []byte("one = \"x\"\n"), []byte("😀"), []byte("[a.b]\n")}
	for _, data := range seeds(t) {
		fast := 0
		for range 20 {
			edited := bytes.Clone(data)
			for range random.IntN(3) {
				at := random.IntN(len(edited) + 1)
				end := min(len(edited), at+random.IntN(3)*random.IntN(20))
				edited = bytes.Join([][]byte{edited[:at], pieces[random.IntN(len(pieces))], edited[end:]}, nil)
			}
			for _, name := range []string{"safety.ar.toml", "ui.ar.toml"} {
				if sameBothWays(t, name, edited) {
					fast++
				}
			}
		}
		if fast == 0 && bytes.HasPrefix(data, []byte("#. title\n")) {
			t.Errorf("never parsed fast:\n%s", data)
		}
	}
}

// FuzzFastValid: a text that is valid at first sight has no flaw.
func FuzzFastValid(f *testing.F) {
	for _, s := range []string{"", "a", "é", "e\u0301", "\u064E\u0651\u064E", "\u0928\u093C", "\u202E", "\u2066a\u2069", "\xff", "\xed\xa0\x80", "\xc0\x80", "\ufdd0", "\uffff", "가", "\u1100\u1161"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if flaws := allFlaws(s); fastValid(s) && !bytes.Contains([]byte(s), []byte("{")) && (len(flaws) > 0 || !utf8.ValidString(s)) {
			t.Fatalf("%q is valid at first sight, with flaws %v", s, flaws)
		}
	})
}

// Every character, alone and beside others, is judged as the full reading judges it.
func TestFastValidKnowsEveryCharacter(t *testing.T) {
	for r := range rune(0x10000) {
		for _, s := range []string{string(r), "a" + string(r), "é" + string(r) + "\u0323", "\u0651" + string(r), string(r) + "\u064E" + string(r), "ᄀ" + string(r), "가" + string(r)} {
			if len(allFlaws(s)) > 0 && fastValid(s) {
				t.Fatalf("%q (%U) is valid at first sight", s, r)
			}
		}
	}
}
