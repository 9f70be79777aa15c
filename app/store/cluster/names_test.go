package cluster_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// filesWith returns the files below a folder that have some bytes in them.
func filesWith(t *testing.T, dir, text string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // it went meanwhile
		}
		if data, err := os.ReadFile(name); err == nil && bytes.Contains(data, []byte(text)) {
			list = append(list, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// A name that is forgotten is so at all machines, those too that were away, and its message is on no disk.
func TestNamesAreErasedEverywhere(t *testing.T) {
	options := voterOptions(t, 3)
	var voters []*voter.Voter
	for _, o := range options {
		voters = append(voters, start(t, o))
	}
	a, b := open(t, voters[0], 3), open(t, voters[1], 3)
	who := map[string]string{}
	for _, name := range []string{"Ada Lovelace", "Bo Meier"} {
		for i, n := range []interface {
			Pseudonym(store.Author) (string, error)
		}{a.Names(), b.Names()} {
			p, err := n.Pseudonym(store.Author{Name: name, Account: "a1"})
			if err != nil || p == "" {
				t.Fatal(err)
			}
			who[fmt.Sprint(name, i)] = p
		}
	}
	if again, err := a.Names().Pseudonym(store.Author{Name: "Bo Meier", Account: "a1"}); err != nil || again != who["Bo Meier0"] && again != who["Bo Meier1"] {
		t.Errorf("got another pseudonym %s, %v", again, err)
	}
	all, err := b.Names().All()
	if err != nil {
		t.Fatal(err)
	}
	for key, p := range who {
		if got := all[p].Name; key[:3] != got[:3] {
			t.Errorf("%s is %q", key, got)
		}
		eventually(t, "a name at another machine", func() error {
			if _, heard := a.Names().Author(p); !heard {
				return errors.New("it is not there yet")
			}
			return nil
		})
	}
	voters[2].Close() // it hears of it when it comes back
	var list []string
	for p, author := range all {
		if author.Name == "Ada Lovelace" {
			list = append(list, p)
		}
	}
	if err := a.Names().Erase(list); err != nil {
		t.Fatal(err)
	}
	voters[2] = start(t, options[2])
	c := open(t, voters[2], 3)
	for i, n := range []interface {
		Author(string) (store.Author, bool)
		Forgotten() int
	}{a.Names(), b.Names(), c.Names()} {
		eventually(t, "forgetting", func() error {
			if is := n.Forgotten(); is != len(list) {
				return fmt.Errorf("%d are forgotten in place of %d", is, len(list))
			}
			return nil
		})
		if got, heard := n.Author(list[0]); got != (store.Author{}) || !heard {
			t.Errorf("machine %d knows %v, %v", i, got, heard)
		}
		if got, _ := n.Author(who["Bo Meier0"]); got.Name != "Bo Meier" {
			t.Errorf("machine %d knows %v", i, got)
		}
	}
	eventually(t, "erasing on every disk", func() error {
		for _, o := range options {
			for _, name := range filesWith(t, o.Dir, "Lovelace") {
				if !strings.Contains(name, "_js_") { // what the machines have agreed on, until they need it no more
					return fmt.Errorf("%s has the name", name)
				}
			}
		}
		return nil
	})
	if all, err := c.Names().All(); err != nil || len(all) >= len(who) {
		t.Errorf("got %v, %v", all, err)
	}
	if next, err := b.Names().Pseudonym(store.Author{Name: "Ada Lovelace", Account: "a1"}); err != nil || next == who["Ada Lovelace0"] || next == who["Ada Lovelace1"] {
		t.Errorf("a pseudonym that is forgotten is given again: %v", err)
	}
}

// What an erasure that was cut off has left is found and erased by the next one.
func TestErasureThatWasCutOffGoesOn(t *testing.T) {
	v := startVoters(t, 1)[0]
	c := open(t, v, 1)
	who, err := c.Names().Pseudonym(store.Author{Name: "Ada Lovelace"})
	if err != nil {
		t.Fatal(err)
	}
	_, js := connect(t, v)
	if _, err := js.PublishMsg(t.Context(), forgotten(who)); err != nil {
		t.Fatal(err)
	}
	c = open(t, v, 1)
	if a, heard := c.Names().Author(who); a.Name != "" || !heard {
		t.Errorf("got %v, %v", a, heard)
	}
	if all, err := c.Names().All(); err != nil || all[who].Name != "Ada Lovelace" {
		t.Errorf("got %v, %v", all, err)
	}
	if err := c.Names().Erase([]string{who}); err != nil {
		t.Fatal(err)
	}
	if all, err := c.Names().All(); err != nil || len(all) > 0 {
		t.Errorf("got %v, %v", all, err)
	}
}

// forgotten returns the message that says that a pseudonym is nobody's.
func forgotten(who string) *nats.Msg {
	return &nats.Msg{Subject: "parlance.name." + who, Header: nats.Header{"KV-Operation": {"DEL"}, "Parlance-Format": {"1"}}}
}
