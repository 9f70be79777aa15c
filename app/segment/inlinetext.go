package segment

import "strings"

// inlineText is the text of a leaf block, in the page and as translators see it.
type inlineText struct {
	text   string // white space normalised
	run    *Run   // of text
	raw    string // the lines as written, without the markers of containers before them
	rawRun *Run   // of raw, if text begins like an image, else nil
	at     span
}

// inlineText reads the text of a leaf block of a kind from its lines, and parses it. It adds a fault and returns false if the block
// holds what no text may.
func (b *blockBuilder) inlineText(kind Kind, lines []span, parse func(string) (*Run, error)) (t inlineText, ok bool) {
	t.at = span{lines[0].start, lines[len(lines)-1].end}.trim(b.text)
	if t.at.end-t.at.start > maxText {
		b.faults.add(t.at.start, "the text is longer than %d KB: split it", maxText>>10)
		return t, false
	}
	t.raw = b.joinLines(lines)
	if kind == KindCell {
		t.raw = strings.ReplaceAll(t.raw, `\|`, `|`)
	}
	t.text = normalizeSpace(t.raw)
	var err error
	if t.run, err = parse(t.text); err != nil {
		b.faults.add(t.at.start, "%v", err)
		return t, false
	}
	if html := t.run.All(RunHTML); len(html) > 0 {
		b.faults.add(t.at.start, "the text holds HTML (%s): write Markdown; a comment goes on a line of its own", excerpt(html[0].Text))
		return t, false
	}
	if strings.HasPrefix(t.text, "![") {
		t.rawRun, _ = inlineLine(t.raw)
	}
	if strings.Count(t.text, "\\\n") != len(t.run.All(RunHardBreak)) {
		b.faults.add(t.at.start, "a line break here follows a backslash or stands in code: write it another way")
		return t, false
	}
	return t, true
}

// joinLines returns lines as written, with a line feed between two.
func (b *blockBuilder) joinLines(lines []span) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = strings.TrimSuffix(string(b.text[l.start:l.end]), "\n")
	}
	return strings.TrimRight(strings.Join(texts, "\n"), " \t\n")
}
