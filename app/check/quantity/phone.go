package quantity

import (
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// phone is a telephone number.
type phone struct {
	digits     string // "+" included
	start, end int    // indexes
}

// phonesIn returns what is surely a telephone number: one with a plus, a leading zero or a bracket, or grouped as in North America.
func phonesIn(t *numText) (list []phone) {
	for i := 0; i < len(t.runes); i++ {
		if !mayStartPhone(t, i) {
			continue
		}
		if p, ok := phoneAt(t, i); ok {
			list = append(list, p)
			i = p.end
		}
	}
	return list
}

func mayStartPhone(t *numText, i int) bool {
	first, before := t.at(i), t.at(i-1)
	starts := t.isDigit(i) || (first == '+' || first == '(') && t.isDigit(i+1)
	return starts && !lang.InWord(before) && !strings.ContainsRune(".,-", before)
}

// MinPhoneDigits is how many digits the shortest telephone number has.
const MinPhoneDigits = 6

// maxPhone is how many characters a telephone number may have, besides those of its last group.
const maxPhone = 40

// The digits of a date and of a number of North America, by groups.
var (
	dateGroups          = regexp.MustCompile(`^(?:\d{4} \d{1,2} \d+|\d+ \d{1,2} \d{4})$`)
	northAmericanGroups = regexp.MustCompile(`^(?:(?:\d )?\d{3} )?\d{3} \d{4}$`)
)

func phoneAt(t *numText, start int) (p phone, ok bool) {
	first, end := t.at(start), start // end is behind the last digit
	leadingZero := first == '0' || !t.isDigit(start) && t.at(start+1) == '0'
	for i := start; i < start+maxPhone || i == end; i++ {
		r := t.at(i)
		if t.isDigit(i) {
			end = i + 1
		} else if !strings.ContainsRune("+() \u00a0-./", r) || r == '+' && i > start || r == ' ' && t.at(i+1) == ' ' || r == '/' && !leadingZero {
			break
		}
	}
	text := t.slice(start, end)
	groups := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	digits, spaced := strings.Join(groups, ""), strings.Join(groups, " ")
	p = phone{digits, start, end}
	switch {
	case len(digits) > 16:
	case first == '+':
		p.digits = "+" + digits
		ok = len(digits) >= MinPhoneDigits
	case first == '(':
		ok = len(digits) >= 7 && strings.Contains(text, ")") && len(groups[0]) >= 2
	case first == '0':
		ok = len(digits) >= 7 && !strings.Contains(text, ".") && !dateGroups.MatchString(spaced)
	default:
		dots := strings.Count(text, ".") == len(groups)-1 && len(groups) > 2
		ok = northAmericanGroups.MatchString(spaced) && (dots || strings.Count(text, "-") >= len(groups)-1)
	}
	return p, ok
}

// maskDigits masks the first place where the digits of a telephone number stand, in any groups, and reports whether there is one.
func (t *numText) maskDigits(p phone) bool {
	want := strings.TrimPrefix(p.digits, "+")
	for i := range t.runes {
		if !t.isDigit(i) || t.isDigit(i-1) {
			continue
		}
		end, ok := t.hasDigits(i, want)
		if !ok || t.isDigit(end) {
			continue
		}
		k := i
		for k > 0 && (t.runes[k-1] == '(' || t.runes[k-1] == ' ' && t.at(k-2) == '+') {
			k--
		}
		if strings.HasPrefix(p.digits, "+") && t.at(k-1) != '+' && t.at(end) != '+' && !(i >= 2 && want[:2] == "00") {
			continue
		}
		t.mask(i, end)
		return true
	}
	return false
}

// hasDigits reports whether digits stand from an index on, with what may separate them, and returns the index behind them.
func (t *numText) hasDigits(i int, want string) (end int, ok bool) {
	n := 0
	for end = i; end < len(t.runes) && n < len(want) && end-i < 3*len(want)+6; end++ {
		if t.isDigit(end) {
			if byte(t.runes[end]) != want[n] {
				break
			}
			n++
		} else if !strings.ContainsRune("() \u00a0-./–", t.runes[end]) {
			break
		}
	}
	return end, n == len(want)
}
