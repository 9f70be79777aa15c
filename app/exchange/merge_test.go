package exchange_test

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func TestLaw3MergeNeverOverwritesNewerText(t *testing.T) {
	text := func(s string) catalog.Forms { return catalog.Forms{Other: s} }
	seen := func(s string) string { return catalog.Hash(text(s)) }
	for _, c := range []struct {
		name, now, seen, file string
		want                  string // "change", "same", "open", or what the refusal says
	}{
		{"the translator fills an empty place", "", seen(""), "neuf", "change"},
		{"the translator corrects", "vieux", seen("vieux"), "neuf", "change"},
		{"nobody changes", "vieux", seen("vieux"), "vieux", "same"},
		{"the catalog was corrected, the translator left it alone", "corrigé", seen("vieux"), "vieux", "same"},
		{"both made the same change", "neuf", seen("vieux"), "neuf", "same"},
		{"both made changes", "corrigé", seen("vieux"), "neuf", "newer text"},
		{"somebody filled it meanwhile", "autre", seen(""), "neuf", "newer text"},
		{"no record, and the place is empty", "", "", "neuf", "change"},
		{"no record, and another text stands there", "autre", "", "neuf", "newer text"},
		{"no record, and the same text stands there", "neuf", "", "neuf", "same"},
		{"no translation", "vieux", seen("vieux"), "", "open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			current, imported := exchangetest.One(text(c.now), c.file)
			imported.Units[0].ExportedHash = c.seen
			r := exchangetest.Merge(t, current, imported)
			got := map[bool]string{true: "change"}[len(r.Changes) == 1]
			switch {
			case r.Unchanged == 1:
				got = "same"
			case r.Untranslated == 1:
				got = "open"
			case len(r.Refused) == 1:
				got = r.Refused[0].Fault.Error()
			}
			if !strings.Contains(got, c.want) || len(r.Changes)+r.Unchanged+r.Untranslated+len(r.Refused) != 1 {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if len(r.Changes) == 1 && (r.Changes[0].Text.Other != c.file || r.Changes[0].Before.Other != c.now || r.Changes[0].Page != "a") {
				t.Errorf("%+v", r.Changes[0])
			}
		})
	}
}

func TestLaw2MergeTakesNoTranslationOfAnotherEnglish(t *testing.T) {
	current, imported := exchangetest.One(catalog.Forms{}, "Courez.")
	imported.Units[0].Source.Other = "Do run."
	r := exchangetest.Merge(t, current, imported)
	if len(r.Refused) != 1 || r.Refused[0].Key != "a.intro.p1" || r.Refused[0].Fault.Error() !=
		"file.po:7:1: a.intro.p1: the English has changed since the export: export again and translate what stands there now" {
		t.Errorf("%+v", r)
	}
}

// A file that was exported before a page was renamed goes in: its texts are those of the same English, where these can be told apart.
func TestTextsThatMovedSinceTheExportGoIn(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string // of today's texts with the English of the imported one, a.intro.p1
		want string   // the key that it goes to
	}{
		"page renamed":       {[]string{"b.intro.p1"}, "b.intro.p1"},
		"to another section": {[]string{"a.other-section.p4"}, "a.other-section.p4"},
		"two on the page":    {[]string{"b.intro.p7", "b.intro.p1"}, "b.intro.p1"},
		"not to tell apart":  {[]string{"b.intro.p7", "b.intro.p8"}, ""},
	} {
		current, imported := exchangetest.One(catalog.Forms{}, "neuf")
		unit := current.Units[0]
		current.Units = current.Units[1:]
		for _, key := range c.keys {
			unit.Key = key
			current.Units = append(current.Units, unit)
		}
		got := ""
		if r, err := exchange.Merge(current, imported); err == nil && len(r.Changes) == 1 {
			got = r.Changes[0].Key
		}
		if got != c.want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestAFileOfAnotherSiteOrLocaleIsRefusedAsAWhole(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*exchange.Document)
		want  string
	}{
		{"locale", func(d *exchange.Document) { d.Target = "es" }, "file.po: the file is for the locale es, not for fr"},
		{"site", func(d *exchange.Document) { d.Site, d.Fingerprint = "Elsewhere", exchange.Fingerprint("Elsewhere") }, `of another site, "Elsewhere"`},
		{"keys", func(d *exchange.Document) { d.Units[0].Key, d.Units[0].Source.Other = "b.intro.p1", "Other." }, "not one of its keys is known here"},
		{"keys, no header", func(d *exchange.Document) { d.Units[0].Key, d.Fingerprint = "b.intro.p1", "" }, "of another site"},
	} {
		current, imported := exchangetest.One(catalog.Forms{}, "neuf")
		c.spoil(&imported)
		r, err := exchange.Merge(current, imported)
		exchangetest.Faulty(t, err, c.want)
		if len(r.Changes) > 0 {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
	current, imported := exchangetest.One(catalog.Forms{}, "neuf")
	imported.Fingerprint = ""
	if r := exchangetest.Merge(t, current, imported); len(r.Changes) != 1 {
		t.Errorf("a file whose tool dropped the header, with our keys: %+v", r)
	}
}

func TestAKeyThatIsUnknownIsRefusedOnlyIfItHasWords(t *testing.T) {
	current, imported := exchangetest.One(catalog.Forms{}, "neuf")
	imported.Units = append(imported.Units, exchange.Unit{Key: "a.gone.p1", Text: catalog.Forms{Other: "x"}, Line: 9}, exchange.Unit{Key: "a.gone.p2"})
	r := exchangetest.Merge(t, current, imported)
	if len(r.Changes) != 1 || len(r.Refused) != 1 || r.Refused[0].Key != "a.gone.p1" || r.Untranslated != 1 {
		t.Errorf("%+v", r)
	}
}

// A catalog with such a text would be refused as a whole when it is loaded.
func TestTextsThatWouldSpoilTheirCatalogAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Un.\n\nDeux.":   "more than one paragraph",
		"- un":           "a list",
		"Bonjour {{.X}}": "no placeholder {{.X}}",
	} {
		current, imported := exchangetest.One(catalog.Forms{}, text)
		r := exchangetest.Merge(t, current, imported)
		if len(r.Changes) > 0 || len(r.Refused) != 1 || !strings.Contains(r.Refused[0].Fault.Msg, want) {
			t.Errorf("%q: %+v", text, r)
		}
	}
}

func TestAnImportIsNormalised(t *testing.T) {
	current, imported := exchangetest.One(catalog.Forms{}, "cafe\u0301")
	if r := exchangetest.Merge(t, current, imported); len(r.Changes) != 1 || r.Changes[0].Text.Other != "caf\u00e9" {
		t.Errorf("%+v", r)
	}
}

func TestAnEmptyFormLeavesWhatStandsThere(t *testing.T) {
	current := exchangetest.Sample("ar")
	imported := exchangetest.Sample("ar")
	for i := range imported.Units {
		imported.Units[i].ExportedHash = catalog.Hash(current.Units[i].Text)
	}
	imported.Units[1].Text = catalog.Forms{Two: "جزءان"}
	r := exchangetest.Merge(t, current, imported)
	want := current.Units[1].Text.With("two", "جزءان")
	if len(r.Changes) != 1 || r.Changes[0].Text != want {
		t.Errorf("%+v", r)
	}
}

// What Merge gives, the catalog takes; and then the same file changes nothing.
func TestLaw5TheSameImportTwiceChangesNothingTheSecondTime(t *testing.T) {
	english := exchangetest.Parse(t, "a.en.toml", []byte("[a.intro.p1]\nother = \"Do **not** run.\"\n\n[a.intro.p2]\nother = \"Stop.\"\n"))
	local := catalog.SyncLocale(english, exchangetest.Parse(t, "a.fr.toml", nil), []string{"other"})
	now := func() exchange.Document {
		return exchange.Document{Site: "Parlance", Fingerprint: exchange.Fingerprint("Parlance"), Target: "fr", Units: exchange.Units("a", english, local, func(string) bool { return false })}
	}
	eachFormat(t, func(t *testing.T, f format) {
		imported := f.again(t, f.must(t, now()))
		for i := range imported.Units {
			imported.Units[i].Text.Other = map[string]string{"a.intro.p1": "Ne courez **pas**.", "a.intro.p2": "Stop."}[imported.Units[i].Key] + " " + f.name
		}
		texts := map[string]catalog.Forms{}
		for _, c := range exchangetest.Merge(t, now(), imported).Changes {
			texts[c.Key] = c.Text
		}
		if len(texts) != 2 {
			t.Fatalf("changes %+v", texts)
		}
		next, faults := local.SetValues(texts)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		local = next
		exchangetest.Unchanged(t, now(), imported)
	})
}

// Law 3: a form that comes back empty is told of as not translated, and its former text stays.
func TestLaw3AnEmptiedFormIsNotTheSame(t *testing.T) {
	before := catalog.Forms{One: "un jour", Other: "des jours"}
	for _, c := range []struct {
		name       string
		file       catalog.Forms
		seen       string
		same, open int
		text       catalog.Forms // of the change; empty for none
		emptied    int
	}{
		{"one is emptied", catalog.Forms{Other: "des jours"}, catalog.Hash(before), 0, 1, catalog.Forms{}, 1},
		{"one is emptied, the other is corrected", catalog.Forms{Other: "les jours"}, catalog.Hash(before), 0, 0, catalog.Forms{One: "un jour", Other: "les jours"}, 1},
		{"it was empty when it went out", catalog.Forms{Other: "des jours"}, catalog.Hash(catalog.Forms{Other: "des jours"}), 1, 0, catalog.Forms{}, 0},
		{"nothing is emptied", before, catalog.Hash(before), 1, 0, catalog.Forms{}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			current, imported := exchangetest.One(before, "")
			for _, d := range []*exchange.Document{&current, &imported} {
				d.Units[0].Page, d.Units[0].Source = catalog.InterfaceSlug, catalog.Forms{One: "a day", Other: "days"}
			}
			imported.Units[0].Text, imported.Units[0].ExportedHash = c.file, c.seen
			r := exchangetest.Merge(t, current, imported)
			var text catalog.Forms
			for _, ch := range r.Changes {
				text = ch.Text
			}
			if r.Unchanged != c.same || r.Untranslated != c.open || text != c.text || len(r.Emptied) != c.emptied {
				t.Errorf("got %+v", r)
			}
			for _, e := range r.Emptied {
				if !strings.Contains(e.Fault.Error(), "file.po:7:1: a.intro.p1: the plural form one has no translation") {
					t.Error(e.Fault)
				}
			}
		})
	}
}
