package server

import "testing"

func TestLanguageCookie(t *testing.T) {
	s := New(testSite(t), Options{})
	for _, c := range cases(t, "cookies.txt") {
		got := "-"
		if value := s.languageCookie(joinLines(headerLines(c[0]), ";")); value != nil {
			got = string(value)
		}
		if got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}

// F13: a cookie that another site below the same domain sets does not take the reader's choice away.
func TestLanguageCookieOverTLS(t *testing.T) {
	s := New(testSite(t), Options{TLS: true})
	for cookies, want := range map[string]string{
		"__Host-lang=ar": "ar", "lang=fr; __Host-lang=ar; lang=en": "ar", "__Host-lang=ar; lang=fr": "ar",
		"lang=fr": "fr", "lang=fr; lang=ar": "", "__Host-lang=": "", "__Host-lang=ar; __Host-lang=fr": "",
	} {
		if got := string(s.languageCookie([]byte(cookies))); got != want {
			t.Errorf("%q: got %q, want %q", cookies, got, want)
		}
	}
}
