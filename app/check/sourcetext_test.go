package check

import (
	"reflect"
	"sync"
	"testing"
)

// TestSharedEnglishChangesNoFinding has several goroutines check all translations of a message, a third of them those of another message,
// with one English: each finds what it finds alone.
func TestSharedEnglishChangesNoFinding(t *testing.T) {
	g := repositoryGlossary(t)
	shared := map[string]*English{}
	for _, units := range corpus(t) {
		for _, u := range units {
			shared[u.Key+"\x00"+u.Source.Other] = NewEnglish(u, g)
		}
	}
	var wait sync.WaitGroup
	for l, units := range corpus(t) {
		wait.Go(func() {
			in := contextOf(l, g)
			for i, u := range units {
				if i%3 == 0 {
					u.Text.Other = units[(i+7)%len(units)].Text.Other // of another message: much to find
				}
				got, want := shared[u.Key+"\x00"+u.Source.Other].Check(u.Text, u.Comments, in), Message(u, in)
				if !reflect.DeepEqual(got, want) {
					t.Errorf("%s %s: %v, alone %v", l.Tag, u.Key, got, want)
				}
			}
		})
	}
	wait.Wait()
}
