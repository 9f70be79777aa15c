package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/engine"
)

// phrasebook is an engine for scripts: it knows the lines of a file, "text = translation", and nothing else.
func phrasebook() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	known := map[string]string{}
	for line := range strings.Lines(string(data)) {
		text, translation, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " = ")
		known[text] = translation
	}
	var asked strings.Builder
	fmt.Println(`{"version": 1, "name": "Phrasebook 1"}`)
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		fmt.Fprintln(&asked, in.Text())
		var r engine.Request
		if json.Unmarshal(in.Bytes(), &r) != nil || r.ID == "" {
			continue
		}
		text, ok := known[strings.TrimSpace(r.Text+" "+r.Form)]
		a := engine.Answer{ID: r.ID, Text: text}
		if !ok {
			a.Error = "I do not know this"
		}
		line, _ := json.Marshal(a)
		fmt.Println(string(line))
	}
	if len(os.Args) > 2 {
		_ = os.WriteFile(os.Args[2], []byte(asked.String()), 0o600)
	}
}

// The words behind --with are a program and its arguments up to the next flag; what begins with a dash stands behind "--". A flag of ours that follows
// is ours: --dry-run never goes to a program that costs money.
func TestWordsBehindWithAreTheProgram(t *testing.T) {
	for line, want := range map[string]string{
		"draft es --with engine":                             "draft es --with=engine",
		"draft es page --with engine a b --dry-run --json":   "draft es page --with=engine --with=a --with=b --dry-run --json",
		"draft --with engine a --price 3 es -- -m en-es --x": "draft --with=engine --with=a --price 3 es --with=-m --with=en-es --with=--x",
		"draft es --with":                                    "draft es --with",
		"draft es --with --json":                             "draft es --with --json",
		"readback es --with=engine -- a":                     "readback es --with=engine --with=a",
		"check es -- --with a":                               "check es -- --with a",
		"":                                                   "",
	} {
		if got := withArguments(strings.Fields(line)); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: got %q", line, got)
		}
	}
}
