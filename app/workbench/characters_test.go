package workbench

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/locale"
)

// Each language has its own quotation marks, and what is not seen of what its script may have (R40), by name.
func TestCharacters(t *testing.T) {
	for tag, want := range map[string][3]string{
		"de":      {"Latn", "„…“", "no-break space"},
		"fr":      {"Latn", "«\u202f…\u202f»", "narrow no-break space"},
		"ru":      {"Cyrl", "«…»", "no-break space"},
		"zh-Hant": {"Hant", "「…」", ""},
		"ja":      {"Jpan", "「…」", ""},
		"fa":      {"Arab", "«…»", "zero-width non-joiner"},
		"he":      {"Hebr", "“…”", "right-to-left mark"},
		"hi":      {"Deva", "“…”", "zero-width joiner"},
	} {
		var names []string
		list := characters(&locale.Locale{Tag: tag, Script: want[0]})
		for _, c := range list {
			names = append(names, c.Name)
		}
		if all := strings.Join(names, ", "); list[0].Text != want[1] || !strings.Contains(all, want[2]) {
			t.Errorf("%s: got %q and %s", tag, list[0].Text, all)
		}
	}
	b := newBench(t)
	if page := b.want(200, strings.Replace(firstText, "/es/", "/ar/", 1), nil).body; !strings.Contains(page, "data-text=\"\u200f\">right-to-left mark<") {
		t.Errorf("the page has no right-to-left mark: %s", page)
	}
}
