package check

import (
	"math"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
)

func english(texts ...string) (units []Unit) {
	for i, s := range texts {
		units = append(units, Unit{Key: "p.a.p" + string(rune('1'+i)), Kind: "paragraph", Source: catalog.Forms{Other: s}})
	}
	return units
}

func TestSyllablesOfWords(t *testing.T) {
	for word, want := range map[string]int{
		"the": 1, "cells": 1, "needle": 2, "treated": 2, "watched": 1, "infection": 3, "side": 1, "sides": 1, "doctor": 2,
		"medicine": 3, "places": 2, "table": 2, "free": 1, "be": 1, "rhythm": 1, "needed": 2, "body": 2, "mesenchymal": 4,
	} {
		if got := countSyllables(word); got != want {
			t.Errorf("%s: got %d, want %d", word, got, want)
		}
	}
}

func TestGradeIsThatOfFleschAndKincaid(t *testing.T) {
	// 10 words, 2 sentences, 10 syllables: 0.39·5 + 11.8·1 − 15.59
	grade, words := readingGrade([]string{"The cat sat on mats.", "The dog ran to me."})
	if words != 10 || math.Abs(grade-(-1.84)) > 0.001 {
		t.Errorf("got %.3f, %d words", grade, words)
	}
	if grade, words := readingGrade(nil); grade != 0 || words != 0 {
		t.Errorf("of nothing: got %.3f, %d words", grade, words)
	}
}

func TestAHardPageAndALongSentenceAreFound(t *testing.T) {
	hard := strings.Repeat("Mesenchymal multipotent progenitor populations demonstrate considerable immunomodulatory capabilities throughout experimental investigations. ", 12)
	if got := rulesOf(EnglishPage(english(hard))); got != "grade" {
		t.Errorf("got %q", got)
	}
	if got := rulesOf(EnglishPage(english(strings.Repeat("word ", 26) + "end."))); got != "sentence" {
		t.Errorf("got %q", got)
	}
	if got := rulesOf(EnglishPage(english(strings.Repeat("word ", 24) + "end. " + "Word " + strings.Repeat("word ", 20) + "end."))); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestNearDuplicatesDifferOnlyInCaseOrPunctuation(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"Blood clots", "Blood clots", ""},
		{"Blood clots", "blood clots", "twins"},
		{"Pain, or swelling", "Pain or swelling", "twins"},
		{"Pain or swelling", "Pain and swelling", ""},
		{"Does it help?", "Does it help", "twins"},
		{"…", "!", ""},
		{"Step 1", "Step 2", ""},
		{"**Pain**", "Pain", "twins"},
	} {
		if got := rulesOf(NearDuplicates(english(c.a, c.b))); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.a, c.b, got, c.want)
		}
	}
}
