package locale

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
)

const en = "[[locale]]\ntag = \"en\"\nname = \"English\"\n"

func TestParseTable(t *testing.T) {
	tab, err := ParseTable("locales.toml", []byte("min_coverage = 0.5\n"+en+`
[[locale]]
tag = "zh-Hans"
name = "简体中文"
drafts = "machine"
related = ["zh-Hant", "yue"] # a comment
[[locale]]
tag = "pt-BR"
name = "Português (Brasil)"
drafts = "human"
related = []
`))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%+v", tab.Locales); got != "[{Tag:en Name:English Script:Latn Dir:ltr Drafts:human Related:[] Index:0} "+
		"{Tag:zh-Hans Name:简体中文 Script:Hans Dir:ltr Drafts:machine Related:[zh-Hant yue] Index:1} "+
		"{Tag:pt-BR Name:Português (Brasil) Script:Latn Dir:ltr Drafts:human Related:[] Index:2}]" {
		t.Errorf("got %s", got)
	}
	if tab.MinCoverage != 0.5 || tab.English().Index != 0 {
		t.Errorf("got coverage %v, English %v", tab.MinCoverage, tab.English())
	}
	if l, ok := tab.Find("PT-br"); !ok || l.Tag != "pt-BR" {
		t.Errorf("Find(PT-br) gave %v", l)
	}
	if _, ok := tab.Find("pt_BR"); ok {
		t.Error("Find took _ for -")
	}
}

// TestParseTableFaults: each file, with "en" in front, has just this fault.
func TestParseTableFaults(t *testing.T) {
	locale := func(tag string) string { return "[[locale]]\ntag = \"" + tag + "\"\nname = \"x\"\n" }
	for text, want := range map[string]string{
		locale("zz"):                       `5:7: "zz" is no language`,
		locale("und"):                      `5:7: "und" is no language`,
		locale("mul"):                      `5:7: "mul" is no language`,
		locale(""):                         `5:7: "" is no language`,
		locale("x-private"):                `5:7: "x-private" is no language`,
		locale("qaa"):                      `5:7: "qaa" is no language`,
		locale("ar-u-nu-latn"):             `5:7: "ar-u-nu-latn" has an extension`,
		locale("ar-t-en"):                  `5:7: "ar-t-en" has an extension`,
		locale("iw"):                       `5:7: "iw" is spelled "he"; write that`,
		locale("tl"):                       `"fil"`,
		locale("mo"):                       `"ro"`,
		locale("sh"):                       `"sr-Latn"`,
		locale("cmn"):                      `"zh"`,
		locale("arb"):                      `"ar"`,
		locale("en-Latn"):                  `"en"`,
		locale("en-UK"):                    `"en-GB"`,
		locale("en"):                       `5:7: locale "en" is already in the table`,
		"[[locale]]\nname='x'\n":           `4:3: this locale has no tag`,
		"[[locale]]\ntag='ar'\n":           `4:3: this locale has no name`,
		"[[locale]]\ntag='ar'\nname=' '\n": `6:6: name is empty`,
		"[[locale]]\ntag='ar'\nname=\"a\\u202E\"\n":    `6:6: name holds a control character`,
		"[[locale]]\ntag='ar'\nname=\"a\"\nname=\"a\"": `7:1: name is given twice`,
		locale("ar") + "drafts = 'robot'":              `7:10: drafts is "robot"`,
		locale("ar") + "dir = 'rtl'":                   `7:1: unknown field "dir"`,
		locale("ar") + "tag.x = 'rtl'":                 `7:1: unknown field "tag.x"`,
		locale("ar") + "related = 'ku'":                `7:11: related must be a list`,
		locale("ar") + "related = ['ku', 'zz']":        `7:18: related: "zz" is no language`,
		locale("ar") + "related = ['ku', 1]":           `7:18: an entry of related must be a text`,
		locale("ar") + "related = ['iw']":              `7:12: related: "iw" is spelled "he"`,
		locale("ar") + "related = ['ku-TR']":           `7:12: related: "ku-TR" says too much`,
		"[[locale]]\ntag=1\nname='x'\n":                `5:5: tag must be a text in quotes`,
		"[[locale]]\ntag=['ar']\nname='x'\n":           `5:1: tag must be a text in quotes`,
		"[x]\ny=1\n":                                   `4:2: unknown table [x]`,
		"[[x]]\ny=1\n":                                 `4:3: unknown table [[x]]`,
		"[[locale]\n":                                  `4:`,
		"[[locale]]\ntag='ar'\nname='é' $\n":           `6:10: text stands outside the quotation marks`,
		"[[locale]]\ntag='ar'\nname='\xff'\n":          `6:7: this is not UTF-8`,
	} {
		_, err := ParseTable("locales.toml", []byte(en+text))
		var faults store.Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "locales.toml:") {
			t.Errorf("%q: got %v, want %s", text, err, want)
		} else if len(faults) != 1 {
			t.Errorf("%q: got %d faults: %v", text, len(faults), err)
		}
	}
	for _, tag := range []string{"pt_BR", "PT-br", "pt-BR"} { // R40: one language, however it is spelled
		if table, err := ParseTable("locales.toml", []byte(en+locale(tag))); err != nil || table.Locales[1].Tag != "pt-BR" {
			t.Errorf("%s: got %+v, %v", tag, table, err)
		}
	}
	broken := en + locale("ar") + strings.Replace(locale("fr"), "[[locale]]", "[[locale]", 1) + locale("de")
	if table, err := ParseTable("locales.toml", []byte(broken)); err == nil || len(table.Locales) != 3 || table.Locales[1].Tag != "ar" || table.Locales[2].Tag != "de" {
		t.Errorf("law 9: a header that cannot be read: got %+v, %v", table, err)
	}
	for text, want := range map[string]string{
		"":                                     "locales.toml: English is missing",
		locale("en-GB"):                        "locales.toml: English is missing",
		"min_coverage = 2\n" + en:              "locales.toml:1:16: min_coverage must be a number from 0 to 1",
		"min_coverage = nan\n" + en:            "1:16: min_coverage",
		"min_coverage = '1'\n" + en:            "1:16: min_coverage",
		"coverage = 1\n" + en:                  `1:1: unknown field "coverage"`,
		en + strings.Repeat(locale("ar"), 300): "more than 256 locales",
	} {
		if _, err := ParseTable("locales.toml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %.200v, want %s", text, err, want)
		}
	}
}

// TestR36LanguagesWithoutPluralRulesAreServable: no part of the table asks for more than a language.
func TestR36LanguagesWithoutPluralRulesAreServable(t *testing.T) {
	table(t, "ht prs hmn rw ku ckb so ti no nb nn sr-Cyrl zh zh-CN zh-Hant-HK es-419 ca-valencia en-001 be-tarask")
}

func TestR26DirectionComesFromTheScript(t *testing.T) {
	for tag, want := range map[string]string{
		"ar": "Arab rtl", "ckb": "Arab rtl", "pa-Arab": "Arab rtl", "pa": "Guru ltr", "ku": "Latn ltr", "ku-Arab": "Arab rtl", "he": "Hebr rtl",
		"ur": "Arab rtl", "prs": "Arab rtl", "yi": "Hebr rtl", "dv": "Thaa rtl", "ff-Adlm": "Adlm rtl", "az-IR": "Arab rtl", "rhg": "Rohg rtl",
		"nqo": "Nkoo rtl", "syr": "Syrc rtl", "hmn": "Latn ltr", "zh": "Hans ltr", "zh-TW": "Hant ltr", "ar-Latn": "Latn ltr", "mn-Mong": "Mong ltr",
	} {
		l := table(t, tag).Locales[0]
		if got := l.Script + " " + l.Dir; got != want {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
}

func TestParents(t *testing.T) {
	tab := table(t, "en es es-419 es-MX es-ES pt pt-PT pt-AO zh zh-Hans zh-Hans-SG zh-Hant zh-TW zh-HK zh-MO en-001 en-AU sr sr-Latn no nb nn ca ca-valencia hi-Latn ht fr az-IR az hi")
	for tag, want := range map[string]string{
		"es-MX": "es-419 es", "es-419": "es", "es-ES": "es", "es": "", "pt-AO": "pt-PT pt", "pt-PT": "pt", "zh-Hant": "", "zh-TW": "zh-Hant",
		"zh-HK": "zh-Hant", "zh-MO": "zh-HK zh-Hant", "zh-Hans": "zh", "zh": "", "zh-Hans-SG": "zh zh-Hans", "en-AU": "en-001 en", "en": "",
		"sr-Latn": "", "nb": "no", "nn": "no", "no": "", "ca-valencia": "ca", "hi-Latn": "", "ht": "", "fr": "", "az-IR": "", "az": "",
	} {
		l, ok := tab.Find(tag)
		if !ok {
			t.Fatalf("no %s", tag)
		}
		var got []string
		for _, p := range tab.Parents(l) {
			got = append(got, p.Tag)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: got %q, want %q", tag, g, want)
		}
	}
}

func TestSet(t *testing.T) {
	var s Set
	for _, i := range []int{0, 63, 64, 255} {
		if s.Has(i) {
			t.Errorf("the empty set has %d", i)
		}
		s.Add(i)
		if !s.Has(i) || s.Has(i-1) && i != 64 || s.Has(i+256) {
			t.Errorf("wrong after adding %d: %x", i, s)
		}
	}
}

func FuzzParseTable(f *testing.F) {
	f.Add([]byte(en))
	f.Add([]byte("min_coverage = 0.8\n" + en + "related = ['ku', \"zh-Hant\"]\ndrafts = 'machine'\n"))
	f.Add([]byte("[[locale]]\ntag.x = {a = 1}\n[x]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tab, err := ParseTable("locales.toml", data)
		if err != nil {
			var faults store.Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("no faults but %v", err)
			}
			return
		}
		if tab.English() == nil {
			t.Fatal("a table without English")
		}
		c := NewChooser(tab)
		for _, l := range tab.Locales {
			var only Set
			only.Add(l.Index)
			if got := c.Choose(l.Tag, only); got != l.Index {
				t.Fatalf("a reader of %s gets %s", l.Tag, tab.Locales[got].Tag)
			}
		}
	})
}

// R40, R46: the table is read generously, and one fault does not hide the next.
func TestR46FaultsOfTheTableAreExplained(t *testing.T) {
	_, err := ParseTable("locales.toml", []byte("\uFEFF"+strings.ReplaceAll(en+"[[locale]]\ntag = “ar”\nname = \"x\"\n\n[[locale]]\ntag = \"de\"\nname = \"y\n", "\n", "\r\n")))
	for _, want := range []string{`“ (U+201C) is a typographic quotation mark: around the text write ": write it as tag = "ar"`, `write it as name = "y"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	table, err := ParseTable("locales.toml", []byte("\uFEFF"+strings.ReplaceAll(en+"[[locale]]\ntag = \"fr\"\nname = \"Franc\u0327ais\"\n", "\n", "\r\n")))
	if err != nil || table.Locales[1].Name != "Fran\u00E7ais" {
		t.Errorf("got %+v, %v", table, err)
	}
}
