package check

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

func TestRulesHaveNamesAndSayWhatTheyLookFor(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(r.Name) || seen[r.Name] || r.About == "" || strings.Contains(r.About, "\n") {
			t.Errorf("%+v", r)
		}
		seen[r.Name] = true
	}
}

func TestEveryTableCanBeRead(t *testing.T) {
	files, _ := fs.Glob(tables, "tables/*.txt")
	for _, name := range files {
		data, _ := tables.ReadFile(name)
		l, err := readLanguage(name, string(data))
		if err != nil {
			t.Error(err)
			continue
		}
		if len(l.scripts) == 0 {
			t.Errorf("%s names no script", name)
		}
	}
	for _, bad := range []string{"what is", "ratio x", "calendar x", "number x un", "habits odd", "not"} {
		if _, err := readLanguage("x", bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestALanguageWithoutATableIsCheckedForWhatIsCommonToAll(t *testing.T) {
	u := Unit{Key: "k", Kind: "paragraph"}
	u.Source.Other, u.Text.Other = "Read [it](/a) in 30 minutes.", "Soma [hii](/b) kwa dakika 13."
	if got := rulesOf(Message(u, contextFor("sw", nil))); got != "links numbers links" && got != "links links numbers" {
		t.Errorf("got %q", got)
	}
}
