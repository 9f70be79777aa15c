package cli

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/history"
)

var everyEdit = flag.Int("edits", 80, "how many edits are made at once, by all who write to the same catalogs")

// door is one way in which people write texts.
type door string

const (
	doorBrowser door = "browser"
	doorPO      door = "PO file"
	doorEditor  door = "editor"
	doorGit     door = "git"
)

// manyDoors is a site on which people work through all doors at once, and the clone of somebody who works elsewhere.
type manyDoors struct {
	*gitSite
	elsewhere *gitSite
	data      string     // folder of the history
	git       sync.Mutex // of the person who uses an editor and git

	mu      sync.Mutex
	left    map[door]int            // edits to make
	stands  map[string]door         // acknowledged words, by locale and word
	answers map[door]map[string]int // what became of the edits
}

func newManyDoors(t *testing.T) *manyDoors {
	m := &manyDoors{gitSite: newGitSite(t, 1), data: filepath.Join(t.TempDir(), "data"), stands: map[string]door{}, answers: map[door]map[string]int{}}
	m.left = map[door]int{doorBrowser: *everyEdit * 6 / 10, doorEditor: *everyEdit * 3 / 10, doorPO: *everyEdit / 10}
	m.gitSite.write(".gitignore", ".*\n!.git*\n*.tmp\n")
	m.commit("start")
	m.elsewhere = &gitSite{t: t, r: rand.New(rand.NewPCG(9, 9)), dir: t.TempDir()}
	m.elsewhere.git("clone", "-q", m.dir, ".")
	m.elsewhere.git("config", "merge.parlance.driver", "parlance merge %O %A %B %P")
	return m
}

// mostMore is how many edits a door makes at most beyond its own, until one of them goes in: beside the others a few may all be refused.
const mostMore = 100

// next returns a word that nobody has typed, and whether more edits are to be made.
func (m *manyDoors) next(d door) (word string, more bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.left[d]--
	m.used++
	more = m.left[d] >= 0 || m.answers[d][acknowledged] == 0 && m.left[d] >= -mostMore
	return fmt.Sprintf("wm%dz", m.used), more
}

func (m *manyDoors) answer(d door, tag, word, what string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.answers[d] == nil {
		m.answers[d] = map[string]int{}
	}
	if m.answers[d][what]++; what == acknowledged {
		m.stands[tag+" "+word] = d
	}
}

const acknowledged = "acknowledged"

// Law 3 against everybody at once: two browsers, PO files, an editor, an author who syncs, and git merges work on the same catalogs. Every acknowledged edit
// stands in the catalogs, also as a previous text, or is in the history.
func TestLaw3EveryAcknowledgedEditStandsOrIsInTheHistory(t *testing.T) {
	m := newManyDoors(t)
	locales, journal := m.folder("locales"), history.New(historyLog(m.data))
	var people, others sync.WaitGroup
	done := make(chan struct{})
	people.Go(func() { m.browser("Ann Test", locales, journal) })
	people.Go(func() { m.browser("Bo Test", m.folder("locales"), history.New(historyLog(m.data))) })
	people.Go(m.poFile)
	people.Go(m.editor)
	others.Go(func() { m.author(done) })
	others.Go(func() { m.merges(done) })
	people.Wait()
	close(done)
	others.Wait()
	if !m.pull() {
		t.Error("the last merge was refused")
	}
	m.check("all edits")
	stands := m.gitSite.words()
	for _, tag := range []string{"fr", "es"} {
		records, faults, err := journal.Records(tag, "")
		if err != nil || len(faults) > 0 {
			t.Error(err, faults)
		}
		for _, r := range records {
			for _, w := range typedWord.FindAllString(fmt.Sprint(r.Before, r.After), -1) {
				stands[tag+" "+w] = true
			}
		}
	}
	lost := 0
	for word, d := range m.stands {
		if !stands[word] {
			lost++
			_, text, _ := strings.Cut(word, " ")
			log, _ := m.tryGit("log", "--all", "--oneline", "-S", text)
			left, _ := m.tryGit("grep", "-l", "--untracked", "--no-exclude-standard", text)
			t.Errorf("%s: %s is lost; it came and went in the commits %q, and is in the files %q", d, word, log, left)
		}
	}
	for _, d := range []door{doorBrowser, doorPO, doorEditor, doorGit} {
		if m.answers[d][acknowledged] == 0 {
			t.Errorf("%s: no edit was acknowledged: %v", d, m.answers[d])
		}
	}
	if out := m.answers["sync"]; len(out) > 0 {
		t.Errorf("sync: %v", out)
	}
	t.Logf("%d edits acknowledged, %d lost; %v", len(m.stands), lost, m.answers)
}
