// Package leftout skips tests that need a program which is not installed, so that nobody takes them for passed.
package leftout

import (
	"fmt"
	"os"
	"testing"
)

// Skip skips the test for lack of something. "make test" gathers such lines in the file that PARLANCE_LEFT_OUT names, and shows them at
// its end.
func Skip(t testing.TB, lack string) {
	t.Helper()
	line := fmt.Sprintf("LEFT OUT: %s: %s", t.Name(), lack)
	fmt.Fprintln(os.Stderr, line)
	if list := os.Getenv("PARLANCE_LEFT_OUT"); list != "" {
		f, err := os.OpenFile(list, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		fmt.Fprintln(f, line)
	}
	t.Skip(line)
}

// SkipBrowser skips the test for lack of something that .ci/browser installs. With PARLANCE_TEST_BROWSER=must the test fails instead.
func SkipBrowser(t testing.TB, lack string) {
	t.Helper()
	lack += " (.ci/browser installs it, on Debian as root)"
	if os.Getenv("PARLANCE_TEST_BROWSER") == "must" {
		t.Fatal("LEFT OUT: " + lack)
	}
	Skip(t, lack)
}
