package team

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"
)

// A change is made of the person as somebody saw them: what others changed meanwhile is not written over.
func TestAChangeOfWhatSomebodyElseHasChangedIsRefused(t *testing.T) {
	f, path := open(t, known("Ada", "1", "admin = true")+known("Bob", "2", `translator = ["de"] # since May`), Options{})
	admin, seen := account("1", ""), seenNow(f, "Bob")
	renamed := f.People()[1]
	renamed.Name, renamed.Reviewer = "Robert", []string{"fr"}
	if err := f.Set(t.Context(), admin, seen, renamed); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if s := string(data); err != nil || !strings.Contains(s, `name = "Robert"`) || !strings.Contains(s, `translator = ["de"] # since May`) || !strings.Contains(s, `reviewer = ["fr"]`) || strings.Contains(s, "Bob") {
		t.Errorf("got %s, %v", s, err)
	}
	var changed *ChangedError
	if err := f.Set(t.Context(), admin, seen, Person{Name: "Bob", Mail: "b@example.org"}); !errors.As(err, &changed) || changed.Now.Name != "" {
		t.Errorf("who has another name now: got %v", err)
	}
	stale := Seen{"Robert", seen.Version}
	if err := f.Set(t.Context(), admin, stale, renamed); !errors.As(err, &changed) || changed.Now.Name != "Robert" {
		t.Errorf("got %v", err)
	}
	if err := f.Remove(t.Context(), admin, stale); !errors.As(err, &changed) {
		t.Errorf("got %v", err)
	}
	if err := f.Remove(t.Context(), admin, Seen{}); !errors.As(err, &changed) {
		t.Errorf("nobody: got %v", err)
	}
	if err := f.Set(t.Context(), admin, Seen{}, Person{Name: "robert", Mail: "b@example.org"}); err == nil || !strings.Contains(err.Error(), "another person has the name") {
		t.Errorf("a second one of the name: got %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(data) {
		t.Errorf("it was changed to %s, %v", now, err)
	}
}

// A name of today makes nobody somebody else: the fingerprints of account and address stay, and each is another person's alone.
func TestAccountsStayWithThePerson(t *testing.T) {
	ada := Person{Name: "Ada", Mail: "ada@example.org", Issuer: issuer, Subject: "1"}
	same := Person{Name: "Countess", Mail: "ADA@example.org", Issuer: issuer, Subject: "1"}
	if a, b := strings.Join(ada.Accounts(), " "), strings.Join(same.Accounts(), " "); a != b || strings.Count(a, " ") != 1 || strings.Contains(a, "ada") {
		t.Errorf("got %q and %q", a, b)
	}
	for _, other := range []Person{{Mail: "bo@example.org", Issuer: issuer, Subject: "2"}, {Issuer: issuer + "/x", Subject: "1"}, {}} {
		for _, account := range other.Accounts() {
			if strings.Contains(strings.Join(ada.Accounts(), " "), account) {
				t.Errorf("%+v is Ada", other)
			}
		}
	}
}

// The log names a fault once, and says what counts until it is mended.
func TestTheLogNamesAFaultOnce(t *testing.T) {
	var log bytes.Buffer
	good := known("Ada", "1", "admin = true")
	f, path := open(t, good+"x = 1\n", Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	for range 2 {
		if faults := f.Faults(); len(faults) != 1 || len(Check(f.tree.Tree())) != 1 {
			t.Errorf("got %v", faults)
		}
	}
	if s := log.String(); strings.Count(s, "lets nobody in until it is mended") != 1 || strings.Count(s, "\n") != 1 {
		t.Errorf("got %s", s)
	}
	log.Reset()
	for _, text := range []string{good, good + "y = 1\n"} {
		write(t, path, text)
		f.Faults()
	}
	if s := log.String(); strings.Count(s, "what it said before counts") != 1 || strings.Count(s, "\n") != 1 {
		t.Errorf("got %s", s)
	}
}
