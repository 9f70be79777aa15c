package quantity

import "github.com/parlance/parlance/app/check/lang"

// tape is a text as the number rules read it: one character a place, every digit and its punctuation folded to ASCII,
// invisible characters left out.
type tape struct {
	r  []rune
	at []int // byte of each character in the text, and the text's length
}

func newTape(s string) *tape {
	t := &tape{r: make([]rune, 0, len(s)), at: make([]int, 0, len(s)+1)}
	for i, r := range s {
		if r >= 0x80 {
			if lang.IsInvisible(r) {
				continue
			}
			r = foldNumeral(r)
		}
		t.r = append(t.r, r)
		t.at = append(t.at, i)
	}
	t.at = append(t.at, len(s))
	return t
}

// hasNumeral says whether a text has a digit or a fraction of any script.
func hasNumeral(s string) bool {
	for _, r := range s {
		if '0' <= r && r <= '9' || r >= 0x80 && (lang.ClassOf(r)&lang.Digit != 0 || vulgar(r) != 0) {
			return true
		}
	}
	return false
}

// foldNumeral folds digits of any script, and the full-width and Arabic forms of what stands between them.
func foldNumeral(r rune) rune {
	switch r {
	case '．', '｡':
		return '.'
	case '，':
		return ','
	case '：':
		return ':'
	case '％', '٪', '﹪':
		return '%'
	case '＋':
		return '+'
	case '−', '－', '﹣':
		return '-'
	case '～', '〜', '‐', '‑':
		if r == '‐' || r == '‑' {
			return '-'
		}
		return '–'
	case '／', '⁄', '∕':
		return '/'
	case '\u00a0', '\u202f', '\u2009', '\u2007', '\u200a', '\u3000':
		return '\u00a0'
	case '’':
		return '\''
	}
	if v, ok := lang.DigitValue(r); ok {
		return '0' + rune(v)
	}
	return r
}

// rune gives the character at a place, and 0 outside.
func (t *tape) rune(i int) rune {
	if i < 0 || i >= len(t.r) {
		return 0
	}
	return t.r[i]
}

func (t *tape) digit(i int) bool { r := t.rune(i); return '0' <= r && r <= '9' }

// digits gives how many digits stand from a place on.
func (t *tape) digits(i int) int {
	n := 0
	for t.digit(i + n) {
		n++
	}
	return n
}

func (t *tape) blank(i int) bool { r := t.rune(i); return r == ' ' || r == '\u00a0' }

// wipe puts holes over a part, so that nothing is found there again.
func (t *tape) wipe(from, to int) {
	for i := from; i < to; i++ {
		t.r[i] = lang.Masked
	}
}
