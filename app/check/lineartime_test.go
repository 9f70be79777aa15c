package check

import (
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/cputime"
)

// TestLaw8TimeGrowsWithTheLength takes texts that are hard on each rule, long and eight times as long.
func TestLaw8TimeGrowsWithTheLength(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	g := testGlossary(t)
	for name, piece := range map[string]string{
		"words": "las células ", "numbers": "30 mg ", "digits": "1", "groups": "1,", "phones": "+4930 ", "han": "细胞治疗", "one han": "细", "thai": "เซลล์",
		"brackets": "(", "quotes": "“«", "marks": "**a", "links": "[a](/b) ", "negations": "not. ", "sentences": "A b c. ", "glossary": "bone marrow ", "accepted": "médula ósea médula espinal ",
		"numerals": "一", "spelled": "dos ", "placeholders": "{{.A}} ", "points": "...", "tags": "<b ",
	} {
		for _, tag := range []string{"es", "zh-Hans", "ar"} {
			run := func(n, tries int) time.Duration {
				s := strings.Repeat(piece, n/len(piece))
				u := Unit{Key: "k", Source: catalog.Forms{Other: s}, Text: catalog.Forms{Other: s + "x"}}
				return cputime.Least(tries, func() { Message(u, contextFor(tag, g)) })
			}
			run(100, 1)
			short, long := run(3_000, 2), run(24_000, 1)
			if long > 24*short {
				short, long = run(3_000, 5), run(24_000, 5)
			}
			if long > 24*short && long > 60*time.Millisecond {
				t.Errorf("%s, %s: %v, eight times as long %v", name, tag, short, long)
			}
		}
	}
}
