package catalog

import (
	"bufio"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/store"
)

// parse reads a catalog that must be sound.
func parse(t testing.TB, name, data string) *File {
	t.Helper()
	f, err := Parse(name, []byte(data))
	if err != nil {
		t.Fatalf("parsing\n%s\n%v", data, err)
	}
	return f
}

// TestFaults reads testdata/faults.txt: a catalog as a Go string ; the fault, or ok. "entry alone: " before it says that the file can be laid out.
func TestFaults(t *testing.T) {
	for _, c := range cases(t, "testdata/faults.txt") {
		data, err := strconv.Unquote(c.in)
		if err != nil {
			t.Fatalf("line %d: %v", c.line, err)
		}
		f, err := Parse("safety.ar.toml", []byte(data))
		got := "ok"
		if err != nil {
			var faults store.Faults
			if !errors.As(err, &faults) {
				t.Fatalf("line %d: error is %T", c.line, err)
			}
			got = strings.ReplaceAll(err.Error(), "\n", " | ")
			if f.Whole() {
				got = "entry alone: " + got
			}
		}
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("line %d: %s\n got %s\nwant %s", c.line, c.in, got, c.want)
		}
	}
}

type testCase struct {
	line     int
	in, want string
}

func cases(t *testing.T, file string) (all []testCase) {
	t.Helper()
	r, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	s := bufio.NewScanner(r)
	for line := 1; s.Scan(); line++ {
		if s.Text() == "" || strings.HasPrefix(s.Text(), "#") {
			continue
		}
		in, want, ok := strings.Cut(s.Text(), " ; ")
		if !ok {
			t.Fatalf("%s:%d: no \" ; \"", file, line)
		}
		all = append(all, testCase{line, in, want})
	}
	return all
}

func TestR41FaultyEntryLeavesOthers(t *testing.T) {
	f, err := Parse("x.ar.toml", []byte("[a.x]\nother = \"one\n[b.x]\nother = \"two\"\n[c.x]\nother = 3\n[d.x]\nother = \"four\"\n"))
	if err == nil {
		t.Fatal("no fault")
	}
	var keys []string
	for _, m := range f.Messages() {
		keys = append(keys, m.Key+"="+m.Forms.Other)
	}
	if got, want := strings.Join(keys, " "), "b.x=two d.x=four"; got != want {
		t.Errorf("got %s, want %s (%v)", got, want, err)
	}
}

func TestHeadersAreOneKeyHoweverQuoted(t *testing.T) {
	f := parse(t, "x.ar.toml", "[a.b.c1]\nother=\"1\"\n[\"a.b.c2\"]\nother=\"2\"\n[\"guides/a\".x.p1]\nother=\"3\"\n[ a . 'b' . c3 ] # trail\nother = '4'\r\n")
	for key, want := range map[string]string{"a.b.c1": "1", "a.b.c2": "2", "guides/a.x.p1": "3", "a.b.c3": "4"} {
		if m, ok := f.Find(key); !ok || m.Forms.Other != want {
			t.Errorf("%s: got %q %v, want %q", key, m.Forms.Other, ok, want)
		}
	}
	if m, _ := f.Find("guides/a.x.p1"); m.Line != 5 || m.Col != 1 {
		t.Errorf("got line %d col %d, want 5 1", m.Line, m.Col)
	}
}

func TestR40InvisibleCharactersAreRefused(t *testing.T) {
	for text, sound := range map[string]bool{
		"a\u200Eb\u200Fc\u061Cd\u200De\u200Cf": true, // LRM, RLM, ALM, ZWJ, ZWNJ
		"\u2068name\u2069":                     true,
		"a\u202Eb":                             false,
		"a\u2067b":                             false,
		"a\u2069b":                             false,
		"\u2067a\n\u2069b":                     false,
		"a\uFEFFb":                             false,
		"a\x00b":                               false,
		"e\u0301":                              true, // is composed when it is read
	} {
		_, err := Parse("x.ar.toml", []byte("[a.x]\nother = "+tomltext.QuoteBasic(text)+"\n"))
		if (err == nil) != sound {
			t.Errorf("%+q: got %v, sound should be %v", text, err, sound)
		}
	}
}

func TestLaw8LimitsAreFaults(t *testing.T) {
	if _, err := Parse("x", make([]byte, MaxBytes+1)); err == nil {
		t.Error("too many bytes: no fault")
	}
	many := strings.Repeat("[a]\n", MaxMessages+2)
	if _, err := Parse("x", []byte(many)); err == nil || !strings.Contains(err.Error(), "more than 200000 messages") {
		t.Error("too many messages: no fault")
	}
}

func TestR37UnknownPlaceholder(t *testing.T) {
	en := parse(t, "ui.en.toml", "[n.x]\none = \"{{.Count}} part\"\nother = \"{{.Count}} parts\"\n[m.x]\nother = \"x\"\n")
	ar := parse(t, "ui.ar.toml", "[n.x]\none = \"a\"\nother = \"{{.Count}} {{.Nmae}}\"\n[m.x]\nother = \"{{.Count}}\"\n[q.x]\nother=\"{{.Any}}\"\n")
	want := "ui.ar.toml:3:9: other: the English of n.x has no placeholder {{.Nmae}}: it has {{.Count}}\n" +
		"ui.ar.toml:5:9: other: the English of m.x has no placeholder {{.Count}}: take it out"
	if got := ar.CheckPlaceholders(en).Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
