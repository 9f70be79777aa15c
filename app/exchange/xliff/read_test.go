package xliff

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

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

func TestR41AnXLIFFThatIsBrokenGivesAnErrorAndNothingElse(t *testing.T) {
	plain := encoded(t, "fr")
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "no whole XML document"},
		{"text", []byte("hello"), "text outside"},
		{"cut short", plain[:len(plain)/2], "cut short"},
		{"end missing", bytes.TrimSuffix(plain, []byte("</xliff>\n")), "cut short"},
		{"no XLIFF", []byte("<html></html>"), "no XLIFF but <html>"},
		{"XLIFF 1.2", []byte(`<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>`), `XLIFF version "1.2"`},
		{"another source", exchangetest.Swap(t, plain, `srcLang="en"`, `srcLang="de"`), `the source language is "de"`},
		{"no target", exchangetest.Swap(t, plain, ` trgLang="fr"`, ""), "trgLang"},
		{"document type", exchangetest.Swap(t, plain, "<xliff", "<!DOCTYPE xliff><xliff"), "file.xlf:2:1: a document type"},
		{"bomb", exchangetest.Swap(t, exchangetest.Swap(t, plain, "<xliff", bomb+"<xliff"), ">Heim<", ">&b;<"), "a document type"},
		{"entity", exchangetest.Swap(t, plain, ">Heim<", ">&nbsp;<"), "invalid character entity"},
		{"external entity", exchangetest.Swap(t, plain, "<xliff", `<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><xliff`), "a document type"},
		{"two documents", append(bytes.Clone(plain), plain[bytes.Index(plain, []byte("<xliff")):]...), "a second document"},
		{"text behind", append(bytes.Clone(plain), "x"...), "text outside"},
		{"a key twice", exchangetest.Swap(t, plain, `id="guides:a.intro.p4"`, `id="guides:a.intro.p1"`), "stands twice"},
		{"no id", exchangetest.Swap(t, plain, `id="guides:a.intro.p4"`, ""), "without an id"},
		{"attribute twice", exchangetest.Swap(t, plain, `id="guides:a.intro.p4"`, `id="a" id="b"`), "the attribute id stands twice"},
		{"not UTF-8", exchangetest.Swap(t, plain, "Heim", "H\xe9im"), "not UTF-8"},
		{"another encoding", exchangetest.Swap(t, plain, "UTF-8", "ISO-8859-1"), "ISO-8859-1"},
		{"control character", exchangetest.Swap(t, plain, "Heim", "H\x01im"), "illegal character"},
		{"tags crossed", exchangetest.Swap(t, plain, ">Heim</target>", ">Heim</segment>"), "no well-formed XML"},
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
		{"missing", strong, "ici", "it lacks what the English has: strong"},
		{"more", strong, strong + " " + strings.Replace(strong, `"1"`, `"7"`, 1), "it has what the English has not: strong"},
		{"typed", strong, strong + " *x*", "it has what the English has not: emphasis"},
		{"unknown", strong, `<pc id="99">ici</pc>`, "the code with the id 99 has no original data"},
		{"HTML", strong, strong + " &lt;b&gt;", "it has what the English has not: html <b>"},
		{"another address", strong, strong + "[x](/other)", "link /other"},
		{"no effect", ", " + strong, "a" + strings.Replace(strong, "ici", "«ici»", 1) + "b", "it lacks what the English has: strong"},
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
	for _, state := range []string{`state="initial" subState="parlance:missing"`, ""} {
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
