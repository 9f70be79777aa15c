package xliff

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func TestXLIFFIsValidToItsSchema(t *testing.T) {
	schema, err := filepath.Abs("testdata/xliff-2.1/xliff_core_2.0.xsd")
	if err != nil {
		t.Fatal(err)
	}
	documents := exchangetest.Real(t)
	documents["sample"] = exchangetest.Sample("ar")
	documents["a form of English that is not shown"] = exchangetest.Sample("ja")
	documents["empty"] = exchange.Document{Target: "fr"}
	odd := exchangetest.Sample("fr")
	odd.Units[0].Text.Other, odd.Units[0].Comments, odd.Site = "a\x01\uFFFE\r<&>\"'", []string{"x\x02"}, "A & \"B\""
	documents["odd"] = odd
	for name, d := range documents {
		t.Run(name, func(t *testing.T) {
			data, err := Write(d)
			if err != nil {
				t.Fatal(err)
			}
			exchangetest.Tool(t, data, "sh", "-c", "xmllint --nonet --noout --schema "+schema+" FILE 2>FILE.log || { cat FILE.log >&2; exit 1; }")
		})
	}
}

func TestXLIFFIsWrittenLikeThis(t *testing.T) {
	d := exchangetest.Sample("fr")
	d.Units = d.Units[3:4]
	data, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" version="2.1" srcLang="en" trgLang="fr">`,
		`<file id="guides:a" original="locales/fr/guides/a.fr.toml" canResegment="no">`,
		`<mda:meta type="site">Parlance</mda:meta>`,
		`<unit id="guides:a.intro.p1" name="guides/a.intro.p1">`,
		`<note category="context">paragraph&#xA;&quot;q&quot;</note>`,
		`<note category="comment">look here</note>`,
		`<data id="d1">**</data>`,
		`<data id="d3">](/safety)</data>`,
		`<segment state="translated" subState="parlance:draft">`,
		`<source xml:space="preserve">See <pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d1">now</pc> ` +
			`<pc id="2" type="link" dataRefStart="d2" dataRefEnd="d3">the <pc id="3" type="fmt" subType="xlf:i" dataRefStart="d4" dataRefEnd="d4">page</pc></pc>`,
		`<target xml:lang="fr" xml:space="preserve"><pc id="2" type="link" dataRefStart="d2" dataRefEnd="d3">La <pc id="3"`,
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s in\n%s", want, data)
		}
	}
}
