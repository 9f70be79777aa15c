package segment

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"
)

// inlineText is the text of a leaf block, in the page and as translators see it.
type inlineText struct {
	text   string // white space normalised, and composed (NFC)
	run    *Run   // of text
	raw    string // the lines as written, without the markers of containers before them
	rawRun *Run   // of raw, if text begins like an image, else nil
	at     span
}

// inlineText reads and parses the text of a leaf block. It adds a fault and returns false if the block holds what no text may.
func (b *blockBuilder) inlineText(kind Kind, lines []span, parse func(string) (*Run, error)) (t inlineText, ok bool) {
	t.at = span{lines[0].start, lines[len(lines)-1].end}.trim(b.text)
	if t.at.end-t.at.start > maxText {
		b.faults.add(t.at.start, "the text is longer than %d KB: split it", maxText>>10)
		return t, false
	}
	var raw bytes.Buffer
	for _, l := range lines {
		raw.Write(bytes.TrimSuffix(b.text[l.start:l.end], []byte{'\n'}))
		raw.WriteByte('\n')
	}
	t.raw = string(bytes.TrimRight(raw.Bytes(), " \t\n"))
	if kind == KindCell {
		t.raw = strings.ReplaceAll(t.raw, `\|`, `|`)
	}
	t.text = composed(normalizeSpace(b.writeOutLinks(t.raw)))
	if strings.HasPrefix(t.text, "![") {
		t.rawRun, _ = inlineWith(lineParser, t.raw, b.definitions)
	}
	var err error
	t.run, err = parse(t.text)
	switch {
	case err != nil:
		b.faults.add(t.at.start, "%v", err)
	case len(t.run.All(RunHTML)) > 0:
		html := excerpt(t.run.All(RunHTML)[0].Text)
		hint := "write Markdown, or \\< for a “<” that readers shall see"
		if strings.HasPrefix(html, "<!--") {
			hint = "a comment goes on a line of its own"
		}
		b.faults.add(b.find(t, html), "the text holds HTML (%s): %s", html, hint)
	case strings.Count(t.text, "\\\n") != len(t.run.All(RunHardBreak)):
		b.faults.add(t.at.start, "a line break here follows a backslash or stands in code: write it another way")
	default:
		return t, b.checkMarks(kind, t)
	}
	return t, false
}

// normalizeSpace returns text on one line: white space becomes one space, and a hard break a backslash and a line feed.
func normalizeSpace(text string) string {
	if !strings.Contains(text, "\\\n") && !strings.Contains(text, "  \n") {
		return oneLine(text)
	}
	root, err := inlineLine(text)
	if err != nil {
		return oneLine(text)
	}
	var lines []string
	start := 0
	for _, br := range root.All(RunHardBreak) { // what looks like one may be in code
		lines = append(lines, oneLine(text[start:br.Start]))
		start = br.End
	}
	return strings.Join(append(lines, oneLine(text[start:])), "\\\n")
}

// composed returns text as a catalog holds it: composed (NFC), and without white space around it, of which a no-break space is one (R40).
func composed(text string) string { return strings.TrimSpace(norm.NFC.String(text)) }

// oneLine returns text on one line, with one space between words. No-break spaces stay: French needs them before question marks.
func oneLine(text string) string {
	if !strings.ContainsAny(text, "\t\n\r") && !strings.Contains(text, "  ") {
		return strings.Trim(text, " ")
	}
	words := strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' })
	return strings.Join(words, " ")
}

// span is a part of the text being parsed: from the offset of its first byte to the offset after its last.
type span struct{ start, end int }

func spansOf(lines *text.Segments) []span {
	s := make([]span, lines.Len())
	for i := range s {
		line := lines.At(i)
		s[i] = span{line.Start, line.Stop}
	}
	return s
}

// trim leaves out spaces, tabs and line feeds at both ends.
func (s span) trim(text []byte) span {
	s.end = s.start + len(bytes.TrimRight(text[s.start:s.end], " \t\n"))
	s.start = s.end - len(bytes.TrimLeft(text[s.start:s.end], " \t\n"))
	return s
}

// Words returns how many words of a Markdown text a reader sees: what is between white space and holds a letter or a digit.
func Words(text string) int {
	if run, err := inlineLine(text); err == nil {
		text = run.PlainText()
	}
	return countWords(text)
}

func countWords(plain string) int {
	n := 0
	for word := range strings.FieldsSeq(plain) {
		if strings.ContainsFunc(word, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
			n++
		}
	}
	return n
}
