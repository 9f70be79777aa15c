package bridge

import (
	"encoding/json"
	"strings"
)

// writeLedgers writes the lines that one side has not. Into a cluster, where they stay for good, only records go.
func (b *Bridge) writeLedgers(to side, tree string, items []*item, r *Result) error {
	var list []*item
	for _, i := range items {
		if !isLedger(i.name) {
			continue
		}
		before := to.of(i)
		if before.same(i.merged.version) {
			continue
		}
		if !to.cluster {
			list = append(list, i)
			continue
		}
		if len(i.records(r)) == 0 {
			continue
		}
		if !b.DryRun {
			err := b.Cluster[tree].Append(i.name, func(now []byte) ([]byte, error) {
				return withLines(nil, missingLines(withLines(nil, i.records(nil)), now)), nil
			})
			if err != nil {
				return err
			}
		}
		r.Changes = append(r.Changes, Change{Path: i.path(), Kind: kind(before, i.merged.version)})
	}
	_, err := b.apply(to, tree, list, r)
	return err
}

// records returns the lines that are records. The others are told of.
func (i *item) records(r *Result) (list []string) {
	for _, line := range i.lines {
		if json.Valid([]byte(line)) && strings.HasPrefix(line, "{") {
			list = append(list, line)
		} else if r != nil {
			r.Left = append(r.Left, Left{i.path(), "a line that is no record is not pushed, because it would stay for good: mend it, or delete it: " + line[:min(len(line), 80)]})
		}
	}
	return list
}
