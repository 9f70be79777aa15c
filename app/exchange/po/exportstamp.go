package po

import (
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/exchange"
)

// recordMark begins the comment that says of which key, in which state, and with which text a unit went out.
const recordMark = "parlance: "

var recordLine = regexp.MustCompile(`^parlance: ([A-Za-z0-9._/-]+) (missing|outdated|draft|reviewed) (sha1-[0-9a-f]{40})$`)

func record(key string, s exchange.State, hash string) string {
	return recordMark + key + " " + string(s) + " " + hash
}

// recorded is what such a comment says.
type recorded struct {
	key   string
	state exchange.State
	hash  string
}

// readRecord takes the record out of a translator's comments. The last one counts: people's comments stand above it. Where
// there are records of several keys, a tool joined entries, and none counts.
func readRecord(comments []string) (r recorded, others []string) {
	several := false
	for _, c := range comments {
		m := recordLine.FindStringSubmatch(strings.TrimSpace(c))
		if m == nil {
			others = append(others, c)
			continue
		}
		several = several || r.key != "" && r.key != m[1]
		r = recorded{m[1], exchange.State(m[2]), m[3]}
	}
	if several {
		r = recorded{}
	}
	return r, others
}
