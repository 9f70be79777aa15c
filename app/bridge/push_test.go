package bridge_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/bridge"
	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
)

// R44: of a text that both sides wrote the history knows the pusher's words as the pusher's, whichever stand.
func TestR44PushedWordsAreThePushersWhereBothWrote(t *testing.T) {
	p := newPair(t)
	for i, words := range [][2]string{{"aaa", "zzz"}, {"zzz", "aaa"}} { // of which one stands here and the other there
		key := fmt.Sprintf("safety.x.p%d", i)
		p.say(p.here, key, words[0]+" hier")
		p.say(p.there, key, words[1]+" dort")
	}
	p.push()
	stand := ""
	for i, words := range []string{"aaa hier", "zzz hier"} {
		key := fmt.Sprintf("safety.x.p%d", i)
		wrote, err := p.journal.Wrote("de", history.Person{Name: "Ed Test"})
		if err != nil {
			t.Fatal(err)
		}
		if !wrote(key, catalog.Hash(catalog.Forms{Other: words})) {
			t.Errorf("%s: whose %q is, the history does not say", key, words)
		}
		records, _, _ := p.journal.Records("de", key)
		file, _ := catalog.Parse(catalogName, []byte(p.read(p.there, catalogName)))
		m, _ := file.Find(key)
		if len(records) == 0 || records[len(records)-1].After.Other != m.Forms.Other {
			t.Errorf("%s stands as %q, and the history ends with %+v", key, m.Forms.Other, records)
		}
		stand += m.Forms.Other + " "
	}
	if !strings.Contains(stand, "hier") || !strings.Contains(stand, "dort") {
		t.Errorf("this tries one of both cases alone: %s", stand)
	}
}

// killed is a store in which a process is killed when it has written, or just before.
type killed struct {
	store.Store
	wrote bool
}

func (k killed) Apply(writes []store.Write) error {
	if k.wrote {
		if err := k.Store.Apply(writes); err != nil {
			return err
		}
	}
	panic("killed")
}

// R44: a push that is killed between what it writes is in the history once the next one has run, once; one that was killed before it wrote is not.
func TestR44PushThatIsKilledIsInTheHistory(t *testing.T) {
	for _, wrote := range []bool{true, false} {
		p := newPair(t)
		p.say(p.here, "safety.x.p1", "vom Editor")
		p.bridge.Cluster["locales"] = killed{p.bridge.Cluster["locales"], wrote}
		func() {
			defer func() { _ = recover() }()
			_, _ = p.bridge.Push(nil)
			t.Error("the push was not killed")
		}()
		if text := p.read(p.there, catalogName); strings.Contains(text, "vom Editor") != wrote {
			t.Fatalf("the cluster has\n%s", text)
		}
		p.say(p.here, "safety.x.p1", "später")
		for range 2 {
			p.restart()
			p.push()
		}
		if text := p.read(p.there, catalogName); !strings.Contains(text, `other = "später"`) {
			t.Errorf("what came later does not stand:\n%s", text)
		}
		records, _, err := p.journal.Records("de", "safety.x.p1")
		said := ""
		for _, r := range records {
			said += r.By + ": " + r.After.Other + "; "
		}
		want := "Ed Test: später; "
		if wrote {
			want = "Ed Test: vom Editor; " + want
		}
		if err != nil || said != want {
			t.Errorf("written %v: the history says %q, %v", wrote, said, err)
		}
	}
}

// Law 3: where others wrote into the same catalog after the push that was killed, nobody's words are lost, and the history has the pusher's.
func TestLaw3OthersWriteAfterAPushThatIsKilled(t *testing.T) {
	p := newPair(t)
	p.say(p.here, "safety.x.p1", "vom Editor")
	p.bridge.Cluster["locales"] = killed{p.bridge.Cluster["locales"], true}
	func() {
		defer func() { _ = recover() }()
		_, _ = p.bridge.Push(nil)
	}()
	p.say(p.there, "safety.x.p1", "von anderen")
	p.restart()
	p.push()
	p.pull()
	p.same()
	if text := p.read(p.there, catalogName); !strings.Contains(text, "vom Editor") || !strings.Contains(text, "von anderen") {
		t.Errorf("words are lost:\n%s", text)
	}
	wrote, err := p.journal.Wrote("de", history.Person{Name: "Ed Test"})
	if err != nil || !wrote("safety.x.p1", catalog.Hash(catalog.Forms{Other: "vom Editor"})) {
		t.Errorf("R44: whose words were pushed is not in the history: %v", err)
	}
}

// R44: what a pull has written that was killed then is nobody's edit in the folder, whatever comes in the cluster since.
func TestR44PullThatIsKilledIsNoEdit(t *testing.T) {
	p := newPair(t)
	p.say(p.there, "safety.x.p1", "von Bo")
	p.change(p.there, pageName, "two", "two there")
	for _, tree := range bridge.TreeNames {
		p.bridge.Folder[tree] = killed{p.bridge.Folder[tree], true}
		func() {
			defer func() { _ = recover() }()
			_, _ = p.bridge.Pull(nil)
			t.Error("the pull was not killed")
		}()
		p.restart()
	}
	p.say(p.there, "safety.x.p1", "später von Bo")
	p.change(p.there, pageName, "three", "three there")
	for range 2 {
		if r := p.push(); len(r.Changes)+len(r.Conflicts) > 0 {
			t.Errorf("a push did %+v", r)
		}
		p.pull()
	}
	p.same()
	if records, _, err := p.journal.Records("de", ""); err != nil || len(records) > 0 {
		t.Errorf("the history says %v, %v", records, err)
	}
}

// What is passed over by its name is named, unless it is a program's own.
func TestFilesThatArePassedOverAreNamed(t *testing.T) {
	p := newPair(t)
	for _, name := range []string{"..x.md", ".hidden.md", ".picture.png", ".#safety.md", "._safety.md", ".safety.md.swp", ".DS_Store", ".git/a.md", "embed.go"} {
		p.write(p.here, "content/"+name, "text\n")
	}
	r := p.push()
	if got := strings.Join(r.Passed, " "); got != "content/..x.md content/.hidden.md content/.picture.png" || len(r.Changes) > 0 {
		t.Errorf("got %q, %+v", got, r.Changes)
	}
}
