package locale

import (
	"strings"
	"testing"
)

func TestByNameSortsNamesOfAllScripts(t *testing.T) {
	table := &Table{}
	for _, name := range strings.Fields("ไทย Türkçe 日本語 Čeština العربية Español English Русский 한국어 Ελληνικά Deutsch עברית हिन्दी") {
		table.Locales = append(table.Locales, Locale{Name: name})
	}
	var got []string
	for _, l := range table.ByName() {
		got = append(got, l.Name)
	}
	if is, want := strings.Join(got, " "), "Čeština Deutsch English Español Türkçe Ελληνικά Русский עברית العربية हिन्दी ไทย 한국어 日本語"; is != want {
		t.Errorf("the order is %s\nwant         %s", is, want)
	}
}
