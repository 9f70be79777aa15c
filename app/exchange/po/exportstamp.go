package po

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/exchange"
)

// exportStamp is a translator's comment that says what an entry was exported with.
type exportStamp struct {
	key   string
	state exchange.State
	hash  string // of its text
}

var stampLine = regexp.MustCompile(`^parlance: ([A-Za-z0-9._/-]+) (missing|outdated|draft|reviewed) (sha1-[0-9a-f]{40})$`)

// String returns the comment that stampLine matches.
func (s exportStamp) String() string {
	return fmt.Sprintf("parlance: %s %s %s", s.key, s.state, s.hash)
}

// cutStamp returns the export stamp among a translator's comments, and the other comments. The last one counts, because people's
// comments come before it. If there are stamps of several keys, a tool has joined entries, and none counts.
func cutStamp(comments []string) (stamp exportStamp, others []string) {
	several := false
	for _, c := range comments {
		m := stampLine.FindStringSubmatch(strings.TrimSpace(c))
		if m == nil {
			others = append(others, c)
			continue
		}
		several = several || stamp.key != "" && stamp.key != m[1]
		stamp = exportStamp{m[1], exchange.State(m[2]), m[3]}
	}
	if several {
		stamp = exportStamp{}
	}
	return stamp, others
}
