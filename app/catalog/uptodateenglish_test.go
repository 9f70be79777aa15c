package catalog

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/parlance/parlance/app/segment"
)

const checkedPage = "+++\ntitle = \"A \\\"b\\\"\"\ndescription = \"C.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\n# Café\n\n<!-- note: of\ttwo words -->\n\nText *one*.\n\n- Text *one*.\n- Say \"b\\\\c\".\n\nTwo\nlines.\n"

// checkEnglishLayout fails where the check passes and sync writes something else; it reports whether the check passes.
func checkEnglishLayout(t *testing.T, page *segment.Page, data []byte) bool {
	t.Helper()
	f, err := parseAs("s.en.toml", data, true)
	if err != nil || !bytes.Equal(englishLayout(page, page.Keys(RememberedKeys(f))).bytes(), data) {
		return false
	}
	full := &File{name: f.name, source: data, page: true}
	if err := full.parseFully(data); err != nil {
		t.Fatal(err)
	}
	if got := SyncEnglish(page, full); !bytes.Equal(got.Bytes(), data) {
		t.Fatalf("law 5: passed\n%s\nbut sync writes\n%s", data, got.Bytes())
	}
	return true
}

// Law 5: an English catalog is left as it is only where laying it out would write the same bytes; and one that the tool wrote is.
func TestLaw5EnglishLayoutIsWhatSyncWrites(t *testing.T) {
	page, err := segment.Parse("s", "s.md", []byte(checkedPage))
	if err != nil {
		t.Fatal(err)
	}
	data := SyncEnglish(page, nil).Bytes()
	random := rand.New(rand.NewPCG(7, 8))
	pieces := []string{"", "\n", "\n\n", "# a\n", "#. b\n", "#> c\n", "#| y\n#~ x\n", "\"", "\\", "'", "[", " ", "\u0301", "\r", "\t", "hash = \"x\"\n", "a"}
	passed := 0
	for range 20_000 {
		at := random.IntN(len(data) + 1)
		end := min(len(data), at+random.IntN(3)*random.IntN(6))
		if checkEnglishLayout(t, page, bytes.Join([][]byte{data[:at], []byte(pieces[random.IntN(len(pieces))]), data[end:]}, nil)) {
			passed++
		}
	}
	if passed == 0 {
		t.Error("nothing ever passes")
	}
}
