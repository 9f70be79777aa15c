package check

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
	"golang.org/x/text/unicode/norm"
)

// fault spoils a text in one way that one rule is to find. It returns "" where it cannot.
type fault struct {
	name, rule string
	least      float64 // share of the spoilt texts in which the rule must speak
	spoil      func(r *rand.Rand, u Unit, in Context, text string) string
}

var faultsToPlant = []fault{
	{"a digit of a number", "numbers phones", 1, func(r *rand.Rand, _ Unit, _ Context, s string) string {
		return mapOne(r, s, func(x rune) rune {
			if v, ok := lang.DigitValue(x); ok {
				return x - rune(v) + rune((v+3)%10)
			}
			return 0
		})
	}},
	{"a direction override", "controls", 1, func(r *rand.Rand, _ Unit, _ Context, s string) string { return insert(r, s, "\u202e") }},
	{"decomposed letters", "nfc", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string { return norm.NFD.String(s) }},
	{"a second space", "spaces", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string { return strings.Replace(s, " ", "  ", 1) }},
	{"an outer space", "spaces", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string { return s + " " }},
	{"a link elsewhere", "links", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string {
		return strings.Replace(s, "](/s", "](/x/s", 1)
	}},
	{"a link lost", "links", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string {
		return regexp.MustCompile(`\[([^]]*)\]\([^)]*\)`).ReplaceAllString(s, "$1")
	}},
	{"a link to a script", "danger", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string {
		return regexp.MustCompile(`\]\([^)]*\)`).ReplaceAllString(s, "](JavaScript:alert)")
	}},
	{"bold lost", "marks", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string { return strings.ReplaceAll(s, "**", "") }},
	{"bold not closed", "marks", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string { return strings.Replace(s, "**", "", 1) }},
	{"raw HTML", "html", 1, func(_ *rand.Rand, _ Unit, _ Context, s string) string { return s + "<br>" }},
	{"a placeholder lost", "placeholders", 1, func(_ *rand.Rand, u Unit, _ Context, s string) string {
		return placeholder.ReplaceAllString(s, "")
	}},
	{"the last mark lost", "ending", 0.97, func(_ *rand.Rand, _ Unit, in Context, s string) string {
		if in.Tag == "th" || !strings.ContainsRune(".。।۔?？؟:：", lang.RuneBefore(s, len(s))) {
			return ""
		}
		return s[:len(s)-utf8.RuneLen(lang.RuneBefore(s, len(s)))]
	}},
	{"two texts in one", "length repeated", 0.95, func(_ *rand.Rand, u Unit, _ Context, s string) string {
		if len(u.Source.Other) < 80 {
			return ""
		}
		return s + " " + s
	}},
	{"half a text", "length negation ending glossary punctuation marks links placeholders", 0.9, func(_ *rand.Rand, u Unit, _ Context, s string) string {
		if len(u.Source.Other) < 120 {
			return ""
		}
		r := []rune(s)
		return string(r[:len(r)/2])
	}},
	{"English left", "copy script", 1, func(_ *rand.Rand, u Unit, _ Context, s string) string {
		if _, n, _ := (&checker{source: newSourceText(u.Source.Other, false, nil), target: analyze(u.Source.Other, false, nil)}).copiedWords(); n == 0 {
			return ""
		}
		return u.Source.Other
	}},
	{"a word twice", "repeated", 0.8, func(r *rand.Rand, _ Unit, in Context, s string) string {
		l := lang.For(in.Tag, in.Script)
		if l.Unspaced {
			return ""
		}
		ws := slices.DeleteFunc(lang.Words(strings.NewReplacer("{", "\x01", "}", "\x01").Replace(s)), func(w lang.Word) bool { return utf8.RuneCountInString(w.Lower) < 2 || strings.Contains(s, "{{") })
		if len(ws) == 0 {
			return ""
		}
		w := ws[r.IntN(len(ws))]
		if strings.Contains(s[max(0, w.Start-2):min(len(s), w.End+1)], "/") || l.Doubled.Has(w.Lower) {
			return ""
		}
		return s[:w.End] + " " + s[w.Start:]
	}},
	{"the negation lost", "negation", 0.75, func(_ *rand.Rand, u Unit, in Context, s string) string {
		if lang.NegationOf(u.Source.Other) == "" {
			return ""
		}
		return withoutNot(lang.For(in.Tag, in.Script), s)
	}},
	{"a letter of another alphabet", "script", 1, func(r *rand.Rand, _ Unit, _ Context, s string) string {
		m := map[rune]rune{'a': 'а', 'e': 'е', 'o': 'о', 'c': 'с', 'а': 'a', 'е': 'e', 'о': 'o', 'с': 'c'}
		if strings.Contains(s, "](") || strings.Contains(s, "{{") {
			return ""
		}
		for _, w := range lang.Words(s) {
			if i := strings.IndexFunc(s[w.Start:w.End], func(x rune) bool { return m[x] != 0 }); i >= 0 && utf8.RuneCountInString(w.Lower) > 3 {
				x := lang.RuneAt(s, w.Start+i)
				return s[:w.Start+i] + string(m[x]) + s[w.Start+i+utf8.RuneLen(x):]
			}
		}
		return ""
	}},
	{"a forbidden rendering", "glossary", 1, func(_ *rand.Rand, u Unit, in Context, s string) string {
		v := analyze(u.Source.Other, false, nil)
		for _, h := range in.Glossary.Find(v.words, v.prose) {
			r := h.Rendering(in.Tag)
			for _, m := range r.Match {
				if len(r.Forbidden) > 0 && strings.Contains(s, m) {
					return strings.ReplaceAll(s, m, r.Forbidden[0])
				}
			}
		}
		return ""
	}},
	{"marks of another language", "punctuation ending", 1, func(_ *rand.Rand, _ Unit, in Context, s string) string {
		return strings.NewReplacer("¿", "", "\u00a0:", ":", "\u202f?", "?", "，", ",", "、", ",", "،", ",", "؟", "?", "।", ".", "۔", ".", "？", "?").Replace(s)
	}},
}

func mapOne(r *rand.Rand, s string, f func(rune) rune) string {
	var at []int
	for i, x := range s {
		if f(x) != 0 && !strings.Contains(s[:i], "{{") {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return ""
	}
	i := at[r.IntN(len(at))]
	x := lang.RuneAt(s, i)
	return s[:i] + string(f(x)) + s[i+utf8.RuneLen(x):]
}

func insert(r *rand.Rand, s, piece string) string {
	i := r.IntN(len(s))
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	return s[:i] + piece + s[i:]
}

// withoutNot returns a text without its plainest negations.
func withoutNot(l *lang.Language, s string) string {
	plain := map[string]string{
		"es": `\b[Nn]o |\b[Nn]adie |\bninguna? `, "fr": `\bne |n’|\bpas |\b[Pp]ersonne `, "de": `\bnicht |\bkeine?[nmrs]? |\b[Nn]iemand `, "it": `\b[Nn]on |\b[Nn]essuno `, "pt": `\b[Nn]ão |\b[Nn]inguém `,
		"ar": `(?:^| )و?لا | لم | ولم | لن | ليس\S* | غير `, "hi": ` नहीं| न `, "zh-Hans": `不|没有|没|无法|无`, "zh-Hant": `不|沒有|沒|無法|無`, "ja": `ません|ない`, "th": `ไม่`, "ru": `\b[Нн]е | не `, "id": `\b[Tt]idak |\b[Bb]ukan |\b[Bb]elum `, "vi": `không |chưa `,
		"he": ` לא | אינ\S+ | אין `, "bn": ` না| নেই| নয়`, "fa": "نمی\u200c", "ur": ` نہیں| نہ `, "tr": `değil`, "ko": `않|없`,
	}[l.Tag]
	if plain == "" {
		return ""
	}
	return regexp.MustCompile(plain).ReplaceAllString(s, " ")
}

func TestFaultsPlantedInTheCatalogsAreFound(t *testing.T) {
	g := repositoryGlossary(t)
	type count struct{ planted, found int }
	total := map[string]*count{}
	missed := map[string][]string{}
	r := rand.New(rand.NewPCG(1, 2))
	for l, units := range corpus(t) {
		in := contextOf(l, g)
		for _, u := range units {
			if len(Message(u, in)) > 0 {
				continue
			}
			for _, f := range faultsToPlant {
				text := f.spoil(r, u, in, u.Text.Other)
				if text == "" || text == u.Text.Other || strings.TrimFunc(text, unicode.IsSpace) == "" {
					continue
				}
				if total[f.name] == nil {
					total[f.name] = &count{}
				}
				spoilt := u
				spoilt.Text = u.Text.With("other", text)
				total[f.name].planted++
				if slices.ContainsFunc(Message(spoilt, in), func(x Finding) bool { return slices.Contains(strings.Fields(f.rule), x.Rule) }) {
					total[f.name].found++
				} else {
					missed[f.name] = append(missed[f.name], fmt.Sprintf("%s %s\n\t\t%s\n\t\t%s", l.Tag, u.Key, u.Source.Other, text))
				}
			}
		}
	}
	for _, f := range faultsToPlant {
		c := total[f.name]
		if c == nil {
			continue
		}
		t.Logf("%-30s %4d of %4d", f.name, c.found, c.planted)
		if float64(c.found) < f.least*float64(c.planted) {
			t.Errorf("%s: %d of %d found by %s, for example\n\t%s", f.name, c.found, c.planted, f.rule, strings.Join(missed[f.name][:min(12, len(missed[f.name]))], "\n\t"))
		}
		if os.Getenv("MISSED") == f.name {
			t.Log(strings.Join(missed[f.name], "\n"))
		}
	}
}
