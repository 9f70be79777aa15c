package xliff

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
	"github.com/parlance/parlance/app/internal/cputime"
)

func encoded(t testing.TB, tag string) []byte {
	t.Helper()
	data, err := Write(exchangetest.Sample(tag))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decode(t testing.TB, data []byte) exchange.Document {
	t.Helper()
	d, err := Read("file.xlf", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return d
}

func TestXLIFFIsReadHoweverToolsLeaveIt(t *testing.T) {
	plain := encoded(t, "fr")
	for name, data := range map[string][]byte{
		"CR LF":            bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n")),
		"byte order mark":  append([]byte("\uFEFF"), plain...),
		"prefixes":         prefixed(plain),
		"no declaration":   plain[bytes.IndexByte(plain, '\n')+1:],
		"comments":         exchangetest.Swap(t, plain, "<notes>", "<!-- a comment --><notes>"),
		"instructions":     exchangetest.Swap(t, plain, "<notes>", "<?tool x?><notes>"),
		"another module":   exchangetest.Swap(t, plain, "<originalData>", `<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1"><source>x</source><target>y</target></mtc:match></mtc:matches><originalData>`),
		"annotations":      exchangetest.Swap(t, plain, ">Heim<", `><mrk id="m1" type="term">Hei</mrk><sm id="m2"/>m<em startRef="m2"/><`),
		"two segments":     exchangetest.Swap(t, plain, ">Heim</target>", `>He</target></segment><ignorable><source></source></ignorable><segment state="final"><source></source><target>im</target>`),
		"CDATA":            exchangetest.Swap(t, plain, ">Heim<", "><![CDATA[Heim]]><"),
		"character":        exchangetest.Swap(t, plain, ">Heim<", `>H<cp hex="0065"/>&#x69;m<`),
		"attributes":       exchangetest.Swap(t, plain, `<pc id="2" type="link" dataRefStart="d2" dataRefEnd="d3">La`, `<pc dataRefEnd="d3" canDelete="no" dataRefStart="d2" id="2">La`),
		"data by id":       exchangetest.Swap(t, plain, `<pc id="2" type="link" dataRefStart="d2" dataRefEnd="d3">La`, `<pc id="2">La`),
		"a copy":           exchangetest.Swap(t, plain, `<pc id="2" type="link" dataRefStart="d2" dataRefEnd="d3">La`, `<pc id="9" copyOf="2">La`),
		"split pc":         exchangetest.Swap(t, plain, `<pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d1">ici</pc>`, `<sc id="1" dataRef="d1"/>ici<ec startRef="1" dataRef="d1"/>`),
		"split pc by id":   exchangetest.Swap(t, plain, `<pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d1">ici</pc>`, `<sc id="1"/>ici<ec startRef="1"/>`),
		"order of units":   reversed(plain),
		"metadata dropped": dropped(plain),
	} {
		t.Run(name, func(t *testing.T) {
			got := decode(t, data)
			exchangetest.Unchanged(t, exchangetest.Sample("fr"), got)
			for _, u := range exchangetest.Sample("fr").Units {
				if g := exchangetest.Find(t, got, u.Key); g.Source != u.Source || g.Text != u.Text {
					t.Errorf("got %+v, want %+v", g, u)
				}
			}
		})
	}
}

func prefixed(data []byte) []byte {
	s := strings.NewReplacer("</mda:", "</m:", "<mda:", "<m:", "xmlns:mda", "xmlns:m", "xmlns=", "xmlns:x=", "</", "</x:", "<?", "<?", "<", "<x:").Replace(string(data))
	return []byte(s)
}

// reversed writes the simple units of the pages in the other order.
func reversed(data []byte) []byte {
	var units []string
	s := string(data)
	for {
		from := strings.Index(s, "    <unit ")
		if from < 0 {
			break
		}
		to := strings.Index(s[from:], "</unit>\n") + from + len("</unit>\n")
		if strings.Contains(s[from:to], pluralMark) {
			s = s[:from] + strings.Replace(s[from:], "<unit ", "<UNIT ", 1)
			continue
		}
		units = append(units, s[from:to])
		s = s[:from] + s[to:]
	}
	slices.Reverse(units)
	at := strings.LastIndex(s, "  </file>")
	s = s[:at] + strings.Join(units, "") + s[at:]
	// The pages have become one; a file without a unit would not be valid, but it is read.
	return []byte(strings.ReplaceAll(s, "<UNIT ", "<unit "))
}

func dropped(data []byte) []byte {
	s := string(data)
	for {
		from := strings.Index(s, "<mda:metadata>")
		if from < 0 {
			return []byte(s)
		}
		to := strings.Index(s, "</mda:metadata>") + len("</mda:metadata>")
		s = s[:from] + s[to:]
	}
}

func TestR41AnXLIFFThatIsNoneGivesAnErrorAndNothingElse(t *testing.T) {
	plain := encoded(t, "fr")
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "no whole XML document"},
		{"text", []byte("hello"), "text outside"},
		{"no mark closed", []byte("<xliff"), "cut short"},
		{"mark of the file", exchangetest.Swap(t, plain, `version="2.1"`, "version=“2.1”"), "two straight quotation marks"},
		{"no XLIFF", []byte("<html></html>"), "no XLIFF but <html>"},
		{"XLIFF 1.2", []byte(`<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>`), `XLIFF version "1.2"`},
		{"another source", exchangetest.Swap(t, plain, `srcLang="en"`, `srcLang="de"`), `the source language is "de"`},
		{"another language than it was exported for", exchangetest.Swap(t, plain, `trgLang="fr"`, `trgLang="de"`), "two languages, de (trgLang) and fr"},
		{"no target", exchangetest.Swap(t, plain, ` trgLang="fr"`, ""), "trgLang"},
		{"document type", exchangetest.Swap(t, plain, "<xliff", "<!DOCTYPE xliff><xliff"), "file.xlf:2:1: a document type"},
		{"bomb", exchangetest.Swap(t, exchangetest.Swap(t, plain, "<xliff", bomb+"<xliff"), ">Heim<", ">&b;<"), "a document type"},
		{"external entity", exchangetest.Swap(t, plain, "<xliff", `<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><xliff`), "a document type"},
		{"two documents", append(bytes.Clone(plain), plain[bytes.Index(plain, []byte("<xliff")):]...), "a second document"},
		{"text behind", append(bytes.Clone(plain), "x"...), "text outside"},
		{"attribute twice", exchangetest.Swap(t, plain, `id="guides:a.intro.p4"`, `id="a" id="b"`), "the attribute id stands twice"},
		{"two sites", exchangetest.Swap(t, plain, exchange.Fingerprint("Parlance"), exchange.Fingerprint("Other")), "exports of two sites"},
		{"too large", append(bytes.Repeat([]byte(" "), exchange.MaxBytes), plain...), "larger than 32 MB"},
		{"too deep", []byte(strings.Repeat("<a>", 100_000)), "nested more than 64 deep"},
		{"too many elements", []byte("<a>" + strings.Repeat("<b/>", maxElements+1) + "</a>"), "more than 1048576 elements"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var d exchange.Document
			var err error
			took := cputime.Of(func() { d, err = Read("file.xlf", c.data) })
			exchangetest.Faulty(t, err, c.want)
			if len(d.Units) > 0 || d.Target != "" {
				t.Errorf("a document all the same: %+v", d)
			}
			if took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestCodesThatAreMissingOrMoreAreNamedAndTheRestGoesIn(t *testing.T) {
	plain := exchangetest.Swap(t, encoded(t, "fr"), ">Heim<", ">Accueil<")
	strong := `<pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d1">ici</pc>`
	for _, c := range []struct{ name, old, new, want string }{
		{"missing", strong, "ici", "it lacks what the English has: bold (**)"},
		{"more", strong, strong + " " + strings.Replace(strong, `"1"`, `"7"`, 1), "it has what the English has not: bold (**)"},
		{"typed", strong, strong + " *x*", "it has what the English has not: italics (*)"},
		{"unknown", strong, `<pc id="99">ici</pc>`, "the code with the id 99 has no original data"},
		{"HTML", strong, strong + " &lt;b&gt;", "it has what the English has not: HTML <b>"},
		{"another address", strong, strong + "[x](/other)", "the link /other"},
		{"no effect", ", " + strong, "a" + strings.Replace(strong, "ici", "«ici»", 1) + "b", "it lacks what the English has: bold (**)"},
		{"foreign element", strong, strong + "<b>x</b>", "<b>, which XLIFF's texts do not have"},
		{"bad cp", strong, strong + `<cp hex="D800"/>`, "cp with hex"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := exchangetest.Merge(t, exchangetest.Sample("fr"), decode(t, exchangetest.Swap(t, plain, c.old, c.new)))
			if len(r.Changes) != 1 || r.Changes[0].Text.Other != "Accueil" {
				t.Errorf("changes %+v", r.Changes)
			}
			if len(r.Refused) != 1 || r.Refused[0].Key != "guides/a.intro.p1" || !strings.Contains(r.Refused[0].Fault.Error(), c.want) || r.Refused[0].Fault.Line == 0 {
				t.Errorf("refused %+v, want %q", r.Refused, c.want)
			}
		})
	}
}

func TestSpacesInsideAMarkGoOutside(t *testing.T) {
	data := exchangetest.Swap(t, encoded(t, "fr"), ">ici</pc>", "> ici </pc>")
	r := exchangetest.Merge(t, exchangetest.Sample("fr"), decode(t, data))
	if len(r.Changes) != 1 || r.Changes[0].Text.Other != "[La *page*](/safety),  **ici**  `x`,\\\n100 %s." {
		t.Errorf("%+v", r)
	}
}

func TestATargetInTheStateInitialIsNotDone(t *testing.T) {
	for _, state := range []string{`state="initial" subState="parlance:missing"`, `state="needs-review-translation"`} {
		data := exchangetest.Swap(t, encoded(t, "fr"), `state="initial" subState="parlance:missing">
        <source xml:space="preserve">Not yet.</source>`, state+`><source>Not yet.</source><target>Pas encore.</target>`)
		r := exchangetest.Merge(t, exchangetest.Sample("fr"), decode(t, data))
		if len(r.Changes) > 0 || len(r.Refused) != 1 || !strings.Contains(r.Refused[0].Fault.Msg, `make it "translated"`) {
			t.Errorf("%+v", r)
		}
	}
	data := exchangetest.Swap(t, encoded(t, "fr"), `state="initial" subState="parlance:missing">
        <source xml:space="preserve">Not yet.</source>`, `state="translated"><source>Not yet.</source><target>Pas encore.</target>`)
	r := exchangetest.Merge(t, exchangetest.Sample("fr"), decode(t, data))
	if len(r.Refused) > 0 || len(r.Changes) != 1 || r.Changes[0].Text.Other != "Pas encore." {
		t.Errorf("%+v", r)
	}
	data = exchangetest.Swap(t, data, `<segment state="translated"><source>Not yet.`, `<segment><source>Not yet.`) // R54: many tools keep no states
	if r = exchangetest.Merge(t, exchangetest.Sample("fr"), decode(t, data)); len(r.Refused) > 0 || len(r.Changes) != 1 {
		t.Errorf("%+v", r)
	}
}

// Law 9, R46: what is no XML costs the unit it stands in, and the message says what a person or a tool did.
func TestLaw9AFaultCostsItsUnit(t *testing.T) {
	plain := encoded(t, "fr")
	whole := decode(t, plain)
	for _, c := range []struct{ name, old, new, key, want string }{
		{"bare &", ">Heim<", ">Heim & Hof<", "ui.nav.home", "& is no code of XML: write &amp; for an & that belongs to the text"},
		{"unknown code", ">Heim<", ">Heim &hof;<", "ui.nav.home", "&hof; is no code of XML"},
		{"bare <", ">Heim<", ">Heim < 5<", "ui.nav.home", "a < that begins no mark: write &lt;"},
		{"not UTF-8", "Heim", "H\xe9im", "ui.nav.home", "this is not UTF-8"},
		{"control character", "Heim", "H\x01im", "ui.nav.home", "a character that cannot be seen (U+0001): delete it"},
		{"tags crossed", ">Heim</target>", ">Heim</segment>", "ui.nav.home", "</target> is missing before </segment>"},
		{"tag not closed", ">Heim</target>", ">Heim", "ui.nav.home", "</target> is missing before </segment>"},
		{"typographic marks", `xml:space="preserve">Heim<`, `xml:space=“preserve”>Heim<`, "ui.nav.home", "two straight quotation marks"},
		{"merge conflict", ">Heim</target>", ">\n<<<<<<< HEAD\nHeim\n=======\nHaus\n>>>>>>> b\n</target>", "ui.nav.home", "two versions of a text were not merged here"},
		{"a key twice", `id="guides:a.intro.p4"`, `id="guides:a.intro.p1"`, "guides/a.intro.p1", "stands twice: keep one of the two"},
		{"no id", `id="guides:a.intro.p4" name="guides/a.intro.p4"`, "", "", "without an id"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := decode(t, exchangetest.Swap(t, plain, c.old, c.new))
			var faulty []exchange.Unit
			for _, u := range d.Units {
				if u.Fault != nil {
					faulty = append(faulty, u)
				}
			}
			if len(faulty) != 1 || faulty[0].Key != c.key || !strings.Contains(faulty[0].Fault.Error(), c.want) || faulty[0].Fault.Line == 0 {
				t.Fatalf("got %+v, want %s", faulty, c.want)
			}
			for _, u := range whole.Units {
				if u.Key == c.key || c.old[:3] == "id=" && u.Key == "guides/a.intro.p4" {
					continue
				}
				if got := exchangetest.Find(t, d, u.Key); got.Text != u.Text || got.Fault != nil {
					t.Errorf("%s: got %+v, want %+v", u.Key, got, u)
				}
			}
		})
	}
	for n := bytes.Index(plain, []byte("</unit>")) + 7; n < len(plain)-1; n += 37 { // cut anywhere, what was whole goes in
		d, err := Read("file.xlf", plain[:n])
		if err != nil {
			t.Fatalf("cut at %d: %v", n, err)
		}
		faults := 0
		for _, u := range d.Units {
			if u.Fault != nil {
				faults++
			} else if want := exchangetest.Find(t, whole, u.Key); u.Text != want.Text && !u.Text.Plural() {
				t.Fatalf("cut at %d: %s: got %+v", n, u.Key, u)
			}
		}
		if faults == 0 {
			t.Fatalf("cut at %d: nobody is told", n)
		}
	}
}

// R54: what tools make of a file.
func TestR54XLIFFIsReadHoweverToolsLeaveIt(t *testing.T) {
	plain := encoded(t, "fr")
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(exchangetest.Swap(t, plain, "UTF-8", "UTF-16"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"UTF-16":            utf16,
		"wrong declaration": exchangetest.Swap(t, plain, "UTF-8", "ISO-8859-1"),
		"XLIFF 2.2":         bytes.ReplaceAll(exchangetest.Swap(t, plain, `version="2.1"`, `version="2.2"`), []byte("xliff:document:2.0"), []byte("xliff:document:2.2")),
		"no namespace":      exchangetest.Swap(t, plain, ` xmlns="urn:oasis:names:tc:xliff:document:2.0"`, ""),
		"own ids":           exchangetest.Swap(t, plain, `id="guides:a.intro.p4"`, `id="u4"`),
		"trgLang fr_FR":     exchangetest.Swap(t, plain, `trgLang="fr"`, `trgLang="fr_FR"`),
	} {
		t.Run(name, func(t *testing.T) {
			d := decode(t, data)
			d.Target = "fr"
			exchangetest.Unchanged(t, exchangetest.Sample("fr"), d)
		})
	}
}

// A tool that was told another language writes it into the targets alone.
func TestXLIFFTargetInAnotherLanguageCostsItsUnit(t *testing.T) {
	data := exchangetest.Swap(t, encoded(t, "fr"), `<target xml:lang="fr"`, `<target xml:lang="de"`)
	refused := 0
	for _, u := range decode(t, data).Units {
		if u.Fault != nil && strings.Contains(u.Fault.Msg, "its target is in de (xml:lang)") {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("%d units refused, wanted the one", refused)
	}
}

func TestPluralFormsOfXLIFFAreUnitsOfAGroup(t *testing.T) {
	data := encoded(t, "ar")
	for _, c := range catalog.Categories("ar") {
		if !bytes.Contains(data, []byte(`<unit id="ui.parts.open::`+c+`" name="ui.parts.open">`)) {
			t.Errorf("no unit for %s", c)
		}
	}
	filled := exchangetest.Swap(t, data, `<unit id="ui.parts.open::two" name="ui.parts.open">`, `<unit id="ui.parts.open::two"><segment state="final"><source>`+
		`<ph id="1" dataRef="d9"/> days</source><target>يومان</target></segment></unit><unit id="ui.parts.open::none">`)
	filled = exchangetest.Swap(t, filled, `<ph id="1" dataRef="d9"/> days`, "{{.Count}} days")
	d := decode(t, filled)
	u := exchangetest.Find(t, d, "ui.parts.open")
	if u.Text.Two != "يومان" || u.Fault == nil || !strings.Contains(u.Fault.Msg, "no plural form none") {
		t.Errorf("%+v", u)
	}
}
