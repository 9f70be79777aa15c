package tomltext

import (
	"errors"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// syntaxError returns the offset at which TOML cannot read a text, -1 where it can.
func syntaxError(text string) int {
	p := unstable.Parser{KeepComments: true}
	p.Reset([]byte(text))
	for p.NextExpression() {
	}
	if p.Error() == nil {
		return -1
	}
	offset := len(text)
	if err, ok := errors.AsType[*unstable.ParserError](p.Error()); ok {
		offset = int(p.Range(err.Highlight).Offset)
	}
	return offset
}

func TestR46MessagesSayWhatAPersonDid(t *testing.T) {
	data, err := os.ReadFile("testdata/explain.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.SplitN(line, " ; ", 4)
		text, err := strconv.Unquote(fields[0])
		if err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		offset := syntaxError(text)
		if offset < 0 {
			t.Errorf("%s: TOML reads it", fields[0])
			continue
		}
		x := Explain([]byte(text), 0, offset)
		msg, mended, shown := strings.Cut(x.Msg, ": write it as ")
		if !shown {
			mended = "-"
		}
		col := 1 + utf8.RuneCountInString(text[strings.LastIndexByte(text[:x.Offset], '\n')+1:x.Offset])
		if strconv.Itoa(col) != fields[1] || !strings.Contains(msg, fields[2]) || mended != fields[3] {
			t.Errorf("%s:\ngot  %d ; %s ; %s\nwant %s ; %s ; %s", fields[0], col, msg, mended, fields[1], fields[2], fields[3])
		}
	}
}

var numberedByte = regexp.MustCompile(`U\+00[89A-F][0-9A-F]`)

func FuzzExplain(f *testing.F) {
	for _, s := range []string{"other = “a”\n", "other = \"a \"b\" c\"", "[a\n", "x = 1.1.2020", "a = \"\"\"x\n", "a = 'b'c'\n", "a\u00a0= 3", "=", "\"", "a = \"\\"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		offset := syntaxError(s)
		if offset < 0 || !utf8.ValidString(s) {
			return
		}
		x := Explain([]byte(s), 0, offset)
		if x.Offset < 0 || x.Offset > len(s) || x.End < x.Offset || x.Msg == "" || strings.HasPrefix(x.Msg, ": ") {
			t.Fatalf("%q: %+v", s, x)
		}
		if _, mended, ok := strings.Cut(x.Msg, ": write it as "); ok && syntaxError(mended) >= 0 {
			t.Fatalf("%q: TOML cannot read the mended line %q", s, mended)
		}
		if numberedByte.MatchString(x.Msg) && !strings.ContainsRune(s, 'Â') && strings.Contains(x.Msg, "U+00C") {
			t.Fatalf("%q: a byte is named: %s", s, x.Msg)
		}
	})
}
