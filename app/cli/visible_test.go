package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"
)

// F10: nothing that comes from a file commands a terminal or turns its text round, however it is cut into writes.
func TestF10NothingForeignReachesATerminal(t *testing.T) {
	const foreign = "a\x1b[2J\x1b]0;title\x07b\r\x08 \u009b31m\u202Eevil\u202C \u2066x\u2069 \uFEFF\u2028 é 中 \u200f \xff\xfe\U000E0041\n\tend"
	for cut := 1; cut < len(foreign); cut++ {
		var out bytes.Buffer
		w := &visibleWriter{out: &out}
		for _, part := range []string{foreign[:cut], foreign[cut:]} {
			if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
				t.Fatal(n, err)
			}
		}
		got := out.String()
		if want := `a\u001B[2J\u001B]0;title\u0007b\u000D\u0008 \u009B31m\u202Eevil\u202C \u2066x\u2069 \uFEFF\u2028 é 中 ` + "\u200f" + ` \xFF\xFE\uDB40\uDC41` + "\n\tend"; got != want {
			t.Fatalf("cut at %d: got\n%q\nwant\n%q", cut, got, want)
		}
	}
}

// A line that is shown to be copied has the spaces of its language (R46).
func TestSpacesReachATerminal(t *testing.T) {
	var out bytes.Buffer
	const text = "other = 'sûr\u202f? 5\u00a0mg \u2009 \u3000 می\u200cشود ไทย\u200bไทย a\u00adb \u2060'"
	if (&visibleWriter{out: &out}).Write([]byte(text)); out.String() != text {
		t.Errorf("got %q, want %q", out.String(), text)
	}
}

func TestColorsReachATerminal(t *testing.T) {
	var out bytes.Buffer
	(&visibleWriter{out: &out}).Write([]byte(color(true).paint(red, "er\x1b[0mror")))
	if want := "\x1b[31mer\\u001B[0mror\x1b[0m"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// JSON stays JSON.
func TestVisibleJSONSaysTheSame(t *testing.T) {
	var out bytes.Buffer
	const text = "a\u202Eb\u009bc\U000E0041 é\x1b"
	if err := writeJSON(&visibleWriter{out: &out}, text); err != nil {
		t.Fatal(err)
	}
	var got string
	if err := json.Unmarshal(out.Bytes(), &got); err != nil || got != text || strings.ContainsFunc(strings.TrimSpace(out.String()), unicode.IsControl) {
		t.Errorf("got %q of %q, %v", got, out.String(), err)
	}
}

// A long text of anybody's takes time in proportion to its length: with a search of all that follows at each character this took minutes.
func TestALongTextIsMadeVisibleAtOnce(t *testing.T) {
	text := strings.Repeat("ما مدى أمان العلاج؟ \xFE \n", 200_000)
	began := time.Now()
	visible(text)
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("%d bytes took %s", len(text), took)
	}
}
