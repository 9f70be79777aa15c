package history_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// names is what the machines of a cluster keep, as one of them knows it. Each author gets a new pseudonym each time, as of machines that write at the same moment.
type names struct {
	authors   map[string]store.Author
	forgotten map[string]bool
	late      map[string]bool // pseudonyms whose names have not arrived at this machine
}

func (n *names) Pseudonym(a store.Author) (string, error) {
	who := fmt.Sprint("P", len(n.authors)+len(n.forgotten))
	n.authors[who] = a
	return who, nil
}

func (n *names) Author(who string) (store.Author, bool) {
	if n.late[who] {
		return store.Author{}, false
	}
	a, ok := n.authors[who]
	return a, ok || n.forgotten[who]
}

func (n *names) Forgotten() int                        { return len(n.forgotten) }
func (n *names) All() (map[string]store.Author, error) { return n.authors, nil }

func (n *names) Erase(list []string) error {
	for _, who := range list {
		delete(n.authors, who)
		n.forgotten[who] = true
	}
	return nil
}

// newApart returns a journal whose names stand apart from its lines.
func newApart(t *testing.T) (j *history.Journal, path string, n *names) {
	t.Helper()
	path = filepath.Join(t.TempDir(), history.Name)
	n = &names{map[string]store.Author{}, map[string]bool{}, map[string]bool{}}
	return history.NewApart(folder.NewLog(path, 1<<20), n), path, n
}

func wrote(t *testing.T, j *history.Journal, name, key, text string) bool {
	t.Helper()
	wrote, err := j.Wrote("de", history.Person{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return wrote(key, catalog.Hash(catalog.Forms{Other: text}))
}

// A person who is forgotten is so under every pseudonym and every name of the account; the lines stay as they are, and everybody else stays who they are.
func TestForgottenPersonHasNoPseudonymLeft(t *testing.T) {
	j, path, n := newApart(t)
	records := []history.Record{signedIn(0, "s.a.p1", "Zoe Old", "account-1 mail-1", "eins"), signedIn(1, "s.a.p2", "Zoe New", "account-1 mail-2", "zwei"), record(2, "s.a.p3", "zoe  new", "", "drei"),
		signedIn(3, "s.a.p4", "Bo", "account-2", "vier"), record(4, "s.a.p5", "", "", "fünf")}
	if err := j.Append(records...); err != nil {
		t.Fatal(err)
	}
	if got := all(t, j); fmt.Sprint(got) != fmt.Sprint(records) {
		t.Errorf("got\n%v\nwant\n%v", got, records)
	}
	before, err := os.ReadFile(path)
	if s := string(before); err != nil || strings.Contains(s, "Zoe") || strings.Contains(s, "account") || strings.Contains(s, "Bo") {
		t.Errorf("the lines name somebody: %s, %v", s, err)
	}
	if !wrote(t, j, "Zoe New", "s.a.p1", "eins") {
		t.Error("R44: the words of an account are not known as its own")
	}
	if count, err := j.Forget("Zoe New"); err != nil || count != 3 {
		t.Errorf("got %d, %v", count, err)
	}
	after, _ := os.ReadFile(path)
	for i, r := range all(t, j) {
		if i < 3 {
			records[i].By, records[i].Account = "", ""
		}
		if r != records[i] {
			t.Errorf("got %v, want %v", r, records[i])
		}
	}
	if string(after) != string(before) || len(n.authors) != 1 {
		t.Errorf("lines were written over, or somebody is named still: %v", n.authors)
	}
	if wrote(t, j, "Zoe New", "s.a.p1", "eins") || !wrote(t, j, "Bo", "s.a.p4", "vier") {
		t.Error("R44: who is forgotten is known, as in no folder, or who is not is unknown")
	}
	if name, recorded := j.Known("de", nil).Author("s.a.p2", catalog.Forms{Other: "zwei"}); name != "" || !recorded {
		t.Errorf("got %q, %v", name, recorded)
	}
	if count, err := j.Forget("Zoe New"); err != nil || count != 0 {
		t.Errorf("again: got %d, %v", count, err)
	}
}

// R44 fails closed: while a name has not arrived yet, the words may be anybody's own. Once it is there they are that person's.
func TestR44NameThatArrivesLate(t *testing.T) {
	j, _, n := newApart(t)
	if err := j.Append(record(0, "s.a.p1", "Ada", "", "eins")); err != nil {
		t.Fatal(err)
	}
	n.late["P0"] = true
	if !wrote(t, j, "Bo", "s.a.p1", "eins") || !wrote(t, j, "Ada", "s.a.p1", "eins") {
		t.Error("words of who is not known yet can be signed")
	}
	n.late["P0"] = false
	if wrote(t, j, "Bo", "s.a.p1", "eins") || !wrote(t, j, "Ada", "s.a.p1", "eins") {
		t.Error("the name that has arrived is not known")
	}
}

// Lines of an earlier build hold the name. They are read, and how many there are is said.
func TestLinesOfAnEarlierBuildAreReadAndCounted(t *testing.T) {
	j, path, n := newApart(t)
	earlier := history.New(folder.NewLog(path, 1<<20))
	if err := earlier.Append(record(0, "s.a.p1", "Ada", "", "eins"), signedIn(1, "s.a.p2", "Ada", "a1", "zwei")); err != nil {
		t.Fatal(err)
	}
	if err := j.Append(signedIn(2, "s.a.p3", "Ada Newer", "a1", "drei")); err != nil {
		t.Fatal(err)
	}
	if !wrote(t, j, "Ada", "s.a.p1", "eins") || !wrote(t, j, "Ada", "s.a.p3", "drei") {
		t.Error("R44: not known")
	}
	count, err := j.Forget("Ada")
	if still, ok := errors.AsType[*history.StillNamedError](err); count != 1 || !ok || still.Lines != 2 || len(n.authors) > 0 {
		t.Errorf("got %d, %v, %v", count, err, n.authors)
	}
}
