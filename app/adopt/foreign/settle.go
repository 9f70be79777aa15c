package foreign

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

const maxRounds = 60 // of mending a page

// Settle returns the page with a front matter of ours, as it is read without a fault. What readers would see as marks gets backslashes, and what cannot
// be a text of ours becomes a block of code, which is not translated; both are noted. The body and its lines are then as they stand in the page.
// The error says why there can be no such page.
func (p *Page) Settle(slug, file string, front []byte) (*segment.Page, error) {
	header := bytes.Count(front, []byte{'\n'})
	tries := map[int]int{} // by line of the source, how often it was mended
	for range maxRounds {
		page, err := segment.Parse(slug, file, slices.Concat(front, p.Body))
		if err == nil {
			return page, nil
		}
		faults, ok := errors.AsType[store.Faults](err)
		if !ok || !p.mend(faults, header, tries) {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%s: its Markdown cannot be brought along: write it as plain paragraphs", file)
}

// mend mends the lines of faults, each once. It reports whether there was one that can be mended.
func (p *Page) mend(faults store.Faults, header int, tries map[int]int) bool {
	lines := strings.Split(string(p.Body), "\n")
	mended := map[int]bool{}
	var coded []int
	for _, f := range slices.Backward(faults) { // from the end, so that columns stay
		i := f.Line - 1 - header
		if i < 0 || i >= len(lines) || i >= len(p.Lines) || mended[i] {
			continue
		}
		mended[i] = true
		n := p.Lines[i]
		tries[n]++
		if tries[n] == 1 {
			p.note(n, KindMarks, "%s", f.Msg)
		}
		switch at := byteColumn(lines[i], f.Col); {
		case tries[n] <= 8 && at < len(lines[i]) && isMark(lines[i][at]) && (at == 0 || lines[i][at-1] != '\\'):
			lines[i] = lines[i][:at] + `\` + lines[i][at:]
		case tries[n] <= 10:
			lines[i] = escapeAll(lines[i])
		default:
			coded = append(coded, i)
		}
	}
	p.Body = []byte(strings.Join(lines, "\n"))
	for _, i := range coded {
		if i = min(i, bytes.Count(p.Body, []byte{'\n'})); p.makeCode(i) {
			break // the lines are others now
		}
	}
	return len(mended) > 0
}

func isMark(c byte) bool { return strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) >= 0 }

// byteColumn returns the offset of a column, which counts characters from 1.
func byteColumn(text string, col int) int {
	for i := range text {
		if col--; col <= 0 {
			return i
		}
	}
	return len(text)
}

// escapeAll puts a backslash before everything in a line that could be a mark, and takes off what it is set in by.
func escapeAll(text string) string {
	var b strings.Builder
	text = strings.TrimLeft(text, " \t>")
	for i := range len(text) {
		c := text[i]
		if c == '\\' && i+1 < len(text) && isMark(text[i+1]) {
			continue
		}
		if isMark(c) && strings.IndexByte(".,;'\"/?%&()", c) < 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// makeCode makes a block of code of the paragraph that a line belongs to. It reports whether it changed the lines.
func (p *Page) makeCode(i int) bool {
	lines := strings.Split(string(p.Body), "\n")
	from, to := i, i+1
	for from > 0 && strings.TrimSpace(lines[from-1]) != "" {
		from--
	}
	for to < len(lines) && strings.TrimSpace(lines[to]) != "" {
		to++
	}
	block := []string{"", "``````"}
	for _, text := range lines[from:to] {
		if text = strings.ReplaceAll(strings.Trim(text, "`"), "{{", "{ {"); len(strings.TrimLeft(text, " ")) > 0 {
			block = append(block, text)
		}
	}
	block = append(block, "``````", "")
	at := p.Lines[min(from, len(p.Lines)-1)]
	numbers := slices.Repeat([]int{at}, len(block))
	p.note(at, KindMarks, "this paragraph is shown as it was written, and not translated")
	p.Body = []byte(strings.Join(slices.Concat(lines[:from], block, lines[to:]), "\n"))
	p.Lines = slices.Concat(p.Lines[:min(from, len(p.Lines))], numbers, p.Lines[min(to, len(p.Lines)):])
	return true
}
