package quantity

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// maxGroup is how many digits a group, and how many groups a number may have: what is longer is no number.
const maxGroup = 40

// digitGroups are groups of digits with the separators between them: "1", "234" and "5" with ".," of 1.234,5.
type digitGroups struct {
	groups     []string
	separators string
	end        int // index behind them
}

func groupsAt(t *numText, i int, l *lang.Language) digitGroups {
	if lang.FractionValue(t.at(i)) != 0 {
		return digitGroups{groups: []string{"0"}, end: i}
	}
	n := t.digits(i)
	g := digitGroups{groups: []string{t.slice(i, i+n)}, end: i + n}
	for {
		sep, m := t.at(g.end), t.digits(g.end+1)
		if m == 0 || sep == 0 || !g.continues(t, sep, m, l) || m > maxGroup || len(g.groups) > maxGroup {
			return g
		}
		g.groups, g.separators = append(g.groups, t.slice(g.end+1, g.end+1+m)), g.separators+string(sep)
		if g.end += 1 + m; sep == ':' {
			return g
		}
	}
}

// continues reports whether a separator and m digits belong to the number.
func (g *digitGroups) continues(t *numText, sep rune, m int, l *lang.Language) bool {
	i, first := g.end, g.groups[0]
	groupsBy := m == 3 && len(first) <= 3 && onlySeparator(g.separators, sep)
	switch sep {
	case '.', ',', '٫', '٬':
		return true
	case '\u00a0', '\'':
		return groupsBy
	case ' ':
		return groupsBy && l.SpaceGroups && !lang.InWord(t.at(i+4))
	case ':':
		return g.separators == "" && m == 2 && len(first) <= 2 && t.at(i+3) != ':' && (len(first) == 1 || first < "25") && t.at(i+1) < '6'
	}
	return false
}

func onlySeparator(separators string, sep rune) bool {
	return strings.Trim(separators, string(sep)) == ""
}

// values returns what the groups can mean as one number in the language, the likeliest first: a decimal comma or point, separators of
// thousands, or either. It returns nil for several numbers, such as those of a date.
func (g *digitGroups) values(l *lang.Language) []float64 {
	whole := []float64{parseNumber(strings.Join(g.groups, ""))}
	if g.separators == "" {
		return whole
	}
	seps := []rune(g.separators)
	last, head, tail := seps[len(seps)-1], g.groups[:len(g.groups)-1], g.groups[len(g.groups)-1]
	decimal := []float64{parseNumber(strings.Join(head, "") + "." + tail)}
	switch {
	case len(seps) == 1 && last == '٫':
		return decimal
	case len(seps) == 1 && (last == '.' || last == ','):
		return oneSeparator(l, last, g.groups, whole, decimal)
	case onlySeparator(g.separators, last):
		if areThousands(g.groups) && last != '٫' {
			return whole
		}
	case onlySeparator(string(seps[:len(seps)-1]), seps[0]) && areThousands(head) && strings.ContainsRune(".,٫", last):
		return decimal
	}
	return nil
}

// oneSeparator reads a number with one point or comma, which separates thousands or decimals.
func oneSeparator(l *lang.Language, sep rune, groups []string, whole, decimal []float64) []float64 {
	switch {
	case !areThousands(groups):
		return decimal
	case l.Decimal == lang.DecimalEither && sep == ',':
		return append(decimal, whole...)
	case l.Decimal == lang.DecimalEither:
		return append(whole, decimal...)
	case (sep == ',') == (l.Decimal == lang.DecimalComma):
		return decimal
	}
	return whole
}

// thousands matches digits in groups of three or as in India, and digits without groups.
var thousands = regexp.MustCompile(`^(?:[1-9]\d{0,2}(?: \d{3})+|[1-9]\d?(?: \d{2})* \d{3}|\d+)$`)

func areThousands(groups []string) bool { return thousands.MatchString(strings.Join(groups, " ")) }

func parseNumber(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

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
