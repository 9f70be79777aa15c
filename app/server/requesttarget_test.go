package server

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

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

// A search takes more than other addresses do, whatever its query; a path never does.
func TestTargetLengthOfASearch(t *testing.T) {
	long := strings.Repeat("a", 10<<10)
	for target, want := range map[string]error{"/ar/search?q=" + long: nil, "/search?q=" + long: nil, "http://h/ar/search?q=" + long: nil,
		"/ar/safety?q=" + long: uriTooLong, "/ar/" + long + "/search": uriTooLong, "/ar/" + long + "/search?q=a": uriTooLong, "/?/search?" + long: uriTooLong} {
		if _, _, err := parseTarget([]byte(target)); err != want {
			t.Errorf("%.20s…: got %v, want %v", target, err, want)
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
