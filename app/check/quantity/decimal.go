package quantity

import (
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// groupsAt takes the digits from a place on, with the separators between them.
func groupsAt(t *tape, i int, l *lang.Language) (groups []string, seps string, to int) {
	if vulgar(t.rune(i)) != 0 {
		return []string{"0"}, "", i
	}
	n := t.digits(i)
	groups, i = append(groups, string(t.r[i:i+n])), i+n
	for {
		sep, m := t.rune(i), t.digits(i+1)
		if m == 0 || sep == 0 {
			return groups, seps, i
		}
		ok := false
		switch sep {
		case '.', ',', '٫', '٬':
			ok = true
		case '\u00a0', '\'':
			ok = m == 3 && len(groups[0]) <= 3 && sameSeps(seps, sep)
		case ' ':
			ok = m == 3 && len(groups[0]) <= 3 && sameSeps(seps, sep) && l.SpaceGroups && !lang.InWord(t.rune(i+4))
		case ':':
			ok = seps == "" && m == 2 && len(groups[0]) <= 2 && t.rune(i+3) != ':' && (len(groups[0]) == 1 || groups[0] < "25") && t.rune(i+1) < '6'
		}
		if !ok || m > 40 || len(groups) > 40 {
			return groups, seps, i
		}
		groups, seps, i = append(groups, string(t.r[i+1:i+1+m])), seps+string(sep), i+1+m
		if sep == ':' {
			return groups, seps, i
		}
	}
}

func sameSeps(seps string, sep rune) bool { return strings.Trim(seps, string(sep)) == "" }

// readGroups gives what groups of digits can mean as one number in the language, and nil where they are several numbers.
func readGroups(l *lang.Language, groups []string, seps string) []float64 {
	all := strings.Join(groups, "")
	whole := func() []float64 { return []float64{parse(all)} }
	if seps == "" {
		return whole()
	}
	s := []rune(seps)
	last := s[len(s)-1]
	head, tail := groups[:len(groups)-1], groups[len(groups)-1]
	decimal := []float64{parse(strings.Join(head, "") + "." + tail)}
	switch {
	case len(s) == 1 && last == '٫':
		return decimal
	case len(s) == 1 && (last == '.' || last == ','):
		return onePoint(l, last, groups, whole, decimal)
	case sameSeps(seps, last):
		if grouped(groups) && last != '٫' {
			return whole()
		}
		return nil
	case sameSeps(string(s[:len(s)-1]), s[0]) && grouped(head) && (last == '.' || last == ',' || last == '٫'):
		return decimal
	}
	return nil
}

// onePoint reads a number with one point or comma, which groups thousands or starts the decimals.
func onePoint(l *lang.Language, sep rune, groups []string, whole func() []float64, decimal []float64) []float64 {
	thousands := len(groups[1]) == 3 && len(groups[0]) <= 3 && !strings.HasPrefix(groups[0], "0")
	switch {
	case !thousands:
		return decimal
	case l.Decimal == "both":
		if sep == ',' {
			return append(decimal, whole()...)
		}
		return append(whole(), decimal...)
	case (sep == ',') == (l.Decimal == "comma"):
		return decimal
	}
	return whole()
}

// grouped says whether groups are thousands, in threes or as in India.
func grouped(groups []string) bool {
	if len(groups) == 1 {
		return true
	}
	if len(groups[0]) == 0 || len(groups[0]) > 3 || len(groups[len(groups)-1]) != 3 || groups[0][0] == '0' {
		return false
	}
	indian, plain := len(groups[0]) <= 2, true
	for _, g := range groups[1 : len(groups)-1] {
		indian = indian && len(g) == 2
		plain = plain && len(g) == 3
	}
	return indian || plain
}

func parse(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}
