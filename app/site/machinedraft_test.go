package site

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
)

// R42: a page says that a machine drafted it where that is on record for one of its texts, whatever is assumed of the locale's others. A person's edit, or a
// sign-off, ends it.
func TestR42APageSaysThatAMachineDraftedOneOfItsTexts(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	says := func(when string, want bool) {
		t.Helper()
		l, _ := f.load().Locales.Find("es")
		pub := f.site.Snapshot().Page("page").Publication(l)
		_, source := read(t, f.site.Snapshot(), "page", "es")
		const notice = "a machine"
		if (pub.Machine == 1) != want || strings.Contains(source, notice) != want || pub.Machine+pub.Person != 1 {
			t.Errorf("%s: %d texts of a machine, %d of a person; the page speaks of a machine: %v, want %v", when, pub.Machine, pub.Person, strings.Contains(source, notice), want)
		}
	}
	f.Translate("es", "page", "A quote here.", "Una cita.")
	says("a person's draft", false)
	record := strings.Replace(f.sign("es", "page", "Una cita."), "{", `{"kind":"machine",`, 1)
	f.Put(f.Locales, "es/reviews.jsonl", record)
	says("a machine's draft", true)
	f.Translate("es", "page", "A quote here.", "Esta es una cita.")
	says("a person's edit", false)
	f.Translate("es", "page", "A quote here.", "Una cita.")
	says("the machine's words again", true)
	f.Put(f.Locales, "es/reviews.jsonl", record+f.sign("es", "page", "Una cita."))
	if _, source := read(t, f.load(), "page", "es"); strings.Contains(source, "a machine") {
		t.Error("somebody has signed it, and the page speaks of a machine")
	}
}

// R42: so it is with the texts of the interface.
func TestR42AMachinesInterfaceIsSaid(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.load()
	l, _ := f.site.Snapshot().Locales.Find("es")
	if machine, _ := f.site.Snapshot().corpus.InterfaceDrafts(l); machine {
		t.Fatal("a person's interface is a machine's")
	}
	english, err := catalog.Parse("en/ui.en.toml", f.Locales["en/ui.en.toml"].Data)
	if err != nil {
		t.Fatal(err)
	}
	var m catalog.Message
	for _, m = range english.Messages() {
		if !m.Forms.Plural() {
			break
		}
	}
	words := catalog.Forms{Other: "Palabras"}
	f.Put(f.Locales, "es/ui.es.toml", "["+m.Key+"]\nhash = \""+catalog.Hash(m.Forms)+"\"\nother = \"Palabras\"\n")
	r := catalog.Record{Kind: catalog.KindMachine, SignOff: catalog.SignOff{Key: m.Key, Source: catalog.Hash(m.Forms), Text: catalog.Hash(words), By: "Engine 1", At: today}}
	line, err := r.Line()
	if err != nil {
		t.Fatal(err)
	}
	f.Put(f.Locales, "es/reviews.jsonl", string(line))
	if machine, _ := f.load().corpus.InterfaceDrafts(l); !machine {
		t.Error("a machine's interface is a person's")
	}
}
