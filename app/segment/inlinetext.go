package segment

import (
	"sort"
	"strings"
)

// leafText is a leaf block's text in the page and as translators see it.
type leafText struct {
	text    string // normalised
	run     *Run   // of text
	rawText string // the lines as they stand, without the marks of containers before them
	raw     *Run   // of rawText; nil where nobody needs it
	at      span
}

// leaf reads the text of a leaf block from its lines, and reports what a text may not be.
func (w *walk) leaf(lines []span, where place) (leafText, bool) {
	t := leafText{at: span{lines[0].start, lines[len(lines)-1].end}}
	t.at.start, t.at.end = trimSpan(w.text, t.at.start, t.at.end)
	if t.at.end-t.at.start > maxText {
		w.report.add(t.at.start, "the text is longer than %d KB: split it", maxText>>10)
		return t, false
	}
	t.rawText = w.join(lines)
	if where == placeCell || where == placeFirstCell {
		t.rawText = strings.ReplaceAll(t.rawText, `\|`, `|`)
	}
	t.text = normal(t.rawText)
	var err error
	if where == placeParagraph || where == placeSetext {
		t.run, err = Inline(t.text)
	} else {
		t.run, err = inline(grammars.line, t.text)
	}
	if err != nil {
		w.report.add(t.at.start, "%v", err)
		return t, false
	}
	if html := t.run.find(RunHTML); html != nil {
		w.report.add(t.at.start, "the text holds HTML (%s): write Markdown; a comment goes on a line of its own", short(html.Text))
		return t, false
	}
	if strings.HasPrefix(t.text, "![") {
		t.raw, _ = inline(grammars.line, t.rawText)
	}
	if strings.Count(t.text, "\\\n") != t.run.count(RunHardBreak) {
		w.report.add(t.at.start, "a line break here follows a backslash or stands in code: write it another way")
		return t, false
	}
	return t, true
}

// join puts lines together as they stand, with a line feed between two.
func (w *walk) join(lines []span) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 && l.start > 0 && !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n')
		}
		b.Write(w.text[l.start:l.end])
	}
	return strings.TrimRight(b.String(), " \t\n")
}

// sourceOffset turns an offset in joined lines into one in the page.
func sourceOffset(lines []span, at int) int {
	for _, l := range lines {
		if n := l.end - l.start; at >= n && l != lines[len(lines)-1] {
			at -= n
			continue
		}
		return l.start + at
	}
	return 0
}

// normal writes a text on one line: runs of spaces become one, a line end becomes a space, and a hard break a backslash
// and a line feed.
func normal(text string) string {
	if !strings.Contains(text, "\n") {
		return normalLine(text)
	}
	lines := strings.SplitAfter(text, "\n")
	hard := hardBreaks(text, lines)
	var b strings.Builder
	fresh := true // at the start of a line of the result
	for i, line := range lines {
		trimmed := strings.TrimRight(line, " \t\n")
		if hard[i] && strings.HasSuffix(line, "\\\n") {
			trimmed = trimmed[:len(trimmed)-1]
		}
		if s := normalLine(trimmed); s != "" {
			if !fresh {
				b.WriteByte(' ')
			}
			b.WriteString(s)
			fresh = false
		}
		if hard[i] {
			b.WriteString("\\\n")
			fresh = true
		}
	}
	return b.String()
}

// hardBreaks tells which lines end in a hard break: what looks like one may stand in code.
func hardBreaks(text string, lines []string) []bool {
	hard := make([]bool, len(lines))
	if !strings.Contains(text, "\\\n") && !strings.Contains(text, "  \n") {
		return hard
	}
	starts := make([]int, len(lines))
	for i, at := 0, 0; i < len(lines); i++ {
		starts[i] = at
		at += len(lines[i])
	}
	root, err := inline(grammars.line, text)
	if err != nil {
		return hard
	}
	root.each(func(r *Run) {
		if r.Kind == RunHardBreak {
			hard[sort.SearchInts(starts, r.Start+1)-1] = true
		}
	})
	return hard
}

// normalLine puts a text on one line. A no-break space is no white space to it: French needs it before a question mark.
func normalLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }), " ")
}

// short cuts a text for a message.
func short(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}
