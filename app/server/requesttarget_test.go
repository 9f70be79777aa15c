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
