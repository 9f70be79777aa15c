package workbench

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

// The texts of a locale are found by state and by words in English, in the translation and in the key, without regard to case and accents.
func TestTextList(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar de la infección."))
	const first, ward = "sleep.intro.p1", "sleep.at-night.p1"
	for query, want := range map[string]string{
		"state=draft":                   first,
		"state=missing":                 ward,
		"q=INFECCION":                   first,
		"q=sleep+helps":                 first,
		"q=at-night.p1":                 ward,
		"q=ward&state=missing":          ward,
		"q=ward&state=draft":            "",
		"q=no+such+words":               "",
		"state=errors":                  "",
		"state=%3Cscript%3E":            "",
		"q=%F0%28%8C%28":                "",
		"q=" + strings.Repeat("x", 900): "",
		"from=99999999":                 "",
	} {
		page := b.want(200, "/es?"+query, nil)
		if got := strings.Contains(page.body, ">"+want+"</a>"); want != "" && !got {
			t.Errorf("%s: %q is not listed: %s", query, want, plain(page.body))
		}
		for _, other := range []string{first, ward} {
			if other != want && strings.Contains(page.body, ">"+other+"</a>") {
				t.Errorf("%s: %q is listed", query, other)
			}
		}
	}
	b.person = someone("Cy")
	b.want(403, "/es?q=x", nil)
}

var nextLink = regexp.MustCompile(`href="([^"]*)" rel="next"`)

// A long list is told in parts, none of whose texts is left out or told twice.
func TestTextListInParts(t *testing.T) {
	b := newBench(t)
	seen, path := map[string]bool{}, "/es?from=1"
	for path != "" {
		page := b.want(200, path, nil)
		_, rows, _ := strings.Cut(page.body, "<tbody>")
		for _, row := range strings.Split(rows, "<tr>")[1:] {
			href, _, _ := strings.Cut(row[strings.Index(row, `href="`)+6:], `"`)
			if seen[href] {
				t.Errorf("%s is told twice", href)
			}
			seen[href] = true
		}
		path = ""
		if next := nextLink.FindStringSubmatch(page.body); next != nil {
			path = html.UnescapeString(next[1])
		}
	}
	m := b.moment()
	l, _ := m.Locales.Find("es")
	texts := 0
	for _, slug := range m.slugs() {
		texts += len(m.texts(l, slug))
	}
	if len(seen) != texts || texts <= listedTexts {
		t.Errorf("%d texts of %d are told", len(seen), texts)
	}
}

// No words that are searched for, nor texts, make the search fail.
func FuzzMatcher(f *testing.F) {
	f.Add("infeccion", "Una INFECCIÓN")
	f.Add("\u0301", "e\u0301")
	f.Add("수", "수술")
	f.Fuzz(func(_ *testing.T, query, text string) { matcher(boundedQuery(query), "en", "th")(text) })
}
