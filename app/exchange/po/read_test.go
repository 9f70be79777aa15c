package po

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

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

// A file of which nobody can tell what it is gives an error, and nothing else.
func TestR41APOThatIsNoneGivesAnErrorAndNothingElse(t *testing.T) {
	plain := encoded(t, "fr")
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "no header"},
		{"no header", plain[bytes.Index(plain, []byte("\n\n"))+2:], "file.po:1:1: no header"},
		{"another file", []byte("<!DOCTYPE html>\n<html></html>\n"), "file.po:1:1: no header"},
		{"fault of the header", exchangetest.Swap(t, plain, `"Language: fr\n"`, `"Language: fr\n`), "the quotation mark \" at the end of the text is missing"},
		{"Latin 1 that nobody names", bytes.ReplaceAll(exchangetest.Swap(t, plain, "Heim", "H\xe9im \xe9\xe9\xe9"), []byte("«"), []byte("\xab")), "UTF-8"},
		{"no language", exchangetest.Swap(t, exchangetest.Swap(t, plain, `"Language: fr\n"`, ""), `"X-Parlance-Locale: fr\n"`, ""), "no Language"},
		{"two languages", exchangetest.Swap(t, plain, "Language: fr", "Language: es"), "two languages, es (Language) and fr"},
		{"too many faults", with(plain, strings.Repeat("\nmsgwhat\n\n", maxFaults+1)), "msgwhat"},
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

// Law 9, R46: whatever a person did to an entry costs that entry alone, and the message says what it was.
func TestLaw9AFaultCostsItsEntry(t *testing.T) {
	heim := func(line string) func(*testing.T, []byte) []byte {
		return func(t *testing.T, plain []byte) []byte { return exchangetest.Swap(t, plain, `msgstr "Heim"`, line) }
	}
	after := func(more string) func(*testing.T, []byte) []byte {
		return func(_ *testing.T, plain []byte) []byte { return with(plain, more) }
	}
	for _, c := range []struct {
		name   string
		change func(*testing.T, []byte) []byte
		want   string
	}{
		{"quotation marks inside", heim(`msgstr "He "i" m"`), `a quotation mark " inside the text ends it: put a backslash before it: write it as msgstr "He \"i\" m"`},
		{"no mark at the end", heim(`msgstr "Heim`), `the quotation mark " at the end of the text is missing: write it as msgstr "Heim"`},
		{"no mark at the start", heim(`msgstr Heim"`), `the quotation mark " before the text is missing: write it as msgstr "Heim"`},
		{"typographic marks", heim(`msgstr “Heim”`), `“ (U+201C) is a typographic quotation mark: around the text write ": write it as msgstr "Heim"`},
		{"typographic mark at the end", heim(`msgstr "Heim”`), `the text ends with ”, a typographic quotation mark (U+201D): write " there: write it as msgstr "Heim"`},
		{"backslash", heim(`msgstr "He\. im"`), `a backslash begins a code, and \. is none: write \\ for a backslash: write it as msgstr "He\\. im"`},
		{"several lines", heim("msgstr \"He\nim\""), `the text goes on over several lines: put each of them between quotation marks of its own: write it as msgstr "He im"`},
		{"text behind it", heim(`msgstr "Heim" oui`), "text stands behind the quotation marks"},
		{"keyword in capitals", heim(`MSGSTR "Heim"`), `MSGSTR is none of the words of a PO file: write it as msgstr "Heim"`},
		{"keyword with letters changed round", heim(`msgsrt "Heim"`), `write it as msgstr "Heim"`},
		{"merge conflict", heim("<<<<<<< HEAD\nmsgstr \"Heim\"\n||||||| 1a2b\nmsgstr \"\"\n=======\nmsgstr \"Haus\"\n>>>>>>> b"), "those between ||||||| and ======= are what it was before"},
		{"NUL escape", heim(`msgstr "\000"`), "an escape that PO does not have"},
		{"bytes by escapes", heim(`msgstr "\377"`), "not UTF-8"},
		{"NUL", heim("msgstr \"He\x00im\""), "a NUL character"},
		{"a byte of Latin 1", heim("msgstr \"H\xe9im\""), "this is not UTF-8"},
		{"no msgid", func(t *testing.T, plain []byte) []byte { return exchangetest.Swap(t, plain, "msgid \"Home\"\n", "") }, "msgstr cannot stand here"},
		{"key twice", after("\nmsgctxt \"ui.nav.home\"\nmsgid \"Other\"\nmsgstr \"x\"\n"), "ui.nav.home stands already in line"},
		{"half a string", after("\nmsgctxt \"a.b\"\nmsgid \"x\"\nmsgstr \"y\n"), "quotation mark"},
		{"cut in a string", after("\nmsgctxt \"a.b\"\nmsgid \"x\"\nmsgstr \"y"), "the string does not end"},
		{"cut behind msgid", after("\nmsgctxt \"a.b\"\nmsgid \"x\"\n"), "no msgstr"},
		{"cut at a line of several", after("\nmsgctxt \"a.b\"\nmsgid \"x\"\nmsgstr \"\"\n\"Pas \"\n"), "ends in a space"},
		{"keyword without string", after("\nmsgctxt\nmsgid \"x\"\n"), "a string in quotation marks is missing"},
		{"two msgids", after("\nmsgid \"x\"\nmsgid \"y\"\n"), "msgid cannot stand here"},
		{"msgstr[1] first", after("\nmsgid \"x\"\nmsgid_plural \"y\"\nmsgstr[1] \"y\"\n"), "cannot stand here"},
		{"stray text", after("\nhello world\n"), "this line belongs to no entry: put # before it, or put it between the quotation marks that it belongs to: write it as # hello world"},
		{"stray mark", after("\n=====\n"), "this line belongs to no entry"},
		{"end of a conflict", after("\n>>>>>>> b\n"), "two versions of a text were not merged here"},
		{"header twice", after("\nmsgid \"\"\nmsgstr \"x\"\n"), "a second header"},
	} {
		t.Run(c.name, func(t *testing.T) {
			plain := encoded(t, "fr")
			d, err := Read("file.po", c.change(t, plain))
			if err != nil {
				t.Fatal(err)
			}
			var faults []string
			sound := map[string]catalog.Forms{}
			for _, u := range d.Units {
				if u.Fault != nil {
					faults = append(faults, u.Fault.Error())
				} else {
					sound[u.Key] = u.Text
				}
			}
			if said := strings.Join(faults, "\n"); len(faults) == 0 || len(faults) > 2 || !strings.Contains(said, c.want) {
				t.Errorf("got %s\nwant %s", said, c.want)
			}
			whole, _ := Read("file.po", plain)
			for _, u := range whole.Units {
				if got, ok := sound[u.Key]; u.Key != "ui.nav.home" && (!ok || got != u.Text) {
					t.Errorf("%s: got %+v, want %+v", u.Key, got, u.Text)
				}
			}
		})
	}
}

// What stands above an entry costs it nothing.
func TestLaw9AStrayLineCostsNoEntry(t *testing.T) {
	d, err := Read("file.po", exchangetest.Swap(t, encoded(t, "fr"), `msgctxt "ui.nav.home"`, "todo: ask Ana\nmsgctxt \"ui.nav.home\""))
	if u := exchangetest.Find(t, d, "ui.nav.home"); err != nil || u.Text.Other != "Heim" || u.Fault != nil || u.ExportedHash == "" {
		t.Errorf("got %+v, %v", u, err)
	}
}

// R40: a file in the encoding that its header names is read; the same entry twice is no fault; nor is a file of an old Mac, or with two marks before it.
func TestR40APOIsReadInItsOwnEncoding(t *testing.T) {
	plain := encoded(t, "fr")
	latin := exchangetest.Swap(t, plain, "charset=UTF-8", "charset=ISO-8859-1")
	text, err := charmap.ISO8859_1.NewEncoder().Bytes(latin)
	if err != nil {
		t.Fatal(err)
	}
	entry := plain[bytes.Index(plain, []byte("msgctxt \"ui.nav.home\"")):]
	entry = entry[:bytes.Index(entry, []byte("\n\n"))]
	for name, data := range map[string][]byte{
		"Latin 1":           text,
		"wrong name":        latin,
		"no name":           exchangetest.Swap(t, plain, "charset=UTF-8", "charset=CHARSET"),
		"entry twice":       with(plain, "\n"+string(entry)+"\n"),
		"old Mac":           bytes.ReplaceAll(plain, []byte("\n"), []byte("\r")),
		"marks":             append([]byte("\uFEFF\uFEFF"), plain...),
		"msgstr[0]":         exchangetest.Swap(t, plain, `msgstr "Heim"`, `msgstr[0] "Heim"`),
		"locale as gettext": exchangetest.Swap(t, plain, "X-Parlance-Locale: fr", "X-Parlance-Locale: fr_FR"),
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Read("file.po", data)
			if err != nil {
				t.Fatal(err)
			}
			if name == "locale as gettext" {
				d.Target = "fr"
			}
			exchangetest.Unchanged(t, exchangetest.Sample("fr"), d)
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
			if u.Fault != nil || u.Text.Empty() {
				continue
			}
			if want := exchangetest.Find(t, d, u.Key).Text; u.Text != want {
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
	if d, err = Read("file.po", joined); err != nil || d.Units[0].Key != "" {
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
	if d, _ := Read("es.po", []byte(header+"msgctxt \"a.b.p1\"\nmsgid \"fat tissue\"\nmsgstr \"\"\n\"el tejido \"\n")); d.Units[0].Fault == nil {
		t.Error("a text that is cut off went in")
	}
	d, err = Read("es.po", []byte(header+"msgctxt \"ui.a.b\"\nmsgid \"part\"\nmsgid_plural \"parts\"\nmsgstr[0] \"parte\"\nmsgstr[1] \"partes\"\n"))
	if err != nil || len(d.Units) != 1 || d.Units[0].Fault != nil || d.Units[0].Text.Many != "partes" || d.Units[0].Text.Other != "partes" || d.Units[0].Text.One != "parte" {
		t.Errorf("got %+v, %v", d.Units, err)
	}
}
