package po

import (
	"bytes"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func encoded(t testing.TB, tag string) []byte {
	t.Helper()
	data, err := Write(exchangetest.Sample(tag))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func with(data []byte, more string) []byte { return append(bytes.Clone(data), more...) }

// What tools and editors do to a file.
func TestPOIsReadHoweverToolsLeaveIt(t *testing.T) {
	plain := encoded(t, "fr")
	entries := strings.Split(strings.TrimSpace(string(plain)), "\n\n")
	for i, j := 0, len(entries)-1; i < j; i, j = i+1, j-1 {
		entries[i], entries[j] = entries[j], entries[i]
	}
	for name, data := range map[string][]byte{
		"CR LF":           bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n")),
		"byte order mark": append([]byte("\uFEFF"), plain...),
		"another order":   []byte(strings.Join(entries, "\n\n") + "\n"),
		"wrapped":         exchangetest.Swap(t, plain, `msgstr "Heim"`, "msgstr \"\"\n  \"He\"\n\t\"im\""),
		"on one line":     exchangetest.Swap(t, plain, "msgid \"Home\"\nmsgstr", `msgid "Home" msgstr`),
		"obsolete":        with(plain, "\n# somebody\n#, fuzzy\n#~ msgctxt \"ui.gone.x\"\n#~ msgid \"Gone\"\n#~ msgstr \"Weg\"\n#~| msgid \"x\"\n"),
		"other headers":   exchangetest.Swap(t, plain, `"PO-Revision-Date: \n"`, `"X-Generator: Poedit 3.4\n"`+"\n"+`"PO-Revision-Date: 2026-11-22 10:00+0100\n"`),
		"bare header":     exchangetest.Swap(t, plain, "plural=(n==0 ", "plural = ( n==0 "),
		"comments":        exchangetest.Swap(t, plain, "#. link\n", "# (pofilter) startcaps: different capitalization\n#\n#.\n#. link\n#=foreign\n#| msgid \"x\"\n"),
		"no line end":     bytes.TrimSuffix(plain, []byte("\n")),
		"no msgctxt":      exchangetest.Swap(t, plain, "msgctxt \"ui.nav.home\"\n", ""),
		"flags":           exchangetest.Swap(t, plain, "#. link\n", "#. link\n#, no-c-format, no-wrap\n"),
		"escapes":         exchangetest.Swap(t, plain, `msgstr "Heim"`, `msgstr "\110e\x69m"`),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Read("file.po", data)
			if err != nil {
				t.Fatal(err)
			}
			exchangetest.Unchanged(t, exchangetest.Sample("fr"), d)
		})
	}
}

func TestR41APOThatIsBrokenGivesAnErrorAndNothingElse(t *testing.T) {
	plain := encoded(t, "fr")
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "no header"},
		{"no header", plain[bytes.Index(plain, []byte("\n\n"))+2:], "file.po:1:1: no header"},
		{"half a string", with(bytes.TrimSuffix(plain, []byte("\"\n")), "\n"), "no closing quotation mark"},
		{"cut in a string", bytes.TrimSuffix(plain, []byte("\"\n")), "the string does not end"},
		{"cut behind msgid", with(plain[:bytes.LastIndex(plain, []byte("msgstr"))], "\n"), "no msgstr"},
		{"cut at a line of several", with(plain[:bytes.LastIndex(plain, []byte("msgstr"))], "msgstr \"\"\n\"Pas \"\n"), "ends in a space"},
		{"keyword without string", with(plain, "msgctxt\nmsgid \"x\"\n"), "a string in quotation marks is missing"},
		{"unknown keyword", with(plain, "msgwhat \"x\"\n"), "msgwhat cannot stand here"},
		{"two msgids", with(plain, "msgid \"x\"\nmsgid \"y\"\n"), "msgid cannot stand here"},
		{"msgstr[1] first", with(plain, "msgid \"x\"\nmsgid_plural \"y\"\nmsgstr[1] \"y\"\n"), "cannot stand here"},
		{"stray text", with(plain, "hello world\n"), "hello cannot stand here"},
		{"stray mark", with(plain, "=====\n"), `"=" cannot stand here`},
		{"merge conflict", with(plain, "<<<<<<< HEAD\n"), `"<" cannot stand here`},
		{"bad escape", exchangetest.Swap(t, plain, `"Heim"`, `"\q"`), "an escape that PO does not have"},
		{"NUL escape", exchangetest.Swap(t, plain, `"Heim"`, `"\000"`), "an escape that PO does not have"},
		{"bytes by escapes", exchangetest.Swap(t, plain, `"Heim"`, `"\377"`), "not UTF-8"},
		{"NUL", exchangetest.Swap(t, plain, "Heim", "He\x00im"), "a NUL character"},
		{"Latin 1", exchangetest.Swap(t, plain, "Heim", "H\xe9im"), "not UTF-8"},
		{"charset", exchangetest.Swap(t, plain, "charset=UTF-8", "charset=ISO-8859-1"), "the file is in iso-8859-1"},
		{"no language", exchangetest.Swap(t, exchangetest.Swap(t, plain, `"Language: fr\n"`, ""), `"X-Parlance-Locale: fr\n"`, ""), "no Language"},
		{"two languages", exchangetest.Swap(t, plain, "Language: fr", "Language: es"), "two languages, es (Language) and fr"},
		{"key twice", with(plain, "\nmsgctxt \"ui.nav.home\"\nmsgid \"Other\"\nmsgstr \"x\"\n"), "ui.nav.home stands already in line"},
		{"header twice", with(plain, "\nmsgid \"\"\nmsgstr \"x\"\n"), "a second header"},
		{"too large", append(bytes.Repeat([]byte("#\n"), exchange.MaxBytes/2), plain...), "larger than 32 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read("file.po", c.data)
			exchangetest.Faulty(t, err, c.want)
			if len(d.Units) > 0 || d.Target != "" {
				t.Errorf("a document all the same: %+v", d)
			}
		})
	}
}

// A cut at any byte gives an error, or units whose texts are whole.
func TestACutPONeverGivesHalfAText(t *testing.T) {
	d := exchangetest.Sample("ar")
	data := encoded(t, "ar")
	for n := range data {
		got, err := Read("file.po", data[:n])
		if err != nil {
			continue
		}
		for _, u := range got.Units {
			want := exchangetest.Find(t, d, u.Key).Text
			if u.Text != want && u.Fault == nil && !u.Text.Empty() {
				t.Fatalf("cut at %d: %s has %+v", n, u.Key, u.Text)
			}
		}
	}
}

func TestFuzzyIsNoTranslation(t *testing.T) {
	current := exchangetest.Sample("fr")
	untouched, err := Read("file.po", encoded(t, "fr"))
	if err != nil {
		t.Fatal(err)
	}
	if u := exchangetest.Find(t, untouched, "guides/a.intro.p2"); !u.Text.Empty() || u.State != exchange.Outdated || u.Fault != nil {
		t.Errorf("%+v", u)
	}
	edited, _ := Read("file.po", exchangetest.Swap(t, encoded(t, "fr"), `msgstr "Faites."`, `msgstr "Ne faites pas."`))
	r := exchangetest.Merge(t, current, edited)
	if len(r.Changes) > 0 || len(r.Refused) != 1 || !strings.Contains(r.Refused[0].Fault.Msg, "fuzzy") {
		t.Errorf("%+v", r)
	}
	done, _ := Read("file.po", exchangetest.Swap(t, exchangetest.Swap(t, encoded(t, "fr"), `msgstr "Faites."`, `msgstr "Ne faites pas."`), "#, fuzzy\n", ""))
	r = exchangetest.Merge(t, current, done)
	if len(r.Refused) > 0 || len(r.Changes) != 1 || r.Changes[0].Text.Other != "Ne faites pas." {
		t.Errorf("%+v", r)
	}
}

func TestPluralFormsThatAToolChangedAreRefused(t *testing.T) {
	for _, data := range [][]byte{
		exchangetest.Swap(t, encoded(t, "fr"), pluralForms("fr", catalog.Categories("fr")), "nplurals=2; plural=(n > 1);"),
		exchangetest.Swap(t, encoded(t, "fr"), `msgstr[2] "other {{.Count}} «x»"`+"\n", ""),
	} {
		d, err := Read("file.po", data)
		if err != nil {
			t.Fatal(err)
		}
		r := exchangetest.Merge(t, exchangetest.Sample("fr"), d)
		if len(r.Changes) > 0 || len(r.Refused) != 1 || r.Refused[0].Key != "ui.parts.count" {
			t.Errorf("%+v", r)
		}
	}
}

// Comments that a tool puts to another entry claim nothing there.
func TestARecordCountsForItsOwnKeyOnly(t *testing.T) {
	d, err := Read("file.po", exchangetest.Swap(t, encoded(t, "fr"), "# parlance: ui.nav.home reviewed", "# parlance: ui.nav.other reviewed"))
	if err != nil || d.Units[0].ExportedHash != "" || d.Units[0].Key != "ui.nav.home" {
		t.Errorf("%v %+v", err, d.Units[0])
	}
	joined := exchangetest.Swap(t, encoded(t, "fr"), "msgctxt \"ui.nav.home\"\n", "# parlance: ui.nav.two draft "+catalog.Hash(catalog.Forms{})+"\n")
	if d, err = Read("file.po", joined); err != nil || d.Units[0].Key != "" || d.Units[0].Fault == nil {
		t.Errorf("%v %+v", err, d.Units[0])
	}
}

func TestAnEntryWithoutItsKeyIsRefusedAlone(t *testing.T) {
	d, err := Read("file.po", with(encoded(t, "fr"), "\nmsgid \"New\"\nmsgstr \"Neuf\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if r := exchangetest.Merge(t, exchangetest.Sample("fr"), d); len(r.Refused) != 1 || !strings.Contains(r.Refused[0].Fault.Error(), "no msgctxt") {
		t.Errorf("%+v", r)
	}
}

func TestAPOWithoutAnyCommentLosesNoText(t *testing.T) {
	plain := encoded(t, "fr")
	want, err := Read("file.po", plain)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.SplitSeq(string(plain), "\n") {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	got, err := Read("file.po", []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, u := range got.Units {
		texts[u.Key] = u.Text.Other
	}
	for _, u := range want.Units {
		// Without its flag an outdated text counts as one that was looked at, which Merge holds against today's English.
		if u.Text.Other != "" && texts[u.Key] != u.Text.Other {
			t.Errorf("%s: got %q, want %q", u.Key, texts[u.Key], u.Text.Other)
		}
	}
}

// R54, case 19: a space at the end of the last text is no cut.
func TestR54ASpaceAtTheEndIsNoCut(t *testing.T) {
	const header = "msgid \"\"\nmsgstr \"\"\n\"Language: es\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"
	d, err := Read("es.po", []byte(header+"msgctxt \"a.b.p1\"\nmsgid \"fat tissue\"\nmsgstr \"el tejido graso \"\n"))
	if err != nil || len(d.Units) != 1 || d.Units[0].Text.Other != "el tejido graso " || d.Units[0].Fault != nil {
		t.Errorf("got %+v, %v", d.Units, err)
	}
	if _, err := Read("es.po", []byte(header+"msgctxt \"a.b.p1\"\nmsgid \"fat tissue\"\nmsgstr \"\"\n\"el tejido \"\n")); err == nil {
		t.Error("a text that is cut off went in")
	}
	d, err = Read("es.po", []byte(header+"msgctxt \"ui.a.b\"\nmsgid \"part\"\nmsgid_plural \"parts\"\nmsgstr[0] \"parte\"\nmsgstr[1] \"partes\"\n"))
	if err != nil || len(d.Units) != 1 || d.Units[0].Fault != nil || d.Units[0].Text.Many != "partes" || d.Units[0].Text.Other != "partes" || d.Units[0].Text.One != "parte" {
		t.Errorf("got %+v, %v", d.Units, err)
	}
}
