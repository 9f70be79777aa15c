package catalog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/cputime"
	"github.com/parlance/parlance/app/internal/tomltext"
)

// suggested lays out a catalog for each English and translation, and returns what is suggested for a new English text.
func suggested(t *testing.T, english string, before ...[2]string) []string {
	t.Helper()
	r := NewMemory()
	for i, b := range before {
		en := parse(t, "s.en.toml", fmt.Sprintf("[p%d.a.p1]\nother = %s\n", i, tomltext.QuoteBasic(b[0])))
		f, faults := SyncLocale(en, nil, []string{"other"}).SetValues(map[string]Forms{fmt.Sprintf("p%d.a.p1", i): {Other: b[1]}})
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		r.Add("de", f)
	}
	en := parse(t, "s.en.toml", "[new.a.p1]\nother = "+tomltext.QuoteBasic(english)+"\n")
	f := SyncLocale(en, nil, []string{"other"})
	r.Add("de", f)
	got := r.Suggest("de", f)
	if again := r.Suggest("de", got); again != got {
		t.Errorf("law 5: again\n%s", again.Bytes())
	}
	if again := SyncLocale(en, got, []string{"other"}); string(again.Bytes()) != string(got.Bytes()) {
		t.Errorf("law 5: laid out\n%s", again.Bytes())
	}
	m, _ := got.Find("new.a.p1")
	if !m.Forms.Empty() {
		t.Errorf("something was filled in: %q", m.Forms)
	}
	return m.Suggestions
}

func TestMemoryShowsTheBestEarlierTranslations(t *testing.T) {
	for name, c := range map[string]struct {
		english string
		before  [][2]string
		want    []string
	}{
		"the same English": {"Tell us early.", [][2]string{{"Tell us early.", "früh"}}, []string{"100% p0.a.p1: früh"}},
		"one letter":       {"Infections", [][2]string{{"Infection", "Infekt"}}, []string{"85% p0.a.p1: Infekt"}},
		"other case":       {"tell us early.", [][2]string{{"Tell us early.", "früh"}}, []string{"99% p0.a.p1: früh"}},
		"nothing alike":    {"Rest for two days.", [][2]string{{"Tell us early.", "früh"}}, nil},
		"nothing known":    {"Tell us early.", nil, nil},
		"best first, three at most, each once": {"Call the ward today.", [][2]string{{"Call the ward now today.", "a"}, {"Call the ward today.", "b"},
			{"Call the ward today!", "b"}, {"Call the ward to-day.", "c"}, {"Call the wards today.", "d"}},
			[]string{"100% p1.a.p1: b", "93% p3.a.p1: c", "93% p4.a.p1: d"}},
		"several lines": {"Ward 3\\\nFloor 2", [][2]string{{"Ward 3\\\nFloor 2", "a\\\nb"}}, []string{`100% p0.a.p1: "a\\\nb"`}},
		"a quote":       {"Say hi", [][2]string{{"Say hi", `"hi"`}}, []string{`100% p0.a.p1: "\"hi\""`}},
	} {
		if got := suggested(t, c.english, c.before...); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestMemoryKnowsPreviousAndObsoleteTranslations(t *testing.T) {
	f := edits(t, "Rest for two days at home.", "Rest for three days at home.")
	r := NewMemory()
	r.Add("de", f)
	other := SyncLocale(parse(t, "o.en.toml", "[o.a.p1]\nother = \"Rest for three days at home.\"\n"), nil, []string{"other"})
	r.Add("de", other)
	if m, _ := r.Suggest("de", f).Find("s.a.p1"); len(m.Suggestions) > 0 || len(m.Previous) != 1 {
		t.Errorf("what stands above the entry as its previous translation is shown twice: %q", m.Suggestions)
	}
	m, _ := r.Suggest("de", other).Find("o.a.p1")
	if want := []string{"81% s.a.p1: eins"}; !slices.Equal(m.Suggestions, want) {
		t.Errorf("previous: got %q, want %q", m.Suggestions, want)
	}
	gone := SyncLocale(parse(t, "s.en.toml", "[s.b.p1]\nother = \"Rest for two days at home.\"\n"), edits(t, "Rest for two days at home."), []string{"other"})
	r = NewMemory()
	r.Add("de", gone)
	m, _ = r.Suggest("de", gone).Find("s.b.p1")
	if want := []string{"100% s.a.p1: eins"}; !slices.Equal(m.Suggestions, want) {
		t.Errorf("gone: got %q, want %q\n%s", m.Suggestions, want, gone.Bytes())
	}
}

func TestSuggestionsGoOnceTheTextIsFilled(t *testing.T) {
	en := parse(t, "s.en.toml", "[s.a.p1]\nother = \"One.\"\n")
	text := "#> One.\n#= 92% s.b.p2: eins\n#= 90% s.b.p3 one: eins\n#= my own idea\n# people's\n[s.a.p1]\nhash = " + tomltext.QuoteBasic(Hash(Forms{Other: "One."})) + "\nother = \"\"\n"
	old := parse(t, "s.de.toml", text)
	if got := SyncLocale(en, old, []string{"other"}); string(got.Bytes()) != text {
		t.Errorf("while it is empty: got\n%s", got.Bytes())
	}
	full, _ := old.SetValues(map[string]Forms{"s.a.p1": {Other: "Eins."}})
	m, _ := SyncLocale(en, full, []string{"other"}).Find("s.a.p1")
	if !slices.Equal(m.Suggestions, []string{"my own idea"}) || !slices.Equal(m.Comments, []string{"# people's"}) {
		t.Errorf("once it is filled: got %q, %q", m.Suggestions, m.Comments)
	}
}

func TestMemoryOfPluralForms(t *testing.T) {
	en := parse(t, "ui.en.toml", "[ui.a.n]\none = \"{{.Count}} day\"\nother = \"{{.Count}} days\"\n[ui.b.n]\none = \"{{.Count}} day\"\nother = \"{{.Count}} days.\"\n")
	f, _ := SyncLocale(en, nil, []string{"one", "other"}).SetValues(map[string]Forms{"ui.a.n": {One: "{{.Count}} Tag", Other: "{{.Count}} Tage"}})
	r := NewMemory()
	r.Add("de", f)
	m, _ := r.Suggest("de", f).Find("ui.b.n")
	if want := []string{"95% ui.a.n one: {{.Count}} Tag", "95% ui.a.n other: {{.Count}} Tage"}; !slices.Equal(m.Suggestions, want) {
		t.Errorf("got %q, want %q", m.Suggestions, want)
	}
}

// TestLaw8MemoryTakesLinearTime: twenty times the texts take less than a hundred times as long, whatever they are.
func TestLaw8MemoryTakesLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, text := range map[string]func(r *rand.Rand) string{
		"prose": func(r *rand.Rand) string {
			var b strings.Builder
			for range 15 {
				fmt.Fprintf(&b, "w%d ", int(100*r.ExpFloat64()))
			}
			return b.String()
		},
		"common words": func(r *rand.Rand) string { return fmt.Sprintf("the cell of the child %d", r.IntN(1_000_000)) },
		"short":        func(r *rand.Rand) string { return fmt.Sprintf("Day %d", r.IntN(1_000_000)) },
	} {
		run := func(n int) time.Duration {
			r := rand.New(rand.NewPCG(1, 1))
			var b strings.Builder
			for i := range n {
				english := tomltext.QuoteBasic(text(r))
				fmt.Fprintf(&b, "[s.a%d.p]\nother = %s\n", i, english)
			}
			f := SyncLocale(parse(t, "s.en.toml", b.String()), nil, []string{"other"})
			texts := map[string]Forms{}
			for i, m := range f.Messages() {
				if i%2 == 0 {
					texts[m.Key] = Forms{Other: "x" + m.Key}
				}
			}
			f, _ = f.SetValues(texts)
			return cputime.Of(func() {
				memory := NewMemory()
				memory.Add("de", f)
				memory.Suggest("de", f)
			})
		}
		small, large := run(1_000), run(20_000)
		t.Logf("%s: %v for 1,000, %v for 20,000", name, small, large)
		if large > 100*max(small, time.Millisecond) {
			t.Errorf("%s: %v for 1,000, %v for 20,000", name, small, large)
		}
	}
}
