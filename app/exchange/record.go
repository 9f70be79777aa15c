package exchange

import (
	"regexp"
	"strings"
)

// recordMark begins the comment that says in which state, and with which text, a unit went out.
const recordMark = "parlance: "

var recordLine = regexp.MustCompile(`^parlance: (missing|outdated|draft|reviewed) (sha1-[0-9a-f]{40})$`)

func record(s State, hash string) string { return recordMark + string(s) + " " + hash }

// readRecord takes the record out of a translator's comments. The last one counts: people's comments stand above it.
func readRecord(comments []string) (state State, hash string, others []string) {
	for _, c := range comments {
		if m := recordLine.FindStringSubmatch(strings.TrimSpace(c)); m != nil {
			state, hash = State(m[1]), m[2]
			continue
		}
		others = append(others, c)
	}
	return state, hash, others
}
