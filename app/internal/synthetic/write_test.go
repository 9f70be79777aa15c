package synthetic

import (
	"os"
	"strconv"
	"testing"
)

// TestWrite makes a site on the disk where SYNTHETIC_DIR says so: SYNTHETIC_PAGES pages in SYNTHETIC_LOCALES locales.
func TestWrite(t *testing.T) {
	dir := os.Getenv("SYNTHETIC_DIR")
	if dir == "" {
		t.Skip("SYNTHETIC_DIR names no folder")
	}
	pages, err := strconv.Atoi(os.Getenv("SYNTHETIC_PAGES"))
	if err != nil {
		t.Fatal(err)
	}
	count, err := strconv.Atoi(os.Getenv("SYNTHETIC_LOCALES"))
	if err != nil {
		t.Fatal(err)
	}
	if err := New(pages, count).Write(dir); err != nil {
		t.Fatal(err)
	}
}
