package store

import (
	"bytes"
	"testing"
)

func TestPositionCountsCharacters(t *testing.T) {
	data := []byte("a\nخطأ x\n")
	if line, col := Position(data, bytes.IndexByte(data, 'x')); line != 2 || col != 5 {
		t.Errorf("got %d:%d, want 2:5", line, col)
	}
	if line, col := Position(data, 1000); line != 3 || col != 1 {
		t.Errorf("past the end: got %d:%d, want 3:1", line, col)
	}
}

func TestFaultNamesFileLineAndColumn(t *testing.T) {
	for want, f := range map[string]*Fault{
		"a.md:2:3: no": {"a.md", 2, 3, "no"},
		"a.md:2: no":   {"a.md", 2, 0, "no"},
		"a.md: no":     {"a.md", 0, 0, "no"},
	} {
		if got := f.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if err := (Faults)(nil).Err(); err != nil {
		t.Errorf("no faults gave the error %v", err)
	}
}
