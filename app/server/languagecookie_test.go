package server

import "testing"

func TestLanguageCookie(t *testing.T) {
	for _, c := range cases(t, "cookies.txt") {
		got := "-"
		if value := languageCookie(joinLines(headerLines(c[0]), ";")); value != nil {
			got = string(value)
		}
		if got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}
