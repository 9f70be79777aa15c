package catalog

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// catalogOf returns a laid out catalog whose one text is spelled so.
func catalogOf(spelled string) string {
	return "#. item\n#> fat tissue\n[s.a.li1]\nhash = \"" + Hash(Forms{Other: "fat tissue"}) + "\"\nother = " + spelled + "\n"
}

// R40: what people's tools do to a text is taken as what it means, and written right by the next sync.
func TestR40TextsAreReadGenerously(t *testing.T) {
	english := parse(t, "s.en.toml", "#. item\n[s.a.li1]\nother = \"fat tissue\"\n")
	for name, c := range map[string]struct{ file, want string }{
		"Bengali letter of one key": {catalogOf("\"নিয়ম\u09DF \u09DC\u09DD\""), "নিয়ম\u09AF\u09BC \u09A1\u09BC\u09A2\u09BC"},
		"Hindi letters of one key":  {catalogOf("\"\u0958\u0959\u095A\u095B\u095C\u095D\u095E\u095F\""), "क़ख़ग़ज़ड़ढ़फ़य़"},
		"decomposed Vietnamese":     {norm.NFD.String(catalogOf("\"Điều trị bằng tế bào gốc\"")), "Điều trị bằng tế bào gốc"},
		"decomposed by escapes":     {catalogOf(`"e\u0301"`), "é"},
		"byte order mark":           {"\uFEFF" + catalogOf(`"el tejido"`), "el tejido"},
		"tab":                       {catalogOf("\"el\ttejido\t graso\""), "el tejido graso"},
		"white space around it":     {catalogOf("\" \u00A0el tejido \\n\""), "el tejido"},
		"byte order mark and CRLF":  {"\uFEFF" + strings.ReplaceAll(catalogOf("\"el\ttejido\""), "\n", "\r\n"), "el tejido"},
		"all of it":                 {"\uFEFF" + strings.ReplaceAll(norm.NFD.String(catalogOf("'''\n  é\n\té  '''")), "\n", "\r\n"), "é\n é"},
	} {
		t.Run(name, func(t *testing.T) {
			f := parse(t, "s.es.toml", c.file)
			m, ok := f.Find("s.a.li1")
			if !ok || norm.NFC.String(m.Forms.Other) != norm.NFC.String(c.want) || !norm.NFC.IsNormalString(m.Forms.Other) {
				t.Fatalf("got %q, want %q", m.Forms.Other, c.want)
			}
			once := SyncLocale(english, f, []string{"other"})
			if again := SyncLocale(english, once, []string{"other"}); again != once {
				t.Errorf("law 5: sync is not done\n%q\n%q", once.Bytes(), again.Bytes())
			}
			after, _ := once.Find("s.a.li1")
			if after.Forms != m.Forms || !norm.NFC.IsNormal(once.Bytes()) || strings.ContainsAny(string(once.Bytes()), "\t\uFEFF") {
				t.Errorf("sync wrote %q", once.Bytes())
			}
			if crlf := strings.Contains(c.file, "\r\n"); strings.Count(string(once.Bytes()), "\r\n") != strings.Count(string(once.Bytes()), "\n") && crlf {
				t.Errorf("the line ends of the file are gone: %q", once.Bytes())
			}
		})
	}
}

// R40: placeholders as other programs write them.
func TestR40SpacesInAPlaceholder(t *testing.T) {
	for _, spelled := range []string{"{{ .Date }}", "{{.Date }}", "{{\u00A0.Date}}", "{{ . Date }}"} {
		f := parse(t, "ui.es.toml", "#> Updated: {{.Date}}\n[ui.a.b]\nother = \"Actualizado: "+spelled+"\"\n")
		if m, _ := f.Find("ui.a.b"); m.Forms.Other != "Actualizado: {{.Date}}" {
			t.Errorf("%s: got %q", spelled, m.Forms.Other)
		}
	}
}

// Case 27: line ends alone are no change, in every catalog that is shipped; neither is one that is written differently somewhere else.
func TestR40LineEndsAreNoChange(t *testing.T) {
	files, _ := filepath.Glob("../../locales/*/safety.*.toml")
	if len(files) < 10 {
		t.Fatalf("only %d catalogs", len(files))
	}
	data, err := os.ReadFile("../../locales/en/safety.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	english := parse(t, "safety.en.toml", strings.ReplaceAll(string(data), "\n", "\r\n"))
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if name == "../../locales/en/safety.en.toml" {
			continue
		}
		old := parse(t, name, strings.ReplaceAll(string(data), "\n", "\r\n"))
		if !old.plain {
			t.Errorf("%s: CRLF makes it slow to read", name)
		}
		if got := SyncLocale(english, old, []string{"other"}); got != old {
			t.Errorf("%s: sync would change it", name)
		}
	}
}

// R40, law 9: case 34. A text that nobody may publish is a finding for its entry alone: sync lays out the file around it and keeps its words.
func TestR40LawNineADirectionEmbeddingCostsItsEntry(t *testing.T) {
	english := parse(t, "s.en.toml", "#. title\n[s.a.p1]\nother = \"One.\"\n\n#. item\n[s.a.p2]\nother = \"Two.\"\n")
	spoilt := "[s.a.p1]\nhash = \"" + Hash(Forms{Other: "One."}) + "\"\nother = \"\u202AMSC\u202C x\"\n"
	f, err := Parse("s.ar.toml", []byte(spoilt+"[s.a.p2]\nhash = \""+Hash(Forms{Other: "Two."})+"\"\nother = \"zwei\"\n"))
	if err == nil || !f.Whole() || len(f.Messages()) != 1 {
		t.Fatalf("got %v, whole %v, %d messages", err, f.Whole(), len(f.Messages()))
	}
	got := SyncLocale(english, f, []string{"other"})
	if !strings.Contains(string(got.Bytes()), spoilt) || SyncLocale(english, got, []string{"other"}) != got {
		t.Errorf("got\n%s", got.Bytes())
	}
	filled, faults := got.SetValues(map[string]Forms{"s.a.p1": {Other: "eins"}, "s.a.p2": {Other: "drei"}})
	two, _ := filled.Find("s.a.p2")
	if len(faults) != 1 || two.Forms.Other != "drei" || !strings.Contains(string(filled.Bytes()), "zwei") || !strings.Contains(string(filled.Bytes()), spoilt) {
		t.Errorf("%v\n%s", faults, filled.Bytes())
	}
}

// R46: a translated placeholder is named, with the line as it should be.
func TestR46ATranslatedPlaceholderIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"Cập nhật: {{.Ngày}}": `ui.vi.toml:3:20: other: {{.Ngày}} is no placeholder: their names are not translated: write it as other = "Cập nhật: {{.Date}}"`,
		"{{.Ngày}} {{.Năm}}":  "{{.Ngày}} is no placeholder: their names are not translated, the English has {{.Date}}",
		"{{range .X}}":        `write it as other = "{{.Date}}"`,
		"a {{ b":              "two braces {{ that begin no placeholder",
	} {
		f, err := Parse("ui.vi.toml", []byte("#> Last updated: {{.Date}}\n[ui.a.b]\nother = \""+text+"\"\n"))
		if err == nil || !strings.Contains(err.Error(), want) || !f.Whole() {
			t.Errorf("%q: got %v", text, err)
		}
	}
}
