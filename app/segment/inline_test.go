package segment

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func showRuns(runs []Run) string {
	var out []string
	for _, r := range runs {
		s := string(r.Kind)
		if len(r.Children) > 0 {
			s += "(" + showRuns(r.Children) + ")"
		} else if r.Text != "" {
			s += "(" + r.Text + ")"
		}
		if r.Dest != "" {
			s += "→" + r.Dest
		}
		if r.Title != "" {
			s += fmt.Sprintf(" %q", r.Title)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// dataUnescaper turns the data file's "\n" into a line feed and "\|" into a bar.
var dataUnescaper = strings.NewReplacer(`\\n`, "\\\n", `\n`, "\n", `\|`, "|")

func TestInline(t *testing.T) {
	data, err := os.ReadFile("testdata/inline.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		in, want, ok := strings.Cut(line, " ; ")
		if strings.HasPrefix(line, "# text ;") || !ok {
			continue
		}
		in = dataUnescaper.Replace(in)
		run, err := Inline(in)
		got := ""
		if err != nil {
			got = "error: " + err.Error()
		} else {
			got = showRuns(run.Children)
			tiles(t, in, run)
		}
		if msg, isErr := strings.CutPrefix(want, "error: "); isErr && err != nil && strings.Contains(err.Error(), msg) {
			continue
		}
		if got != want {
			t.Errorf("line %d: %q: got %s, want %s", n+1, in, got, want)
		}
	}
}

// tiles holds that runs cover the text they were parsed from: each begins where the one before it ends.
func tiles(t testing.TB, text string, r *Run) {
	t.Helper()
	end := -1
	for i := range r.Children {
		c := &r.Children[i]
		if c.Start < r.Start || c.End > r.End || c.Start > c.End || end >= 0 && strings.TrimSpace(text[end:c.Start]) != "" {
			t.Errorf("%q: %s covers %d to %d, after %d, in %d to %d", text, c.Kind, c.Start, c.End, end, r.Start, r.End)
			return
		}
		end = c.End
		tiles(t, text, c)
	}
	if r.Kind == RunRoot && end >= 0 && strings.TrimSpace(text[end:]) != "" {
		t.Errorf("%q: the runs end at %d", text, end)
	}
}

func TestInlineLike(t *testing.T) {
	for _, c := range []struct {
		source, text string
		ok           bool
	}{
		{"Before you come", "Avant de venir", true},
		{"Before you come", "1. Avant", true},
		{"Before you come", "12) Avant *vous* 2. venez", true},
		{"Before you come", "1. Avant\n\nvous", false},
		{"Before you come", "1.", false},
		{"Before you come", "- Avant", false},
		{"Before you come", "# Avant", false},
		{"1. Before you come", "1. Avant de venir", true},
		{"1. Before you come", "Avant de venir", true},
		{"- x", "- y", true},
		{"- x", "y\n\nz", false},
		{"- x", "", false},
		{"a[^1] b[^2]", "zwei[^2] eins[^1]", true},
		{"a[^1]", "eins", false},
		{"a", "eins[^1]", false},
		{"a[^1]", "eins[^2]", false},
		{"a[^1]", "eins[^1][^1]", false},
	} {
		if _, err := InlineLike(c.source, c.text); (err == nil) != c.ok || IsInlineLike(c.source, c.text) != c.ok {
			t.Errorf("%q in the place of %q: got %v, want ok %v", c.text, c.source, err, c.ok)
		}
	}
}

// addInline seeds a target with the texts of testdata/inline.txt.
func addInline(f *testing.F) {
	f.Helper()
	data, err := os.ReadFile("testdata/inline.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		in, _, _ := strings.Cut(line, " ; ")
		f.Add(dataUnescaper.Replace(in))
	}
}

func FuzzInline(f *testing.F) {
	addInline(f)
	f.Fuzz(func(t *testing.T, text string) {
		run, err := Inline(text)
		if err != nil {
			return
		}
		tiles(t, text, run)
		if like, err := InlineLike(text, text); err != nil || like.PlainText() != run.PlainText() {
			t.Errorf("%q: by itself %q, like itself %v", text, run.PlainText(), err)
		}
	})
}
