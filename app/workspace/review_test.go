package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
)

// R44: a save names who wrote the words in the ledger and in the history; each alone keeps the person from signing them, whatever the name has become.
func TestR44WhoSavedWordsDoesNotSignThem(t *testing.T) {
	c, j := syncedSite(t), newJournal(t)
	m := c.catalogFile(t).Messages()[0]
	edit := editOf(m, "Ada Lovelace", "Guía 0.")
	edit.Account = "account-1 mail-1"
	_, locales := c.folders(t)
	if o, err := NewEditor(locales, Options{Journal: j}).Edit(t.Context(), "es", editedPage, []catalog.Edit{edit}); err != nil || o[0].Err != nil {
		t.Fatal(err, o)
	}
	for _, x := range []struct {
		name string
		by   history.Person
		j    *history.Journal
		own  bool
	}{
		{"the ledger alone", history.Person{Name: "ada  lovelace"}, nil, true},
		{"the history too", history.Person{Name: "Ada Lovelace"}, j, true},
		{"another name", history.Person{Name: "Ada Byron", Accounts: []string{"account-1"}}, j, true},
		{"another name and provider", history.Person{Name: "Ada Byron", Accounts: []string{"account-2", "mail-1"}}, j, true},
		{"somebody else", history.Person{Name: "Bo", Accounts: []string{"account-3"}}, j, false},
	} {
		content, locales := c.folders(t)
		w, err := Open(content, locales, Options{Journal: x.j})
		if err != nil {
			t.Fatal(err)
		}
		l, _ := w.Locales().Find("es")
		r, err := w.SignOff(l, []string{m.Key}, x.by, "")
		if err != nil || r.Texts[0].Own != x.own || x.own && !strings.Contains(r.Texts[0].Refused.Msg, "translator of this text") {
			t.Errorf("%s: got %+v, %v", x.name, r.Texts, err)
		}
	}
}

// R44 fails closed: where the history cannot be read nothing is signed.
func TestR44NothingIsSignedWhereTheHistoryCannotBeRead(t *testing.T) {
	content, locales := syncedSite(t).folders(t)
	w, err := Open(content, locales, Options{Journal: history.New(brokenLog{})})
	if err != nil {
		t.Fatal(err)
	}
	l, _ := w.Locales().Find("es")
	if _, err := w.SignOff(l, []string{editedPage}, history.Person{Name: "Ada"}, ""); err == nil || !strings.Contains(err.Error(), "nothing was signed") {
		t.Errorf("got %v", err)
	}
}

// A save is credited once for the same words, in a ledger with lines that cannot be read too, and touches none of them.
func TestSaveIsCreditedOnce(t *testing.T) {
	c := syncedSite(t)
	_, locales := c.folders(t)
	path := filepath.Join(c.locales, filepath.FromSlash(corpus.LedgerPath("es")))
	before := "hello\n{\"key\":\"a.b.p1\"\n"
	if err := os.WriteFile(path, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	key := c.catalogFile(t).Messages()[0].Key
	for i, save := range [][2]string{{"Ada", "Guía 0."}, {"Ada", "La guía 0."}, {"ada ", "Guía 0."}, {"Bo", "La guía 0."}} {
		m, _ := c.catalogFile(t).Find(key)
		if o, err := NewEditor(locales, Options{}).Edit(t.Context(), "es", editedPage, []catalog.Edit{editOf(m, save[0], save[1])}); err != nil || o[0].Err != nil {
			t.Fatal(err, o)
		}
		data, err := os.ReadFile(path)
		want := []int{1, 2, 2, 3}[i]
		if got := strings.Count(string(data), `{"kind":"credit","key":"`+key+`"`); err != nil || got != want || !strings.HasPrefix(string(data), before) {
			t.Errorf("%v: got %d credits, want %d, in\n%s", save, got, want, data)
		}
	}
}
