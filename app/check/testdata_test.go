package check

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
)

// ruleCase is one line of testdata: want ; tag ; English ; translation. want is ok (the rule finds nothing), error or
// warning; a tag with "ui:" before it is for a text of the interface. Plural forms stand as "one=… other=…".
type ruleCase struct {
	rule, want, tag, source, text string
	plain                         bool
	line                          int
}

var escaped = regexp.MustCompile(`\\u[0-9a-f]{4}|\\n`)

func cases(t testing.TB) (list []ruleCase) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			if line == "" || strings.HasPrefix(line, "# ") {
				continue
			}
			line = escaped.ReplaceAllStringFunc(line, func(s string) string {
				out, err := strconv.Unquote(`"` + s + `"`)
				if err != nil {
					t.Fatalf("%s:%d: %v", name, i+1, err)
				}
				return out
			})
			f := strings.SplitN(line, " ; ", 4)
			if len(f) < 4 {
				t.Fatalf("%s:%d: want ; tag ; English ; translation", name, i+1)
			}
			tag, plain := strings.CutPrefix(f[1], "ui:")
			list = append(list, ruleCase{strings.TrimSuffix(filepath.Base(name), ".txt"), f[0], tag, f[2], f[3], plain, i + 1})
		}
	}
	return list
}

func (k ruleCase) unit() Unit {
	kind := "paragraph"
	if k.plain {
		kind = ""
	}
	return Unit{Key: "a.b.p1", Kind: kind, Source: forms(k.source), Text: forms(k.text)}
}

var formMark = regexp.MustCompile(`(?:^|\s)(zero|one|two|few|many|other)=`)

func forms(s string) (f catalog.Forms) {
	ms := formMark.FindAllStringSubmatchIndex(s, -1)
	if len(ms) == 0 {
		return catalog.Forms{Other: s}
	}
	for i, m := range ms {
		end := len(s)
		if i+1 < len(ms) {
			end = ms[i+1][0]
		}
		f = f.With(s[m[2]:m[3]], s[m[1]:end])
	}
	return f
}

var scriptOfTag = map[string]string{"ar": "Arab", "fa": "Arab", "ur": "Arab", "he": "Hebr", "hi": "Deva", "bn": "Beng", "th": "Thai",
	"ja": "Jpan", "ko": "Kore", "zh-Hans": "Hans", "zh-Hant": "Hant", "ru": "Cyrl", "uk": "Cyrl", "el": "Grek", "am": "Ethi"}

func contextFor(tag string, g *glossary.Glossary) Context {
	script := scriptOfTag[tag]
	if script == "" {
		script = "Latn"
	}
	return Context{tag, script, catalog.Categories(tag), g}
}

func testGlossary(t testing.TB) *glossary.Glossary {
	data, err := os.ReadFile("testdata/glossary.toml")
	if err != nil {
		t.Fatal(err)
	}
	g, err := glossary.Parse("testdata/glossary.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestR39AndTheOtherRulesFindFaultsAndNoNearMisses(t *testing.T) {
	g := testGlossary(t)
	for _, k := range cases(t) {
		got := "ok"
		var all []string
		for _, f := range Message(k.unit(), contextFor(k.tag, g)) {
			all = append(all, f.Rule+": "+f.Message)
			if f.Rule == k.rule && got != "error" {
				got = string(f.Severity)
			}
		}
		if got != k.want {
			t.Errorf("testdata/%s.txt:%d: got %s, want %s\n\t%s\n\t%s\n\t%q", k.rule, k.line, got, k.want, k.source, k.text, all)
		}
	}
}

func TestEveryRuleHasCasesOfBothKinds(t *testing.T) {
	good, bad := map[string]int{}, map[string]int{}
	for _, k := range cases(t) {
		if k.want == "ok" {
			good[k.rule]++
		} else {
			bad[k.rule]++
		}
	}
	for _, r := range rules() {
		switch r.name {
		case "elsewhere", "entries", "silence", "grade", "sentence", "twins", "deadlinks", "recordings":
			continue
		}
		if good[r.name] < 5 || bad[r.name] < 5 {
			t.Errorf("%s has %d near misses and %d faults", r.name, good[r.name], bad[r.name])
		}
	}
}
