package check

import (
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

func TestALanguageWithoutATableIsCheckedForWhatIsCommonToAll(t *testing.T) {
	u := Unit{Key: "k", Kind: "paragraph"}
	u.Source.Other, u.Text.Other = "Read [it](/a) in 30 minutes.", "Soma [hii](/b) kwa dakika 13."
	if got := rulesOf(Message(u, contextFor("sw", nil))); got != "links numbers links" && got != "links links numbers" {
		t.Errorf("got %q", got)
	}
}
