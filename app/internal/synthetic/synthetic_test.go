package synthetic

import (
	"bytes"
	"testing"
)

func TestTheSameSizeGivesTheSameBytes(t *testing.T) {
	a, b := New(2, 5), New(2, 5)
	if len(a.Locales) != len(b.Locales) || len(a.Content) != 2 {
		t.Fatalf("%d and %d files of catalogs, %d pages", len(a.Locales), len(b.Locales), len(a.Content))
	}
	for name, f := range a.Locales {
		if !bytes.Equal(f.Data, b.Locales[name].Data) {
			t.Errorf("%s differs", name)
		}
	}
}
