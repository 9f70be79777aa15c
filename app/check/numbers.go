package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// numbers compares the telephone numbers of both texts by their digits, and all other numbers by their values and units.
func (c *checker) numbers() {
	dst := &tape{at: []int{len(c.dst.prose)}}
	if hasNumeral(c.dst.prose) {
		dst = newTape(c.dst.prose)
	}
	c.phones(dst)
	want, got := c.src.wanted(), numbersOf(dst, c.lang)
	years(c.lang, want)
	match(want, got)
	c.twoPart(unmatched(want), got)
	lost := unmatched(want)
	counts := c.lang.HasNumberWords && len(c.src.counted) > 0
	var spelled []*spelled
	if len(lost) > 0 || counts {
		spelled = c.spelledNumbers()
	}
	for _, n := range lost {
		n.matched = c.inWords(n, spelled)
	}
	for _, n := range unmatched(got) {
		n.matched = c.src.said.covers(n)
	}
	c.leftNumbers(dst, unmatched(want), unmatched(got))
	if counts {
		c.leftWords(want, got, spelled)
	}
}

func (c *checker) phones(dst *tape) {
	for _, p := range c.src.phones {
		if !wipeDigits(dst, p) {
			c.report("phones", Error, 0, "the phone number "+quote(p.digits)+" of the English is missing or changed", "copy its digits from the English")
		}
	}
	for _, p := range phonesOf(dst) {
		c.reportSeen("phones", Error, dst.at[p.from], "the phone number "+quote(p.digits)+" is not in the English", "use the numbers of the English only")
		dst.wipe(p.from, p.to)
	}
}

// match pairs the numbers of both texts, the surest pairs first.
func match(want, got []*number) {
	type key struct {
		value float64
		unit  string
	}
	free := map[key][]*number{}
	for _, b := range got {
		k := key{b.values[0], b.unit}
		free[k] = append(free[k], b)
	}
	for _, a := range want {
		if k := (key{a.values[0], a.unit}); len(free[k]) > 0 {
			a.matched, free[k][0].matched = true, true
			free[k] = free[k][1:]
		}
	}
	want, got = unmatched(want), unmatched(got)
	passes := []func(a, b *number) bool{
		func(a, b *number) bool { return a.unit == b.unit && a.shares(b) },
		equalMeasure,
		func(a, b *number) bool { return (a.unit == "" || b.unit == "" || vague(a, b)) && a.shares(b) },
	}
	for _, pass := range passes {
		for _, a := range want {
			for _, b := range got {
				if !a.matched && !b.matched && pass(a, b) {
					a.matched, b.matched = true, true
				}
			}
		}
	}
}

// years lets what may be a year also be one of the language's own calendar.
func years(l *lang.Language, ns []*number) {
	for _, n := range ns {
		if v := n.values[0]; n.unit == "" && len(n.text) == 4 && v >= 1900 && v <= 2100 {
			for _, d := range l.CalendarOffsets {
				n.values = append(n.values, v+float64(d))
			}
		}
	}
}

// most is how many numbers of a text are compared with each other, and reported: the rest is noise.
const most = 60

func unmatched(ns []*number) (left []*number) {
	for _, n := range ns {
		if !n.matched && len(left) < most {
			left = append(left, n)
		}
	}
	return left
}

// vague says whether two units may be the same though tables name them differently: a degree without its scale.
func vague(a, b *number) bool {
	return a.unit == "°" && strings.HasPrefix(b.unit, "°") || b.unit == "°" && strings.HasPrefix(a.unit, "°")
}

// twoPart pairs a time such as 10:30 with what other languages write as two numbers or with a point: 10 h 30, 10.30.
func (c *checker) twoPart(want, got []*number) {
	for _, a := range want {
		if a.matched || a.values[0] < clock {
			continue
		}
		for i, b := range got {
			if b.matched {
				continue
			}
			for _, v := range a.values {
				h, m := float64(int(v-clock)/60), float64(int(v-clock)%60)
				if v >= clock && same(b.values[0], h+m/100) {
					a.matched, b.matched = true, true
				}
				if v >= clock && i+1 < len(got) && same(b.values[0], h) && same(got[i+1].values[0], m) && got[i+1].from-b.to < 8 {
					a.matched, b.matched, got[i+1].matched = true, true, true
				}
			}
		}
	}
}

var calls = regexp.MustCompile(`(?i)\b(?:emergency|ambulance|call|dial|phone|telephone|hotline)\b`)

// leftNumbers reports what stands in one text only.
func (c *checker) leftNumbers(t *tape, want, added []*number) {
	lost := slices.DeleteFunc(want, func(n *number) bool { return n.optional })
	const hint = "write the value and the unit of the English; its digits may be those of your language"
	at := func(n *number) int { return t.at[n.from] }
	for i := range max(len(lost), len(added)) {
		switch {
		case i < len(lost) && i < len(added):
			c.reportSeen(c.numberRule(lost[i], added[i]), Error, at(added[i]), fmt.Sprintf("the English says %s, the translation %s", say(lost[i]), say(added[i])), hint)
		case i < len(lost):
			c.report(c.numberRule(lost[i]), Error, 0, fmt.Sprintf("the English says %s, the translation does not", say(lost[i])), hint)
		default:
			c.reportSeen(c.numberRule(added[i]), Error, at(added[i]), fmt.Sprintf("the English does not say %s", say(added[i])), hint)
		}
	}
}

// numberRule names the rule that a number falls under: a number by which people call for help is a phone number.
func (c *checker) numberRule(ns ...*number) string {
	for _, n := range ns {
		if n.unit == "" && isEmergency(n.text) && calls.MatchString(c.src.plain) {
			return "phones"
		}
	}
	return "numbers"
}

func say(n *number) string {
	if n.unit == "" {
		return n.text
	}
	return n.text + " " + n.unit
}
