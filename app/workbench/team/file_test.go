package team

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store/folder"
)

const issuer = "https://login.example.org"

// open returns the team file of a new folder with a text in it, "" for none, and the path of it.
func open(t *testing.T, text string, o Options) (*File, string) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, Name)
	if text != "" {
		write(t, path, text)
	}
	locales, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	o.Issuer = issuer
	return Open(locales, o), path
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func account(subject, mail string) Identity {
	return Identity{Issuer: issuer, Subject: subject, Name: "As the provider shows it", Mail: mail}
}

func known(name, subject, more string) string {
	return fmt.Sprintf("[[person]]\nname = %q\nissuer = %q\nsubject = %q\n%s\n", name, issuer, subject, more)
}

// seenNow returns a person as the file has them now; Version is "" for nobody.
func seenNow(f *File, name string) Seen {
	s := Seen{Name: name}
	if i := f.now().find(name); i >= 0 {
		s.Version = f.People()[i].Version()
	}
	return s
}

func TestRightsAreThoseOfTheFileAtThisMoment(t *testing.T) {
	f, path := open(t, known("Ada", "1", `translator = ["de"]`), Options{})
	p, err := f.Find(account("1", ""))
	if err != nil || p.Name != "Ada" || !p.May(Translator, "de") || p.May(Reviewer, "de") {
		t.Errorf("got %+v, %v", p, err)
	}
	write(t, path, known("Ada", "1", `reviewer = ["de"]`))
	if p, err := f.Find(account("1", "")); err != nil || p.May(Translator, "de") || !p.May(Reviewer, "de") {
		t.Errorf("a right that was taken away: got %+v, %v", p, err)
	}
	for _, other := range []Identity{account("2", ""), account("", ""), {Issuer: "https://other.example", Subject: "1"}, {Subject: "1"}, {Name: "Ada"}} {
		if p, err := f.Find(other); !errors.Is(err, ErrNotInTeam) || p.MayAnything() {
			t.Errorf("%+v: got %+v, %v", other, p, err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if p, err := f.Find(account("1", "")); !errors.Is(err, ErrNotInTeam) {
		t.Errorf("the file is gone: got %+v, %v", p, err)
	}
}

func TestLaw7OfAFileWithAFaultTheLastGoodVersionCounts(t *testing.T) {
	good := known("Ada", "1", `translator = ["de"]`)
	f, path := open(t, good, Options{})
	if faults := f.Faults(); len(faults) != 0 {
		t.Errorf("got %v", faults)
	}
	for _, bad := range []string{good + "translator = [\n", good + "[[person]]\nname = \"Eve\"\n", "\xff\xfe"} {
		write(t, path, bad)
		p, err := f.Find(account("1", ""))
		if err != nil || !p.May(Translator, "de") {
			t.Errorf("%q: got %+v, %v", bad, p, err)
		}
		if faults := f.Faults(); len(faults) != 1 || !strings.HasPrefix(faults.Error(), path+":") {
			t.Errorf("%q: got %v", bad, faults)
		}
		if err := f.Set(t.Context(), account("1", ""), Seen{}, Person{Name: "Eve", Mail: "eve@example.org"}); err == nil {
			t.Errorf("%q: the file was changed", bad)
		}
	}
	if restarted, _ := open(t, good+"x = 1\n", Options{}); len(restarted.Faults()) != 1 {
		t.Error("no fault is listed")
	} else if p, err := restarted.Find(account("1", "")); err == nil {
		t.Errorf("what no version without a fault says was granted: %+v", p)
	}
	write(t, path, good)
	if faults := f.Faults(); len(faults) != 0 {
		t.Errorf("a mended file has faults: %v", faults)
	}
}

func TestAVerifiedAddressInvitesOneAccountAndNoSecond(t *testing.T) {
	f, path := open(t, ada+"translator = [\"de\"] # note\n", Options{})
	if p, err := f.SignIn(t.Context(), account("1", "")); !errors.Is(err, ErrNotInTeam) {
		t.Errorf("without a verified address: got %+v, %v", p, err)
	}
	if p, err := f.Find(account("1", "ada@example.org")); !errors.Is(err, ErrNotInTeam) {
		t.Errorf("an address is a right before the account is recorded: %+v, %v", p, err)
	}
	p, err := f.SignIn(t.Context(), account("1", "Ada@Example.org"))
	if err != nil || p.Name != "Ada" || !p.May(Translator, "de") {
		t.Fatalf("got %+v, %v", p, err)
	}
	data, err := os.ReadFile(path)
	if err != nil || string(data) != ada+"translator = [\"de\"] # note\nissuer = \"https://login.example.org\"\nsubject = \"1\"\n" {
		t.Errorf("it is not on record: %s %v", data, err)
	}
	if p, err := f.SignIn(t.Context(), account("2", "ada@example.org")); !errors.Is(err, ErrOtherAccount) {
		t.Errorf("a second account with the address: got %+v, %v", p, err)
	}
	if _, err := f.SignIn(t.Context(), account("1", "")); err != nil {
		t.Errorf("the account alone: %v", err)
	}
}

func TestOfTwoAccountsThatSignInAtOnceWithOneAddressOneIsLetIn(t *testing.T) {
	for range 20 {
		f, _ := open(t, ada, Options{})
		var wait sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wait.Go(func() { _, errs[i] = f.SignIn(context.Background(), account(fmt.Sprint(i), "ada@example.org")) })
		}
		wait.Wait()
		in := 0
		for _, err := range errs {
			if err == nil {
				in++
			} else if !errors.Is(err, ErrOtherAccount) {
				t.Errorf("got %v", err)
			}
		}
		if in != 1 {
			t.Fatalf("%d accounts were let in", in)
		}
	}
}

func TestTheFirstAdminIsWhoTheOperatorNamed(t *testing.T) {
	f, _ := open(t, "", Options{Admin: "boss@example.org"})
	if _, err := f.SignIn(t.Context(), account("boss@example.org", "")); !errors.Is(err, ErrNotInTeam) {
		t.Errorf("a subject that looks like the address: %v", err)
	}
	p, err := f.SignIn(t.Context(), account("7", "boss@example.org"))
	if err != nil || !p.Admin || p.May(Translator, "de") || p.May(Reviewer, "de") {
		t.Errorf("got %+v, %v", p, err)
	}
	if _, err := f.SignIn(t.Context(), account("8", "boss@example.org")); !errors.Is(err, ErrOtherAccount) {
		t.Errorf("a second account with the admin's address: %v", err)
	}
	f, _ = open(t, known("As the provider shows it", "1", ""), Options{Admin: "7"})
	if p, err := f.Find(account("7", "")); err != nil || !p.Admin || p.Name != "7" {
		t.Errorf("named by subject, with the name of somebody else: got %+v, %v", p, err)
	}
	if _, err := f.Find(Identity{Issuer: "https://other.example", Subject: "7"}); !errors.Is(err, ErrNotInTeam) {
		t.Errorf("the same subject of another issuer: %v", err)
	}
	f, _ = open(t, "", Options{Admin: ""})
	if _, err := f.SignIn(t.Context(), account("", "")); !errors.Is(err, ErrNotInTeam) {
		t.Errorf("nobody was named: %v", err)
	}
}

func TestOnlyAnAdminChangesTheTeam(t *testing.T) {
	var log bytes.Buffer
	text := known("Ada", "1", "admin = true") + known("Bob", "2", `translator = ["de"]`+"\nauthor = true\nreviewer = [\"*\"]")
	f, path := open(t, text, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	eve := Person{Name: "Eve", Mail: "eve@example.org", Admin: true}
	for _, by := range []Identity{account("2", ""), account("3", ""), {}, {Issuer: "https://other.example", Subject: "1"}} {
		if err := f.Set(t.Context(), by, Seen{}, eve); !errors.Is(err, ErrNotAdmin) {
			t.Errorf("%+v sets: %v", by, err)
		}
		if err := f.Remove(t.Context(), by, seenNow(f, "Ada")); !errors.Is(err, ErrNotAdmin) {
			t.Errorf("%+v removes: %v", by, err)
		}
	}
	if data, _ := os.ReadFile(path); string(data) != text {
		t.Errorf("the file was changed:\n%s", data)
	}
	if !strings.Contains(log.String(), `who=Bob what="was refused to change the team" person=Eve`) {
		t.Errorf("nothing is on record: %s", log.String())
	}
	if err := f.Remove(t.Context(), account("1", ""), seenNow(f, "ada")); !errors.Is(err, ErrLastAdmin) {
		t.Errorf("the last admin: %v", err)
	}
	if err := f.Set(t.Context(), account("1", ""), Seen{}, Person{Name: "Eve", Mail: "eve"}); err == nil {
		t.Error("an address that is none was written")
	}
	if err := f.Set(t.Context(), account("1", ""), Seen{}, eve); err != nil || f.People()[2].Name != "Eve" {
		t.Errorf("got %v, %+v", err, f.People())
	}
	if err := f.Remove(t.Context(), account("1", ""), seenNow(f, "Zoe")); err == nil || !strings.Contains(err.Error(), `"Zoe"`) {
		t.Errorf("nobody of that name: %v", err)
	}
	if err := f.Remove(t.Context(), account("1", ""), seenNow(f, "ada")); err != nil {
		t.Errorf("with another admin: %v", err)
	}
	if err := f.Remove(t.Context(), account("1", ""), seenNow(f, "Bob")); !errors.Is(err, ErrNotAdmin) {
		t.Errorf("who was an admin: %v", err)
	}
	if !strings.Contains(log.String(), `who=Ada what="removed person from team" person=ada before=ada`) {
		t.Errorf("nothing is on record: %s", log.String())
	}
}

// Changes of many admins at once, and of an editor beside them: each that was acknowledged is there (law 3).
func TestLaw3ChangesAtOnceAreAllThere(t *testing.T) {
	f, _ := open(t, known("Ada", "1", "admin = true"), Options{})
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			p := Person{Name: fmt.Sprint("P", i), Mail: fmt.Sprintf("p%d@example.org", i), Translator: []string{"de"}}
			if err := f.Set(context.Background(), account("1", ""), Seen{}, p); err != nil {
				t.Errorf("%s: %v", p.Name, err)
			}
		})
	}
	wait.Wait()
	if got := len(f.People()); got != 21 {
		t.Errorf("got %d people", got)
	}
}
