package locale

import "testing"

func TestCountryNamesAreInTheLanguageOrNone(t *testing.T) {
	for _, c := range []struct{ tag, code, want string }{
		{"en", "DE", "Germany"}, {"ar", "DE", "ألمانيا"}, {"ur", "DE", "جرمنی"}, {"zh-Hans", "DE", "德国"}, {"zh-Hant", "DE", "德國"}, {"pt-BR", "DE", "Alemanha"},
		{"ckb", "DE", "ئەڵمانیا"}, {"sr-Latn", "DE", "Nemačka"}, {"es-MX", "DE", "Alemania"},
		{"ku", "DE", ""}, {"rw", "DE", ""}, {"ht", "DE", ""}, {"prs", "DE", ""}, {"en", "ZZZ", ""},
	} {
		if got, ok := CountryName(c.tag, c.code); got != c.want || ok != (c.want != "") {
			t.Errorf("%s in %s: got %q, %v, want %q", c.code, c.tag, got, ok, c.want)
		}
	}
}
