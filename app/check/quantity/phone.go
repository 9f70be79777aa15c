package quantity

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// phone is a telephone number in a tape.
type phone struct {
	digits   string // "+" included
	from, to int
}

// phonesOf finds what is surely a telephone number: one with a plus, a leading zero or a bracket, or grouped as in
// North America.
func phonesOf(t *tape) (list []phone) {
	for i := 0; i < len(t.r); i++ {
		if !t.digit(i) && (t.rune(i) != '+' && t.rune(i) != '(' || !t.digit(i+1) && !(t.rune(i) == '(' && t.rune(i+1) == '+')) || lang.InWord(t.rune(i-1)) || t.rune(i-1) == '.' || t.rune(i-1) == ',' || t.rune(i-1) == '-' {
			continue
		}
		if p, ok := phoneAt(t, i); ok {
			list = append(list, p)
			i = p.to
		} else if t.digit(i) {
			for t.digit(i+1) || (strings.ContainsRune(".,", t.rune(i+1)) && t.digit(i+2)) {
				i++
			}
		}
	}
	return list
}

func phoneAt(t *tape, from int) (p phone, ok bool) {
	var groups []string
	seps, pending, to := "", "", from
	for i := from; i < len(t.r) && i-from < 40; {
		if n := t.digits(i); n > 0 {
			groups = append(groups, string(t.r[i:i+n]))
			i += n
			seps, pending, to = seps+pending, "", i
			continue
		}
		r := t.rune(i)
		if !strings.ContainsRune("+() \u00a0-./", r) || r == '+' && i > from || (r == ' ' && t.rune(i+1) == ' ') {
			break
		}
		if r == '/' && len(groups) > 0 && !strings.HasPrefix(groups[0], "0") {
			break
		}
		pending += string(r)
		i++
	}
	all := strings.Join(groups, "")
	p = phone{all, from, to}
	switch first := t.rune(from); {
	case len(all) > 16:
	case first == '+':
		p.digits = "+" + all
		ok = len(all) >= 6
	case first == '(':
		ok = len(all) >= 7 && len(groups) >= 2 && strings.Contains(seps, ")") && len(groups[0]) >= 2
	case first == '0':
		ok = len(all) >= 7 && !strings.Contains(seps, ".") && !dateLike(groups)
	default:
		ok = american(groups) && (strings.Count(seps, "-") >= len(groups)-1 || strings.Count(seps, ".") == len(groups)-1 && len(groups) > 2)
	}
	return p, ok
}

func dateLike(groups []string) bool {
	return len(groups) == 3 && (len(groups[0]) == 4 || len(groups[2]) == 4) && len(groups[1]) <= 2
}

func american(groups []string) bool {
	lengths := ""
	for _, g := range groups {
		lengths += string(rune('0' + min(len(g), 9)))
	}
	switch lengths {
	case "34", "334", "1334":
		return true
	}
	return false
}

// wipeDigits puts a hole over the first place where the digits of a phone number stand, however they are grouped.
func wipeDigits(t *tape, p phone) bool {
	want := strings.TrimPrefix(p.digits, "+")
	for i := range t.r {
		if !t.digit(i) || t.digit(i-1) {
			continue
		}
		j, n := i, 0
		for j < len(t.r) && n < len(want) && j-i < 3*len(want)+6 {
			if t.digit(j) {
				if byte(t.r[j]) != want[n] {
					break
				}
				n++
			} else if !strings.ContainsRune("() \u00a0-./–", t.r[j]) {
				break
			}
			j++
		}
		if n < len(want) || t.digit(j) {
			continue
		}
		k := i
		for k > 0 && (t.r[k-1] == '(' || t.r[k-1] == ' ' && t.rune(k-2) == '+') {
			k--
		}
		if strings.HasPrefix(p.digits, "+") && t.rune(k-1) != '+' && t.rune(j) != '+' && !(i >= 2 && want[:2] == "00") {
			continue
		}
		t.wipe(i, j)
		return true
	}
	return false
}

// emergency are the short numbers by which people call for help in the countries of the readers.
var emergency = " 100 101 102 103 104 108 110 111 112 113 114 115 116 117 118 119 120 122 123 125 128 144 166 190 191 192 193 197 198 199 911 988 990 991 994 995 996 997 998 999 000 061 1122 1669 116117 1515 1990 "

func isEmergency(digits string) bool { return strings.Contains(emergency, " "+digits+" ") }
