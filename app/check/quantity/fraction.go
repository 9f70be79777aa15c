package quantity

import (
	"strconv"
	"strings"
)

func vulgar(r rune) float64 {
	switch r {
	case '½':
		return 0.5
	case '¼':
		return 0.25
	case '¾':
		return 0.75
	case '⅓':
		return 1.0 / 3
	case '⅔':
		return 2.0 / 3
	case '⅛':
		return 0.125
	}
	return 0
}

// fraction reads "1/2", "½" and "1½".
func (t *tape) fraction(n *number) {
	if v := vulgar(t.rune(n.to)); v != 0 {
		n.values = []float64{n.values[0] + v}
		n.to++
		return
	}
	if d := t.digits(n.to + 1); t.rune(n.to) == '/' && d > 0 && d < 3 && t.rune(n.to+1+d) != '/' && t.rune(n.from-1) != '/' && !strings.ContainsAny(n.text, ".,") {
		b, _ := strconv.ParseFloat(string(t.r[n.to+1:n.to+1+d]), 64)
		if a := n.values[0]; a < b && b <= 10 && a > 0 {
			n.values = []float64{a / b}
			n.to += 1 + d
			n.text = string(t.r[n.from:n.to])
		}
	}
}
