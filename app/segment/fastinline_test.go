package segment

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/yuin/goldmark/parser"
)

// parsesFast fails where the fast parser returns something else than goldmark. It reports whether the fast parser returned anything.
func parsesFast(t *testing.T, text string) bool {
	t.Helper()
	got := fastInline(text)
	if got == nil {
		return false
	}
	for _, parser := range []parser.Parser{paragraphParser, lineParser} {
		if want, err := inline(parser, text); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: got %+v, want %+v %v", text, got, want, err)
		}
	}
	return true
}

var simpleTexts = []string{
	"Plain words.", "**Important:** a *word* and **more**.", "a **b**. c", "مرحبا **بك** هنا", "字**字**字", "a ** b **", "a **b ** c", "***a***",
	"*a**b*", "a *b **c** d*", "**a** **b**", "a  b", "1. a", "**1.** a", "a|b", "a **b**!", "a **b**字", "a **b,** c", "* a", "*a", "a*b*c", "a!b", "a>b", "a **é** b",
}

func FuzzFastInline(f *testing.F) {
	for _, s := range simpleTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { parsesFast(t, text) })
}

// Texts of random pieces are read as the parser reads them, and most texts are read quickly.
func TestFastInlineIsWhatTheParserReturns(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	pieces := strings.Split("a|b|é|字|ب| |  |*|**|***|*|**| *| **|** |* |.|,|:|(|)|!|“|”|、|。|1|-|#|+|\u0301|\u00a0|\u200b|\u3000|~~|http://a.b|@|&|\\|`|_|[|]|<|>", "|")
	for range 200_000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		parsesFast(t, b.String())
	}
	for _, s := range simpleTexts[:4] {
		if !parsesFast(t, s) {
			t.Errorf("%q is not read quickly", s)
		}
	}
}

// FuzzIsInline: a text that surely is inline is so by the grammar.
func FuzzIsInline(f *testing.F) {
	addInline(f)
	for _, s := range []string{"a | b", "[a]: b", "Ünter *a*", "a===", "a  ", "http://x y", "a\\", "دكتور [a](b)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := inline(paragraphParser, text)
		if got, want := IsInline(text), err == nil; got != want {
			t.Errorf("%q: got %v, want %v: %v", text, got, want, err)
		}
	})
}

func FuzzOneLine(f *testing.F) {
	for _, s := range []string{"", " ", "a", " a b ", "a  b", "a\tb", "a\n\r b", "a\u00a0 b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		words := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" \t\n\r", c) })
		if got, want := oneLine(text), strings.Join(words, " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	})
}
