package server

import "testing"

func TestCodings(t *testing.T) {
	for _, c := range cases(t, "codings.txt") {
		got := negotiateCoding(joinLines(headerLines(c[0]), ",")).String()
		if got == "" {
			got = "-"
		}
		if got != c[1] {
			t.Errorf("%q: got %s, want %s", c[0], got, c[1])
		}
	}
}

// TestCodingsOfBrowsers: what is answered without weighing is what weighing would choose.
func TestCodingsOfBrowsers(t *testing.T) {
	for _, header := range []string{"", "gzip, deflate, br, zstd", "gzip, deflate, br"} {
		if got, want := negotiateCoding([]byte(header)), weighCodings([]byte(header)); got != want {
			t.Errorf("%q: got %v, want %v", header, got, want)
		}
	}
}
