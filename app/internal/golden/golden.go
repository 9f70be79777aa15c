// Package golden compares what a test gets with files of what it should get. With -update the files are written anew:
//
//	go test ./app/catalog -update
package golden

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Update reports whether golden files are to be written.
func Update() bool { return *update }

// Equal fails the test unless got is what the file holds. With -update it writes the file.
func Equal(t testing.TB, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
	}
}
