package server

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// cases reads a file of "in ; want" lines. The last " ; " of a line parts the two.
func cases(t *testing.T, name string) [][2]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		line := lines.Text()
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		at := strings.LastIndex(line, " ; ")
		if at < 0 {
			t.Fatalf("%s: no \" ; \" in %q", name, line)
		}
		out = append(out, [2]string{line[:at], line[at+3:]})
	}
	return out
}

// headerLines are the lines of one header as a case writes them.
func headerLines(in string) [][]byte {
	if strings.TrimSpace(in) == "" {
		return nil
	}
	return bytes.Split([]byte(in), []byte(" | "))
}

func TestTargets(t *testing.T) {
	for _, c := range cases(t, "targets.txt") {
		path, query, err := parseTarget([]byte(c[0]))
		said := string(path)
		if hasParameter(query, rememberName) {
			said += " remember"
		}
		if err != nil {
			said = fmt.Sprint(problemOf(err).status())
		}
		if said != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], said, c[1])
		}
	}
}

func TestTargetLength(t *testing.T) {
	long := "/" + strings.Repeat("a", maxTarget)
	if _, _, err := parseTarget([]byte(long[:maxTarget])); err != nil {
		t.Errorf("%d bytes: got %v, want no error", maxTarget, err)
	}
	if _, _, err := parseTarget([]byte(long)); err != uriTooLong {
		t.Errorf("%d bytes: got %v, want 414", len(long), err)
	}
}

func TestR17MatchesLists(t *testing.T) {
	for _, c := range cases(t, "nonematch.txt") {
		if got := matchesETag(joinLines(headerLines(c[0]), ","), `"a,b"`); got != (c[1] == "yes") {
			t.Errorf("%q: got %v, want %s", c[0], got, c[1])
		}
	}
}

func TestCodings(t *testing.T) {
	for _, c := range cases(t, "codings.txt") {
		got := negotiateCoding(joinLines(headerLines(c[0]), ",")).String()
		if got == "" {
			got = "-"
		}
		if got != c[1] {
			t.Errorf("%q: got %s, want %s", c[0], got, c[1])
		}
	}
}

func TestLanguageCookie(t *testing.T) {
	for _, c := range cases(t, "cookies.txt") {
		got := "-"
		if value := languageCookie(joinLines(headerLines(c[0]), ";")); value != nil {
			got = string(value)
		}
		if got != c[1] {
			t.Errorf("%q: got %q, want %q", c[0], got, c[1])
		}
	}
}

func FuzzTarget(f *testing.F) {
	for _, seed := range []string{"/", "/a/../b", "http://h/x?remember", "/%2e%2e", "/%c3%a9"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		path, _, err := parseTarget(bytes.Clone(in))
		if err != nil {
			return
		}
		if !bytes.HasPrefix(path, []byte("/")) || !isCleanPath(path) {
			t.Errorf("%q: path %q is not clean", in, path)
		}
	})
}

// TestCodingsOfBrowsers: what is answered without weighing is what weighing would choose.
func TestCodingsOfBrowsers(t *testing.T) {
	for _, header := range []string{"", "gzip, deflate, br, zstd", "gzip, deflate, br"} {
		if got, want := negotiateCoding([]byte(header)), weighCodings([]byte(header)); got != want {
			t.Errorf("%q: got %v, want %v", header, got, want)
		}
	}
}
