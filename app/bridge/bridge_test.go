package bridge_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/bridge"
	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// pair is a folder and what stands for a cluster, which is held to the same contract: another folder.
type pair struct {
	t       *testing.T
	here    string // the folder
	there   string // what stands for the cluster
	journal *history.Journal
	bridge  *bridge.Bridge
}

const (
	catalogName = "locales/de/safety.de.toml"
	ledgerName  = "locales/de/reviews.jsonl"
	pageName    = "content/safety.md"
)

func newPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{t: t, here: t.TempDir(), there: t.TempDir()}
	p.journal = history.New(folder.NewLog(filepath.Join(t.TempDir(), history.Name), 64<<20))
	var text strings.Builder
	for i := range 6 {
		source := catalog.Forms{Other: fmt.Sprint("English ", i)}
		fmt.Fprintf(&text, "#. paragraph\n#> English %d\n[safety.x.p%d]\nhash = \"%s\"\nother = \"\"\n\n", i, i, catalog.Hash(source))
	}
	for name, data := range map[string]string{catalogName: text.String(), ledgerName: "", pageName: "one\ntwo\nthree\n", "content/a.png": "picture"} {
		p.write(p.there, name, data)
	}
	for _, tree := range bridge.TreeNames {
		if err := os.MkdirAll(filepath.Join(p.here, tree), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	p.restart()
	p.pull()
	return p
}

// restart makes the bridge anew, as another process does.
func (p *pair) restart() {
	p.t.Helper()
	state, err := bridge.OpenState(p.here)
	if err != nil {
		p.t.Fatal(err)
	}
	p.bridge = bridge.New(bridge.Options{Folder: p.stores(p.here), Cluster: p.stores(p.there), State: state, Journal: p.journal, By: "Ed Test"})
}

func (p *pair) stores(dir string) map[string]store.Store {
	p.t.Helper()
	all := map[string]store.Store{}
	for _, tree := range bridge.TreeNames {
		f, err := folder.Open(filepath.Join(dir, tree))
		if err != nil {
			p.t.Fatal(err)
		}
		all[tree] = f
	}
	return all
}

func (p *pair) write(dir, name, data string) {
	p.t.Helper()
	file := filepath.Join(dir, name)
	err := os.MkdirAll(filepath.Dir(file), 0o755)
	if err == nil {
		err = os.WriteFile(file, []byte(data), 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *pair) read(dir, name string) string {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}

// change is what an editor does to a file.
func (p *pair) change(dir, name, old, new string) {
	p.t.Helper()
	text := p.read(dir, name)
	if !strings.Contains(text, old) {
		p.t.Fatalf("%s has no %q:\n%s", name, old, text)
	}
	p.write(dir, name, strings.Replace(text, old, new, 1))
}

// say has a text say something: as a workbench does in the cluster, as an editor in the folder.
func (p *pair) say(dir, key, words string) {
	p.t.Helper()
	file, err := catalog.Parse(catalogName, []byte(p.read(dir, catalogName)))
	if err != nil {
		p.t.Fatal(err)
	}
	m, _ := file.Find(key)
	if dir == p.here {
		text := p.read(dir, catalogName)
		head, rest, _ := strings.Cut(text, "["+key+"]\n")
		body, tail, _ := strings.Cut(rest, "other = ")
		_, tail, _ = strings.Cut(tail, "\n")
		p.write(dir, catalogName, head+"["+key+"]\n"+body+"other = \""+words+"\"\n"+tail)
		return
	}
	next, outcomes := file.Replay([]catalog.Edit{{Key: key, Source: m.Hash, Was: catalog.Hash(m.Forms), Forms: catalog.Forms{Other: words}}}, nil)
	if outcomes[0].Err != nil {
		p.t.Fatal(outcomes[0].Err)
	}
	p.write(dir, catalogName, string(next.Bytes()))
}

func (p *pair) pull() *bridge.Result {
	p.t.Helper()
	r, err := p.bridge.Pull(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

func (p *pair) push() *bridge.Result {
	p.t.Helper()
	r, err := p.bridge.Push(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	return r
}

// same fails unless both sides have the same files.
func (p *pair) same() {
	p.t.Helper()
	files := func(dir string) string {
		var all strings.Builder
		for _, tree := range bridge.TreeNames {
			err := fs.WalkDir(os.DirFS(dir), tree, func(name string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
					fmt.Fprintf(&all, "== %s\n%s", name, p.read(dir, name))
				}
				return err
			})
			if err != nil {
				p.t.Fatal(err)
			}
		}
		return all.String()
	}
	if here, there := files(p.here), files(p.there); here != there {
		p.t.Fatalf("the sides differ:\n%s\n---------------\n%s", here, there)
	}
}

// Law 3: whatever is done on both sides, and in whatever order it is pulled and pushed, both sides meet, and every word that one of them has taken over
// stands there, or is a previous text or in the history.
func TestLaw3BothSidesMeetAndNoWordIsLost(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			p := newPair(t)
			var safe, unsent []string // words that were acknowledged, and those that stand in the folder alone
			for step := range 25 {
				key, words := fmt.Sprintf("safety.x.p%d", r.IntN(6)), fmt.Sprintf("Wort%d-%d.", seed, step)
				switch r.IntN(9) {
				case 0, 1:
					p.say(p.there, key, words)
					safe = append(safe, words)
				case 2, 3:
					p.say(p.here, key, words)
					unsent = append(unsent, words)
				case 4:
					p.write([]string{p.here, p.there}[r.IntN(2)], ledgerName, p.read(p.here, ledgerName)+fmt.Sprintf("{\"key\":\"%s\",\"by\":\"x\"}\n", words))
					p.pull()
					p.push()
				case 5:
					p.restart()
				case 6:
					p.push()
					text := p.read(p.here, catalogName)
					for _, words := range unsent {
						if strings.Contains(text, words) {
							safe = append(safe, words)
						}
					}
					unsent = nil
				default:
					p.pull()
				}
			}
			p.push()
			p.pull()
			p.push()
			p.pull()
			p.same()
			records, _, err := p.journal.Records("de", "")
			if err != nil {
				t.Fatal(err)
			}
			known := p.read(p.there, catalogName) + fmt.Sprint(records)
			for _, words := range safe {
				if !strings.Contains(known, words) {
					t.Errorf("%s is lost:\n%s", words, known)
				}
			}
		})
	}
}

// What a person wrote on one side stands on both, and where two wrote one text, one of them is a previous text and both are told.
func TestPushAndPullGoByKey(t *testing.T) {
	p := newPair(t)
	p.say(p.here, "safety.x.p1", "hier")
	p.say(p.there, "safety.x.p2", "dort")
	p.say(p.here, "safety.x.p3", "beide hier")
	p.say(p.there, "safety.x.p3", "beide dort")
	r := p.push()
	if len(r.Changes) != 1 || strings.Join(r.Changes[0].Keys, " ") != "safety.x.p3" {
		t.Errorf("what push says: %+v", r)
	}
	if err := p.bridge.BringBack(r); err != nil || len(r.Back) != 1 {
		t.Errorf("what push brought back: %+v, %v", r.Back, err)
	}
	p.same()
	text := p.read(p.here, catalogName)
	for _, words := range []string{"hier", "dort", "beide hier", "beide dort"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is not in\n%s", words, text)
		}
	}
	if r := p.push(); len(r.Changes) > 0 {
		t.Errorf("a second push changes %+v", r)
	}
	records, _, err := p.journal.Records("de", "safety.x.p1")
	if err != nil || len(records) != 1 || records[0].By != "Ed Test" || records[0].Via != catalog.ViaPush {
		t.Errorf("the history says %+v, %v", records, err)
	}
}

// A page that both sides have changed is touched on neither, until a person has joined both.
func TestAPageOfBothSidesWaitsForAPerson(t *testing.T) {
	p := newPair(t)
	p.change(p.here, pageName, "one", "one here")
	p.change(p.there, pageName, "three", "three there")
	for range 2 {
		for _, r := range []*bridge.Result{p.push(), p.pull()} {
			if len(r.Conflicts) != 1 || r.Conflicts[0].Path != pageName || len(r.Changes) > 0 {
				t.Fatalf("got %+v", r)
			}
		}
	}
	kept := filepath.Join(p.here, bridge.StateName, "conflicts", pageName)
	if data, err := os.ReadFile(kept); err != nil || string(data) != "one\ntwo\nthree there\n" {
		t.Fatalf("kept: %q, %v", data, err)
	}
	p.change(p.here, pageName, "three", "three there")
	if err := os.Remove(kept); err != nil {
		t.Fatal(err)
	}
	p.push()
	p.same()
	if text := p.read(p.there, pageName); text != "one here\ntwo\nthree there\n" {
		t.Errorf("got %q", text)
	}
}

// Files come, go and are renamed on either side, pictures too.
func TestFilesComeAndGo(t *testing.T) {
	p := newPair(t)
	if err := os.Rename(filepath.Join(p.here, pageName), filepath.Join(p.here, "content/effects.md")); err != nil {
		t.Fatal(err)
	}
	p.write(p.there, "content/audio/b.mp3", "sound")
	p.push()
	p.pull()
	p.same()
	if err := os.Remove(filepath.Join(p.there, "content/a.png")); err != nil {
		t.Fatal(err)
	}
	p.pull()
	p.same()
	if err := os.Remove(filepath.Join(p.here, catalogName)); err != nil {
		t.Fatal(err)
	}
	p.say(p.there, "safety.x.p1", "bleibt")
	if r := p.push(); len(r.Kept) != 1 {
		t.Errorf("a catalog that was removed here and changed there: %+v", r)
	}
	p.pull()
	p.same()
	if !strings.Contains(p.read(p.here, catalogName), "bleibt") {
		t.Error("the words are lost")
	}
}

// A folder whose disk is not mounted looks like one from which all was removed.
func TestAnEmptyFolderRemovesNothing(t *testing.T) {
	p := newPair(t)
	for i := range 20 {
		p.write(p.there, fmt.Sprintf("content/p%d.md", i), "text\n")
	}
	p.pull()
	for _, tree := range []string{"content"} {
		if err := os.RemoveAll(filepath.Join(p.here, tree)); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(p.here, tree), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.bridge.Push(nil); err == nil || !strings.Contains(err.Error(), "--remove-many") {
		t.Fatalf("got %v", err)
	}
	p.read(p.there, pageName)
}

// An editor that was open while others' texts were pulled saves what it read then: their texts stay.
func TestAStaleSaveUndoesNothing(t *testing.T) {
	p := newPair(t)
	opened := p.read(p.here, catalogName)
	page := p.read(p.here, pageName)
	p.say(p.there, "safety.x.p1", "von anderen")
	p.change(p.there, pageName, "three", "three there")
	p.pull()
	p.write(p.here, catalogName, opened)
	p.say(p.here, "safety.x.p2", "eigenes")
	p.write(p.here, pageName, strings.Replace(page, "one", "one here", 1))
	if r := p.push(); len(r.Conflicts) != 1 {
		t.Errorf("a page that was saved from before the pull: %+v", r)
	}
	p.pull()
	text := p.read(p.there, catalogName)
	if !strings.Contains(text, `other = "von anderen"`) || !strings.Contains(text, `other = "eigenes"`) || p.read(p.here, catalogName) != text {
		t.Errorf("got\n%s", text)
	}
	p.write(p.here, catalogName, opened) // as a whole: somebody went back
	p.push()
	p.pull()
	if text := p.read(p.there, catalogName); !strings.Contains(text, "von anderen") || !strings.Contains(text, "eigenes") {
		t.Errorf("words are lost:\n%s", text)
	}
}
