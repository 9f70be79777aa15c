package workbench

import (
	"reflect"
	"strings"
	"testing"
	"testing/quick"
)

func TestWordDiff(t *testing.T) {
	got := wordDiff("Take 2 tablets a day.", "Take 3 tablets every day.")
	want := []diffPart{{"same", "Take "}, {"del", "2 "}, {"ins", "3 "}, {"same", "tablets "}, {"del", "a "}, {"ins", "every "}, {"same", "day."}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What is the same and gone is the text before, and what is the same and has come is the text now, whatever they are.
func TestWordDiffLosesNothing(t *testing.T) {
	property := func(a, b []bool) bool {
		text := func(list []bool) string {
			var s strings.Builder
			for _, x := range list {
				s.WriteString(map[bool]string{true: "no ", false: "yes\n"}[x])
			}
			return s.String()
		}
		before, now := "", ""
		for _, p := range wordDiff(text(a), text(b)) {
			if p.Op != "ins" {
				before += p.Text
			}
			if p.Op != "del" {
				now += p.Text
			}
		}
		return before == text(a) && now == text(b)
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}
