package exchange_test

import (
	"reflect"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func TestLaw5ExportThenImportOfTheRealCatalogsChangesNothing(t *testing.T) {
	eachFormat(t, func(t *testing.T, f format) {
		for tag, d := range exchangetest.Real(t) {
			t.Run(tag, func(t *testing.T) {
				again := f.again(t, f.must(t, d))
				exchangetest.Unchanged(t, d, again)
				if len(again.Units) != len(d.Units) {
					t.Errorf("%d units, want %d", len(again.Units), len(d.Units))
				}
				exchangetest.Unchanged(t, d, f.again(t, f.must(t, d.Todo())))
			})
		}
	})
}

func TestAllThatIsWrittenIsReadAgain(t *testing.T) {
	eachFormat(t, func(t *testing.T, f format) {
		for _, tag := range []string{"ar", "fr", "ja", "ru", "pt-BR", "zh-Hant", "rw"} {
			d := exchangetest.Sample(tag)
			again := f.again(t, f.must(t, d))
			exchangetest.Unchanged(t, d, again)
			if again.Site != d.Site || again.Fingerprint != d.Fingerprint || again.Target != tag {
				t.Errorf("%s: %+v", tag, again)
			}
			for _, u := range d.Units {
				got := exchangetest.Find(t, again, u.Key)
				if got.Source != u.Source || got.Text != u.Text || got.State != u.State || got.Page != u.Page || got.Fault != nil {
					t.Errorf("%s: got %+v, want %+v", tag, got, u)
				}
				if u.State != exchange.Outdated && (got.ExportedHash != catalog.Hash(u.Text) || got.Note != u.Note) {
					t.Errorf("%s: %s: seen %q, note %q", tag, u.Key, got.ExportedHash, got.Note)
				}
			}
		}
	})
}

func TestWritingTwiceGivesTheSameBytes(t *testing.T) {
	eachFormat(t, func(t *testing.T, f format) {
		d := exchangetest.Sample("ar")
		if !reflect.DeepEqual(f.must(t, d), f.must(t, d)) {
			t.Error("different bytes")
		}
	})
}

func TestADocumentThatNoCatalogHoldsIsRefused(t *testing.T) {
	eachFormat(t, func(t *testing.T, f format) {
		for name, spoil := range map[string]func(*exchange.Document){
			"NUL":           func(d *exchange.Document) { d.Units[0].Text.Other = "a\x00" },
			"not UTF-8":     func(d *exchange.Document) { d.Units[0].Text.Other = "a\xff" },
			"no source":     func(d *exchange.Document) { d.Units[0].Source = catalog.Forms{} },
			"no key":        func(d *exchange.Document) { d.Units[0].Key = "" },
			"bad key":       func(d *exchange.Document) { d.Units[0].Key = "a b" },
			"twice":         func(d *exchange.Document) { d.Units[1].Key = d.Units[0].Key },
			"no tag":        func(d *exchange.Document) { d.Target = "" },
			"tag with a \"": func(d *exchange.Document) { d.Target = `fr"` },
			"English few":   func(d *exchange.Document) { d.Units[0].Source.Few = "few" },
		} {
			d := exchangetest.Sample("fr")
			spoil(&d)
			if data, err := f.write(d); err == nil || data != nil {
				t.Errorf("%s: no error", name)
			}
		}
	})
}

func TestTodoIsWhatIsLeft(t *testing.T) {
	d := exchangetest.Sample("ar")
	d.Units[1].Text.Few = ""
	var keys []string
	for _, u := range d.Todo().Units {
		keys = append(keys, u.Key)
	}
	want := []string{"ui.parts.count", "ui.parts.open", "guides/a.intro.p2", "guides/a.intro.p3", "guides/a.intro.p4"}
	if !reflect.DeepEqual(keys, want) {
		t.Errorf("got %q, want %q", keys, want)
	}
}

func TestUnitsHaveTheStatesOfTheDesign(t *testing.T) {
	english := exchangetest.Parse(t, "a.en.toml", []byte("[a.intro.p1]\nother = \"One.\"\n\n[a.intro.p2]\nother = \"Two.\"\n\n[a.intro.p3]\nother = \"Three.\"\n\n[a.intro.p4]\nother = \"Four.\"\n"))
	local := catalog.SyncLocale(english, nil, []string{"other"})
	local, faults := local.SetValues(map[string]catalog.Forms{"a.intro.p1": {Other: "Un."}, "a.intro.p2": {Other: "Deux."}, "a.intro.p3": {Other: "Trois."}})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	changed := exchangetest.Parse(t, "a.en.toml", []byte("[a.intro.p1]\nother = \"One.\"\n\n[a.intro.p2]\nother = \"Two.\"\n\n[a.intro.p3]\nother = \"Not three.\"\n\n[a.intro.p4]\nother = \"Four.\"\n"))
	reviewed := func(key string) bool { return key != "a.intro.p2" }
	for _, f := range []*catalog.File{local, catalog.SyncLocale(changed, local, []string{"other"})} {
		var states []exchange.State
		for _, u := range exchange.Units("a", changed, f, reviewed) {
			states = append(states, u.State)
			if u.State == exchange.Outdated && (u.Previous.Text.Other != "Trois." || u.Previous.Source.Other != "Three." || !u.Text.Empty()) {
				t.Errorf("%+v", u)
			}
		}
		if want := []exchange.State{exchange.Reviewed, exchange.Draft, exchange.Outdated, exchange.Missing}; !reflect.DeepEqual(states, want) {
			t.Errorf("got %v, want %v", states, want)
		}
	}
	if u := exchange.Units("a", english, nil, reviewed); len(u) != 4 || u[0].State != exchange.Missing {
		t.Errorf("%+v", u)
	}
}
