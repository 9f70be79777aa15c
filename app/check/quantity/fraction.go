package quantity

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// addFraction reads "1/2", "½" and the half of "1½" behind a number.
func (n *number) addFraction(t *numText) {
	if v := lang.FractionValue(t.at(n.end)); v != 0 {
		n.values = []float64{n.values[0] + v}
		n.end++
		return
	}
	d := t.digits(n.end + 1)
	if t.at(n.end) != '/' || d == 0 || d > 2 || t.at(n.end+1+d) == '/' || t.at(n.start-1) == '/' || strings.ContainsAny(n.text, ".,") {
		return
	}
	a, b := n.values[0], parseNumber(t.slice(n.end+1, n.end+1+d))
	if 0 < a && a < b && b <= 10 {
		n.values = []float64{a / b}
		n.end += 1 + d
		n.text = t.slice(n.start, n.end)
	}
}
