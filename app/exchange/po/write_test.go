package po

import (
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func TestPOIsWrittenLikeThis(t *testing.T) {
	want := `# Parlance: translations from English into fr.
msgid ""
msgstr ""
"Project-Id-Version: Parlance\n"
"PO-Revision-Date: \n"
"Last-Translator: \n"
"Language-Team: \n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n==0 || n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2);\n"
"X-Parlance-Site: Parlance\n"
"X-Parlance-Fingerprint: ` + exchange.Fingerprint("Parlance") + `\n"
"X-Parlance-Locale: fr\n"

# look here
# , fuzzy
# parlance: guides/a.intro.p1 draft ` + catalog.Hash(catalog.Forms{Other: "[La *page*](/safety), **ici** `x`,\\\n100 %s."}) + `
#. paragraph
#. "q"
#: locales/fr/guides/a.fr.toml
msgctxt "guides/a.intro.p1"
msgid ""
"See **now** [the *page*](/safety) and ` + "`x`" + `.\\\n"
"Next 100%s."
msgstr ""
"[La *page*](/safety), **ici** ` + "`x`" + `,\\\n"
"100 %s."

# parlance: guides/a.intro.p2 outdated ` + catalog.Hash(catalog.Forms{Other: "Faites."}) + `
#: locales/fr/guides/a.fr.toml
#, fuzzy
#| msgid "Do."
msgctxt "guides/a.intro.p2"
msgid "Do not."
msgstr "Faites."

# parlance: guides/a.intro.p3 outdated ` + catalog.Hash(catalog.Forms{Other: "mehr"}) + `
#. translation of before (other): mehr
#: locales/fr/guides/a.fr.toml
msgctxt "guides/a.intro.p3"
msgid "one"
msgid_plural "more"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""
`
	d := exchangetest.Sample("fr")
	d.Units = d.Units[3:6]
	if got, _ := Write(d); string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
