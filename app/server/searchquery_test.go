package server

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/document"
)

// FuzzParseSearch: whatever stands behind the question mark, the query can be shown in a field of a page.
func FuzzParseSearch(f *testing.F) {
	for _, seed := range []string{"", "q=", "q=a+b", "q=%", "q=%4", "q=%zz", "q=%ED%A0%80", "q=a&q=b&page=2", "page=0&q=x", "page=99999999999999999999999", "&&==&q", "%71=a",
		"q=%E2%80%AE%E2%81%A6", "q=" + strings.Repeat("(a*)*", 300), "q=%00%1b%0a", "q=\xff\xfe"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, query []byte) {
		before := bytes.Clone(query)
		sent := parseSearch(query)
		if !bytes.Equal(query, before) {
			t.Fatal("the request was changed")
		}
		if !utf8.ValidString(sent.query) || sent.query != strings.Join(strings.Fields(sent.query), " ") || strings.ContainsFunc(sent.query, unicode.IsControl) ||
			strings.ContainsAny(sent.query, "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069") {
			t.Errorf("%q became %q", query, sent.query)
		}
		if sent.page < 1 || sent.page > maxSearchPage || len(sent.query) > min(len(query), maxQuery) {
			t.Errorf("%q became page %d, %d bytes", query, sent.page, len(sent.query))
		}
	})
}

// FuzzSearch: whatever a reader looks for, the answer is a page.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"words", "wrods", "q\"<>&'", strings.Repeat("a ", 1000), strings.Repeat("(a*)*", 300), "\xed\xa0\x80", "١٢٣", "คำ 词语 ことば", "\u202eabc"} {
		f.Add(seed, 1)
	}
	now := testSite(f).Snapshot()
	f.Fuzz(func(t *testing.T, text string, page int) {
		query := cleanQuery([]byte(text))
		for index := range now.Locales.Locales {
			r := now.Search(index, query, page)
			if len(r.Hits) > 10 || len(r.Hits) > r.Total || r.Total > 0 && len(r.Hits) == 0 {
				t.Fatalf("%q: %d hits of %d", query, len(r.Hits), r.Total)
			}
			if !bytes.Contains(now.SearchPage(&now.Locales.Locales[index], r).Body(document.Identity).Bytes, []byte("</html>")) {
				t.Fatal("no page")
			}
		}
	})
}
