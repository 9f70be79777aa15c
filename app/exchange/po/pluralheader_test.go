package po

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

// The languages of the request, and one for each other kind of rule.
const languages = `en ar es fr hi th zh-Hans zh-Hant bn de fa he id it ja ko pt-BR ru tr ur vi
	pt-PT pt-AO es-MX fr-CA en-IN pl cs sk uk be lt lv sl hr sr-Latn ro cy ga gd gv br mt mk is fil shi tzm lag ksh da ca sgs dsb ht prs rw iw`

func TestR33PluralFormsAgreeWithGoI18n(t *testing.T) {
	tags := strings.Fields(languages)
	tags = append(tags, slices.Sorted(maps.Keys(pluralRules()))...)
	for _, tag := range tags {
		t.Run(tag, func(t *testing.T) {
			categories := catalog.Categories(tag)
			forms := pluralForms(tag, catalog.Categories(tag))
			head, expr, ok := strings.Cut(forms, "; plural=")
			if !ok || head != fmt.Sprintf("nplurals=%d", len(categories)) {
				t.Fatalf("%s has %v", forms, categories)
			}
			index := compile(t, strings.TrimSuffix(expr, ";"))
			if len(categories) == 1 {
				if expr != "0;" {
					t.Error(forms)
				}
				return
			}
			category := categoriesOf(t, tag)
			for _, n := range numbers() {
				if i := index(n); i < 0 || i >= len(categories) || categories[i] != category(n) {
					t.Fatalf("%s: %d gives %d of %v, go-i18n says %s", forms, n, i, categories, category(n))
				}
			}
		})
	}
}

func numbers() []int {
	var all []int
	for n := range 1001 {
		all = append(all, n)
	}
	for n := 10_000; n <= 10_000_000; n *= 10 {
		all = append(all, n-1, n, n+1, n+2, 2*n, 4*n, 11*n)
	}
	return all
}

// categoriesOf returns the category that go-i18n takes for a number, asked through the catalog of an interface.
func categoriesOf(t *testing.T, tag string) func(n int) string {
	english := catalog.SyncInterface(exchangetest.Parse(t, "ui.en.toml", []byte("[ui.x.y]\none = \"1\"\nother = \"2\"\n")))
	named := catalog.Forms{}
	for _, c := range catalog.Categories(tag) {
		named = named.With(c, c)
	}
	local, faults := catalog.SyncLocale(english, nil, catalog.Categories(tag)).SetValues(map[string]catalog.Forms{"ui.x.y": named})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	x := catalog.NewLocalizer(english, map[string]*catalog.File{tag: local})
	return func(n int) string {
		text, _ := x.Count("ui.x.y", n, func(string, int) string { return "" }, nil, tag)
		if tag == "en" {
			return map[string]string{"1": "one", "2": "other"}[text]
		}
		return text
	}
}

// Each language with more than one category is in the table: another one would get a rule that is a guess.
func TestTheTableHasEveryLanguageOfGoI18n(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/nicksnyder/go-i18n/v2").Output()
	if err != nil {
		t.Skip("the source of go-i18n is not at hand: ", err)
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "internal", "plural", "rule_gen.go"))
	if err != nil {
		t.Skip("the source of go-i18n is not at hand: ", err)
	}
	n := 0
	for _, list := range regexp.MustCompile(`\[\]string\{(.*?)\}`).FindAllSubmatch(source, -1) {
		for code := range strings.SplitSeq(strings.ReplaceAll(string(list[1]), `"`, ""), ", ") {
			code = strings.ReplaceAll(code, "_", "-")
			if len(catalog.Categories(code)) < 2 {
				continue
			}
			n++
			if _, known := pluralRuleOf(code); !known {
				t.Errorf("%s is not in the table", code)
			}
		}
	}
	if n < 150 {
		t.Errorf("only %d languages have plural forms", n)
	}
}

func TestALanguageThatTheTableLacksGetsASoundExpression(t *testing.T) {
	categories := []string{"zero", "one", "few", "other"}
	index := compile(t, pluralExpression(pluralRule{"zero": "n==0", "one": "n==1", "two": "n==2"}, categories))
	for n, want := range []int{0, 1, 3, 3, 3} {
		if got := index(n); got != want {
			t.Errorf("%d: got %d, want %d", n, got, want)
		}
	}
}

func TestStandardExpressionsAreWrittenAsGettextDoes(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "nplurals=2; plural=(n != 1);",
		"de": "nplurals=2; plural=(n != 1);",
		"hi": "nplurals=2; plural=(n > 1);",
		"ja": "nplurals=1; plural=0;",
		"fr": "nplurals=3; plural=(n==0 || n==1 ? 0 : n!=0 && n%1000000==0 ? 1 : 2);",
		"ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
	} {
		if got := pluralForms(tag, catalog.Categories(tag)); got != want {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
}

// compile reads an expression of C as gettext knows them.
func compile(t *testing.T, expr string) func(n int) int {
	t.Helper()
	f, err := compilePlural(expr)
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	return f
}

// R54: the headers that gettext's tools write, and which msgstr each of our categories is; "-" for a category that whole numbers never have.
func TestR54PluralHeadersOfOtherTools(t *testing.T) {
	for _, c := range []struct{ tag, forms, want string }{
		{"ru", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);", "one=0 few=1 many=2 other=-"},
		{"ru", "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2", "one=0 few=1 many=2 other=-"},
		{"es", "nplurals=2; plural=(n != 1);", "one=0 many=1 other=1"},
		{"pt-BR", "nplurals=2; plural=(n > 1);", "one=0 many=1 other=1"},
		{"fr", "nplurals=2; plural=n>1;", "one=0 many=1 other=1"},
		{"it", "nplurals=2; plural=n != 1;", "one=0 many=1 other=1"},
		{"pl", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", "one=0 few=1 many=2 other=-"},
		{"ar", "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);", "zero=0 one=1 two=2 few=3 many=4 other=5"},
		{"lv", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);", ""}, // 10 and 11 are zero in CLDR, and not in gettext
		{"ja", "nplurals=1; plural=0;", "other=0"},
		{"de", "nplurals=2; plural=(n==1 ? 1 : 0);", ""}, // case 23: another order
		{"hi", "nplurals=2; plural=(n != 1);", ""},       // 0 is one in Hindi
		{"de", "nplurals=2; plural=(n", ""}, {"de", "nplurals=2", ""}, {"de", "", ""}, {"de", "nplurals=2; plural=n%0;", ""}, {"de", "nplurals=99999999999; plural=n;", ""},
	} {
		all := catalog.Categories(c.tag)
		index, count := formsOf(c.tag, c.forms, all)
		got := ""
		for i, category := range all {
			if count == 0 {
				break
			}
			form := "-"
			if index[i] >= 0 {
				form = strconv.Itoa(index[i])
			}
			got += " " + category + "=" + form
		}
		if strings.TrimSpace(got) != c.want {
			t.Errorf("%s, %s: got %q, want %q", c.tag, c.forms, got, c.want)
		}
	}
}
