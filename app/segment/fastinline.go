package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// InlineParser holds the runs of one page in one piece of memory. It parses those texts that hold no Markdown but emphasis that nobody can
// misread: nearly all, in a hundredth of the time.
type InlineParser struct{ free []Run }

func NewInlineParser(texts int) *InlineParser { return &InlineParser{make([]Run, 0, 2*texts)} }

// take gives a list of n runs.
func (x *InlineParser) take(n int) []Run {
	if cap(x.free)-len(x.free) < n {
		x.free = make([]Run, 0, max(64, n))
	}
	from := len(x.free)
	x.free = x.free[:from+n]
	return x.free[from : from+n : from+n]
}

// Fast gives what [Inline] gives; nil for a text that it must be asked about.
func (x *InlineParser) Fast(text string) *Run {
	if !simplyBegins(text) || len(text) > surelyLength || text[len(text)-1] == ' ' {
		return nil
	}
	marks := 0
	for i := range len(text) {
		switch text[i] {
		case '*':
			marks++
		case '\n', '\r', '\t', 0, '_', '[', ']', '<', '`', '&', '\\':
			return nil
		}
	}
	root := &x.take(1)[0]
	*root = Run{Kind: RunRoot, End: len(text)}
	if marks == 0 {
		root.Children = x.take(1)
		root.Children[0] = textRun(text, 0, len(text))
		return root
	}
	if root.Children = x.emphases(text); root.Children == nil {
		return nil
	}
	return root
}

// simplyBegins says that a text begins with a letter, or with emphasis of one: it is a paragraph then, whatever follows in its line.
func simplyBegins(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "*"))
	return unicode.IsLetter(first)
}

func textRun(text string, from, to int) Run {
	return Run{Kind: RunText, Text: text[from:to], Start: from, End: to}
}

// emphases splits a text at its asterisks; nil where one of them might mean something else than it seems to.
func (x *InlineParser) emphases(text string) []Run {
	var runs []Run
	for at := 0; at < len(text); {
		open := strings.IndexByte(text[at:], '*')
		if open < 0 {
			return append(runs, textRun(text, at, len(text)))
		}
		open += at
		if open > at {
			runs = append(runs, textRun(text, at, open))
		}
		from := open + stars(text[open:])
		n := strings.IndexByte(text[from:], '*')
		if n <= 0 || !opens(text, open, from) {
			return nil
		}
		to := from + n
		at = to + stars(text[to:])
		if at-to != from-open || !closes(text, to, at) {
			return nil
		}
		run := Run{Kind: RunEmphasis, Start: open, End: at, Children: x.take(1)}
		if from-open == 2 {
			run.Kind = RunStrong
		}
		run.Children[0] = textRun(text, from, to)
		runs = append(runs, run)
	}
	return runs
}

// stars counts the asterisks at the beginning of a text.
func stars(text string) int { return len(text) - len(strings.TrimLeft(text, "*")) }

// opens says that one or two asterisks can only begin emphasis: they stand behind a space and before a letter (CommonMark 0.31.2, 6.2).
func opens(text string, open, from int) bool {
	next, _ := utf8.DecodeRuneInString(text[from:])
	return from-open <= 2 && (open == 0 || text[open-1] == ' ') && (unicode.IsLetter(next) || '0' <= next && next <= '9')
}

// closes says that asterisks can only end emphasis: they stand behind a letter and before the end, a space or punctuation; or behind
// punctuation and before the end or a space.
func closes(text string, to, end int) bool {
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	switch {
	case unicode.IsLetter(last) || '0' <= last && last <= '9':
		return end == len(text) || strings.IndexByte(" .,;:!?)", text[end]) >= 0
	case last < utf8.RuneSelf && last > ' ':
		return end == len(text) || text[end] == ' '
	}
	return false
}

// CountWords is [Words].
func CountWords(text string) int {
	if NewInlineParser(1).Fast(text) == nil {
		return Words(text)
	}
	n := 0
	for word := range strings.FieldsSeq(strings.ReplaceAll(text, "*", "")) {
		if strings.ContainsFunc(word, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
			n++
		}
	}
	return n
}
