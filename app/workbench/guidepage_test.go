package workbench

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What the real page loads and leads to is there: on this listener, or with the readers. It asks for nothing by itself that a workbench does not answer.
func TestTheRealPageLeadsNowhereThatIsNotAnswered(t *testing.T) {
	b := newBench(t)
	root, err := html.Parse(strings.NewReader(b.want(200, "/es/sleep", nil).body))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if !slices.Contains([]string{"href", "src", "action", "data-worker", "data-page"}, a.Key) || seen[a.Val] {
				continue
			}
			seen[a.Val] = true
			if at, _, _ := strings.Cut(a.Val, "#"); strings.HasPrefix(at, "/") {
				b.want(200, at, nil)
			}
		}
	}
	for _, address := range []string{"/es/sleep/report", "/es/sleep/beside/en", "/en/sleep?remember", "/ar/sleep?remember", "/es/languages", "/es/feed.xml"} {
		if seen[address] || !seen[readersSite+address] {
			t.Errorf("%s does not lead to the readers' site", address)
		}
	}
}
