package server

import (
	"bufio"
	"bytes"
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
