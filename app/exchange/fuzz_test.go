package exchange_test

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

// FuzzRoundTrip holds both formats to: what is written is read again byte for byte, or is refused when it is written.
func FuzzRoundTrip(f *testing.F) {
	f.Add("See **now** [the *page*](/a \"b\") and `x`.\\\nNext.", "**Ici** \\* [x](/a)", "{{.Count}} part", "note\n\"x\"")
	f.Add("a\x01\x0b\x7f\u0085\u2028\uFEFF\uFFFE", "\"\\\t\r\n", "&lt;<cp>]]>", "")
	f.Add("__a__ *b **c***", "<https://x.y> ![a](b) <b>", "![*a*](b) [](c) [ a ](d)", "#, fuzzy")
	f.Add("1. x", "**a **b** c**", "`` ` ``", "parlance: a draft sha1-0000000000000000000000000000000000000000")
	f.Fuzz(func(t *testing.T, source, text, plural, note string) {
		if len(source)+len(text)+len(plural) > 10_000 {
			return
		}
		d := exchange.Document{Site: note, Fingerprint: "f", Target: "ar", Units: []exchange.Unit{
			{Key: "a/b.c.p1", Page: "a/b", Note: note, Comments: []string{note}, Source: catalog.Forms{Other: source}, Text: catalog.Forms{Other: text}},
			{Key: "ui.c.p2", Page: "ui", Source: catalog.Forms{One: plural, Other: source}, Text: catalog.Forms{Zero: text, Two: plural, Other: source}, State: exchange.Reviewed},
			{Key: "ui.c.p3", Page: "ui", Source: catalog.Forms{One: plural, Other: source}, State: exchange.Outdated, Previous: catalog.Previous{Text: catalog.Forms{Other: text}}},
			{Key: "ui.c.p4", Page: "ui", Source: catalog.Forms{Other: source}, State: exchange.Outdated, Previous: catalog.Previous{Source: catalog.Forms{Other: plural}, Text: catalog.Forms{Other: text}}},
		}}
		for _, format := range formats {
			roundTrip(t, format, d)
		}
		d.Target = "ja"
		for _, format := range formats {
			roundTrip(t, format, d)
		}
	})
}

func roundTrip(t *testing.T, f format, d exchange.Document) {
	data, err := f.write(d)
	if err != nil {
		if d.Validate() != nil {
			return
		}
		t.Fatal(err)
	}
	again, err := f.read("file", data)
	if err != nil {
		// The last msgstr looks cut short: a translation that ends in a space where its English does not.
		if f.name == "po" && strings.Contains(err.Error(), "cut short") {
			return
		}
		t.Fatalf("%s: %v\n%s", f.name, err, data)
	}
	all := catalog.Categories(d.Target)
	for _, u := range d.Units {
		got := exchangetest.Find(t, again, u.Key)
		if want := exchange.FormsIn(u.Text, u.Categories(all)); got.Source != u.Source || got.Text != want || got.Fault != nil {
			t.Fatalf("%s:\ngot  %+v\nwant %+v\nfault %v\n%s", f.name, got, u, got.Fault, data)
		}
	}
}
