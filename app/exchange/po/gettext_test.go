package po

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func TestMsgfmtHasNothingToSay(t *testing.T) {
	documents := exchangetest.Real(t)
	for _, tag := range strings.Fields(languages) {
		documents["sample "+tag] = exchangetest.Sample(tag)
	}
	for name, d := range documents {
		t.Run(name, func(t *testing.T) {
			exchangetest.Tool(t, encode(t, d), "msgfmt", "-c", "-o", os.DevNull, "FILE")
		})
	}
}

// A file that went through the tools of gettext and of translate-toolkit changes nothing.
func TestToolsLeaveTheTextsAsTheyAre(t *testing.T) {
	all := exchangetest.Real(t)
	for name, command := range map[string]string{
		"msgcat":               "msgcat FILE",
		"msgcat, wrapped":      "msgcat --width=40 FILE",
		"msgcat, sorted":       "msgcat --sort-output --no-location FILE",
		"msgcat, escaped":      "msgcat --escape --indent FILE",
		"msgattrib":            "msgattrib --no-obsolete --clear-previous FILE",
		"msgattrib, finished":  "msgattrib --translated --no-fuzzy FILE",
		"msgattrib, the rest":  "msgattrib --untranslated FILE",
		"msgattrib, obsolete":  "msgattrib --set-obsolete FILE",
		"msgmerge with itself": "msgmerge -q FILE FILE",
		"msgconv":              "msgconv -t UTF-8 FILE",
		"msguniq":              "msguniq FILE",
		"pofilter":             "pofilter --progress=none FILE FILE.out.po >/dev/null && cat FILE.out.po",
		"XLIFF 1.2 and back":   "po2xliff --progress=none FILE FILE.xlf 2>/dev/null >&2 && xliff2po --progress=none FILE.xlf FILE.out.po >/dev/null 2>&1 && cat FILE.out.po",
	} {
		t.Run(name, func(t *testing.T) {
			for _, tag := range []string{"ar", "fr"} {
				checkTool(t, tag, command, all[tag])
			}
			d := exchangetest.Sample("ar")
			d.Site = "Patient information « général »"
			checkTool(t, "sample", command, d)
		})
	}
}

func encode(t *testing.T, d exchange.Document) []byte {
	t.Helper()
	data, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decode(t *testing.T, data []byte) exchange.Document {
	t.Helper()
	d, err := Read("file.po", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d
}

func checkTool(t *testing.T, name, command string, d exchange.Document) {
	t.Helper()
	data := exchangetest.Tool(t, encode(t, d), first(command), "--version")
	if len(data) == 0 {
		t.Fatal("no version")
	}
	data = exchangetest.Tool(t, encode(t, d), "sh", "-c", command)
	if len(data) == 0 {
		return // msgattrib writes nothing where no entry is left
	}
	imported := decode(t, data)
	if imported.Target != d.Target {
		t.Errorf("%s: locale %s", name, imported.Target)
	}
	r := exchangetest.Merge(t, d, imported)
	if len(r.Changes) > 0 {
		t.Errorf("%s: %+v\n%s", name, r.Changes, data)
	}
	for _, x := range r.Refused {
		// Entries with the same English fall together where a tool drops msgctxt: nothing of them goes in.
		if !strings.Contains(command, "xliff") {
			t.Errorf("%s: %v", name, x.Fault)
		}
	}
}

func first(command string) string {
	word, _, _ := strings.Cut(command, " ")
	return word
}

// A translator's change comes in, and nothing else does.
func TestAChangeMadeWithAToolComesIn(t *testing.T) {
	real := exchangetest.Real(t)
	for _, tag := range []string{"ar", "fr", "ja"} { // msgfilter starts a process for each text
		d := real[tag]
		data := exchangetest.Tool(t, encode(t, d), "msgfilter", "--keep-header", "-i", "FILE", "sed", "-e", "s/$/ …/")
		r := exchangetest.Merge(t, d, decode(t, data))
		texts := 0
		for _, u := range d.Units {
			if !u.Text.Empty() {
				texts++
			}
		}
		if len(r.Changes) != texts {
			t.Errorf("%s: %d changes of %d texts, refused %v", tag, len(r.Changes), texts, r.Refused)
		}
		for _, c := range r.Changes {
			if c.Text.Other != c.Before.Other+" …" {
				t.Errorf("%s: %q", c.Key, c.Text.Other)
			}
		}
	}
}

// A translator's older file is brought up to date with a newer export. Their work goes in where nobody else was, and what was
// written in the catalog meanwhile stays.
func TestLaw3MsgmergeDoesNotMakeOldWorkLookNew(t *testing.T) {
	old, _ := exchangetest.One(catalog.Forms{Other: "vieux"}, "")
	theirs := exchangetest.Swap(t, encode(t, old), `msgid "Stop."`+"\nmsgstr \"\"", `msgid "Stop."`+"\nmsgstr \"Arrêtez.\"")
	theirs = exchangetest.Swap(t, theirs, `msgstr "vieux"`, `msgstr "le leur"`)
	now, _ := exchangetest.One(catalog.Forms{Other: "corrigé"}, "")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "theirs.po"), theirs, 0o600); err != nil {
		t.Fatal(err)
	}
	merged := exchangetest.Tool(t, encode(t, now), "msgmerge", "-q", filepath.Join(dir, "theirs.po"), "FILE")
	r := exchangetest.Merge(t, now, decode(t, merged))
	if len(r.Changes) != 1 || r.Changes[0].Key != "a.intro.p2" || len(r.Refused) != 1 || r.Refused[0].Key != "a.intro.p1" {
		t.Errorf("%+v", r)
	}
}
