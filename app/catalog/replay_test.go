package catalog

import (
	"errors"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
)

// journal is a [Provenance] of what edits brought, and of what a test signs off.
type journal struct {
	authors map[[2]string]string // by key and hash of the words
	words   map[[2]string]Forms
	signed  map[[3]string]bool
}

func newJournal() *journal {
	return &journal{map[[2]string]string{}, map[[2]string]Forms{}, map[[3]string]bool{}}
}

func (j *journal) Author(key string, words Forms) (string, bool) {
	at := [2]string{key, Hash(words)}
	_, recorded := j.words[at]
	return j.authors[at], recorded
}

func (j *journal) Words(key, hash string) (Forms, bool) {
	words, recorded := j.words[[2]string{key, hash}]
	return words, recorded
}

func (j *journal) SignedOff(key, source string, words Forms) bool {
	return j.signed[[3]string{key, source, Hash(words)}]
}

func (j *journal) record(o Outcome) {
	if o.Changed() {
		j.words[[2]string{o.Key, Hash(o.Before)}] = o.Before
		j.words[[2]string{o.Key, Hash(o.Forms)}] = o.Forms
		j.authors[[2]string{o.Key, Hash(o.Forms)}] = o.By
	}
}

// save makes one edit of the message of a file by somebody, from the words that stand there.
func save(t *testing.T, f *File, j *journal, by, text string) *File {
	t.Helper()
	m, _ := f.Find("s.a.p1")
	f, done := f.Replay([]Edit{{Key: m.Key, Source: m.Hash, Was: Hash(m.Forms), Forms: Forms{Other: text}, By: by}}, j)
	if done[0].Err != nil {
		t.Fatal(done[0].Err)
	}
	j.record(done[0])
	return f
}

func previousTexts(f *File) string {
	var all []string
	m, _ := f.Find("s.a.p1")
	for _, p := range m.Previous {
		all = append(all, p.Text.Other)
	}
	return strings.Join(all, " ")
}

func TestEditIsRefusedWithThreeTextsWhereSomebodyElseChangedTheMessage(t *testing.T) {
	j, f := newJournal(), edits(t, "One")
	stale, _ := f.Find("s.a.p1") // eins
	f = save(t, f, j, "Ada", "zwei")
	got, done := f.Replay([]Edit{{Key: stale.Key, Source: stale.Hash, Was: Hash(stale.Forms), Forms: Forms{Other: "drei"}, By: "Ben"}}, j)
	conflict, ok := errors.AsType[*ConflictError](done[0].Err)
	if !ok || conflict.Was.Other != "eins" || conflict.Now.Other != "zwei" || conflict.Wanted.Other != "drei" || got != f {
		t.Errorf("got %+v\n%s", done[0].Err, got.Bytes())
	}
	if done[0].Err.Error() != "s.de.toml:4:1: s.a.p1: somebody has changed the text meanwhile: compare both and write the right one" {
		t.Errorf("got %v", done[0].Err)
	}
}

func TestEditOfAnotherEnglishIsRefusedWithBoth(t *testing.T) {
	f := edits(t, "One", "One.")
	got, done := f.Replay([]Edit{{Key: "s.a.p1", Source: Hash(Forms{Other: "One"}), Was: Hash(Forms{}), Forms: Forms{Other: "x"}}}, nil)
	changed, ok := errors.AsType[*EnglishChangedError](done[0].Err)
	if !ok || changed.Before.Other != "One" || changed.Now.Other != "One." || changed.Wanted.Other != "x" || got != f {
		t.Errorf("got %+v", done[0].Err)
	}
}

func TestEditRefusals(t *testing.T) {
	f := edits(t, "One")
	m, _ := f.Find("s.a.p1")
	sound := Edit{Key: m.Key, Source: m.Hash, Was: Hash(m.Forms), Forms: Forms{Other: "x"}}
	for name, change := range map[string]func(*Edit){
		"gone":      func(e *Edit) { e.Key = "s.a.p9" },
		"no words":  func(e *Edit) { e.Forms = Forms{} },
		"no was":    func(e *Edit) { e.Was = "" },
		"direction": func(e *Edit) { e.Forms.Other = "x\u202Ey" },
	} {
		e := sound
		change(&e)
		got, done := f.Replay([]Edit{e}, nil)
		_, gone := errors.AsType[*MissingEntryError](done[0].Err)
		_, conflict := errors.AsType[*ConflictError](done[0].Err)
		_, fault := errors.AsType[*store.Fault](done[0].Err)
		if !fault || got != f || gone != (name == "gone") || conflict != (name == "no was") {
			t.Errorf("%s: got %v", name, done[0].Err)
		}
	}
	opaque := Unreadable("s.de.toml")
	if got, done := opaque.Replay([]Edit{sound}, nil); done[0].Err == nil || got != opaque {
		t.Error("an unreadable file was changed")
	}
	got, done := f.Replay([]Edit{{Key: "s.a.p9"}, sound}, nil)
	if now, _ := got.Find("s.a.p1"); done[0].Err == nil || done[1].Err != nil || now.Forms.Other != "x" {
		t.Errorf("law 9: one refusal cost another edit: %v", done)
	}
}

func TestLaw5EditMadeTwiceChangesNothing(t *testing.T) {
	f := edits(t, "One")
	m, _ := f.Find("s.a.p1")
	e := Edit{Key: m.Key, Source: m.Hash, Was: Hash(m.Forms), Forms: Forms{Other: "zwei"}}
	once, done := f.Replay([]Edit{e, e}, nil)
	if !done[0].Changed() || done[1].Changed() || done[1].Err != nil {
		t.Errorf("got %+v", done)
	}
	if again, _ := once.Replay([]Edit{e}, nil); again != once {
		t.Errorf("changed\n%s", again.Bytes())
	}
}

func TestEditEmptiesAForm(t *testing.T) {
	f := parse(t, "ui.de.toml", "#> one: {{.Count}} day\n#> other: {{.Count}} days\n[ui.a.p1]\nhash = \""+
		Hash(Forms{One: "{{.Count}} day", Other: "{{.Count}} days"})+"\"\none = \"1 Tag\"\nother = \"{{.Count}} Tage\"\n")
	m, _ := f.Find("ui.a.p1")
	got, done := f.Replay([]Edit{{Key: m.Key, Source: m.Hash, Was: Hash(m.Forms), Forms: Forms{Other: "{{.Count}} Tage"}}}, nil)
	now, _ := got.Find("ui.a.p1")
	if done[0].Err != nil || now.Forms != (Forms{Other: "{{.Count}} Tage"}) || len(now.Previous) != 1 || now.Previous[0].Text != m.Forms {
		t.Errorf("got %v\n%s", done[0].Err, got.Bytes())
	}
}

func TestLaw3CatalogKeepsTheWordsOfOthersAndNotEachStepOfOnePerson(t *testing.T) {
	j, f := newJournal(), edits(t, "One", "Two")
	f = save(t, f, j, "Ada", "a1") // the place was empty: eins is the translation of the English before
	f = save(t, f, j, "Ada", "a2")
	if got := previousTexts(f); got != "eins" {
		t.Errorf("a step of one's own is kept in the catalog: %q", got)
	}
	f = save(t, f, j, "Ben", "b1")
	if got := previousTexts(f); got != "a2 eins" {
		t.Errorf("got %q", got)
	}
	f = save(t, f, j, "ben ", "b2")
	if got := previousTexts(f); got != "a2 eins" {
		t.Errorf("the last words of somebody else are gone, or a step of one's own is there: %q", got)
	}
	m, _ := f.Find("s.a.p1")
	j.signed[[3]string{m.Key, m.Hash, Hash(m.Forms)}] = true
	f = save(t, f, j, "Ben", "b3")
	f = save(t, f, j, "Ben", "b4")
	if got := previousTexts(f); got != "b2 a2 eins" {
		t.Errorf("the last words that are signed off are gone: %q", got)
	}
	f = save(t, f, j, "Ada", "a3")
	if got := previousTexts(f); got != "b4 b2 eins" {
		t.Errorf("got %q", got)
	}
	if strings.Contains(string(f.Bytes()), "a2") {
		t.Errorf("words that are no previous text stand in\n%s", f.Bytes())
	}
}

func TestLaw3WordsWithoutARecordStayInTheCatalog(t *testing.T) {
	j, f := newJournal(), edits(t, "One")
	f = save(t, f, j, "Ada", "a1")
	hand := parse(t, "s.de.toml", strings.Replace(string(f.Bytes()), `other = "a1"`, `other = "by hand"`, 1))
	hand = save(t, hand, j, "Ada", "a2")
	hand = save(t, hand, j, "Ada", "a3") // eins is in the history, and older than the last words of somebody else
	if got := previousTexts(hand); got != "by hand" {
		t.Errorf("got %q", got)
	}
	unknown := parse(t, "s.de.toml", string(f.Bytes()))
	for _, text := range []string{"x1", "x2", "x3"} {
		m, _ := unknown.Find("s.a.p1")
		unknown, _ = unknown.Replay([]Edit{{Key: m.Key, Source: m.Hash, Was: Hash(m.Forms), Forms: Forms{Other: text}, By: "Ada"}}, nil)
	}
	if got := previousTexts(unknown); got != "x2 x1 a1 eins" {
		t.Errorf("without a history: got %q", got)
	}
}
