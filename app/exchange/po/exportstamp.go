package po

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

var stampPattern = regexp.MustCompile(`^parlance: ([A-Za-z0-9._/-]+) (missing|outdated|draft|reviewed) (sha1-[0-9a-f]{40})$`)

// exportStamp returns the comment that says what a unit is exported with; stampPattern matches it.
func exportStamp(u *exchange.Unit, text catalog.Forms) string {
	return fmt.Sprintf("parlance: %s %s %s", u.Key, u.State, catalog.Hash(text))
}

// readStamp sets what the export stamp among a translator's comments says of a unit, and the unit's comments to the others. The last stamp
// counts, because people's comments come before it. If there are stamps of several keys, a tool has joined entries, and none counts.
func readStamp(u *exchange.Unit, comments []string) {
	several := false
	for _, c := range comments {
		m := stampPattern.FindStringSubmatch(strings.TrimSpace(c))
		if m == nil {
			u.Comments = append(u.Comments, c)
			continue
		}
		several = several || u.Key != "" && u.Key != m[1]
		u.Key, u.State, u.ExportedHash = m[1], exchange.State(m[2]), m[3]
	}
	if several {
		u.Key, u.State, u.ExportedHash = "", "", ""
	}
}
