package check

import (
	"regexp"
	"strings"
	"testing"
)

func TestRulesHaveNamesAndSayWhatTheyLookFor(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules() {
		if !regexp.MustCompile(`^[a-z]+$`).MatchString(r.name) || seen[r.name] || r.about == "" || strings.Contains(r.about, "\n") {
			t.Errorf("%+v", r)
		}
		seen[r.name] = true
	}
}

func TestALanguageWithoutATableIsCheckedForWhatIsCommonToAll(t *testing.T) {
	u := Unit{Key: "k", Kind: "paragraph"}
	u.Source.Other, u.Text.Other = "Read [it](/a) in 30 minutes.", "Soma [hii](/b) kwa dakika 13."
	if got := rulesOf(Message(u, contextFor("sw", nil))); got != "links numbers links" && got != "links links numbers" {
		t.Errorf("got %q", got)
	}
}
