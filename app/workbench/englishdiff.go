package workbench

import (
	"unicode"

	"github.com/parlance/parlance/app/textdiff"
)

// diffPart is some words of an English text, before and now.
type diffPart struct {
	Op   string // "same", "del" for what is gone, "ins" for what has come
	Text string
}

// wordDiff returns the words of a text before and now. Words that are gone stand before those that have come in their place.
func wordDiff(before, now string) (parts []diffPart) {
	a, b := words(before), words(now)
	add := func(op string, list []string) {
		for _, word := range list {
			if n := len(parts); n > 0 && parts[n-1].Op == op {
				parts[n-1].Text += word
			} else {
				parts = append(parts, diffPart{op, word})
			}
		}
	}
	i, j := 0, 0
	for _, same := range append(textdiff.LCS(a, b), textdiff.Match{A: len(a), B: len(b)}) {
		add("del", a[i:same.A])
		add("ins", b[j:same.B])
		if same.A < len(a) {
			add("same", a[same.A:same.A+1])
		}
		i, j = same.A+1, same.B+1
	}
	return parts
}

// words splits a text into words, each with the white space behind it; joined again they are the text.
func words(text string) (list []string) {
	start, space := 0, false
	for i, r := range text {
		if now := unicode.IsSpace(r); space && !now {
			list, start = append(list, text[start:i]), i
			space = false
		} else {
			space = now
		}
	}
	if start < len(text) {
		list = append(list, text[start:])
	}
	return list
}
