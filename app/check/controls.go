package check

import (
	"fmt"
	"slices"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
	"golang.org/x/text/unicode/norm"
)

// controls looks for characters that nobody sees and that turn text round or hide it (R40). It looks at the text as it
// is written and at what a reader sees, where entities are decoded.
func (c *checker) controls() {
	if at, r, why := c.hidden(c.dst.text); r != 0 {
		c.report("controls", Error, at, why, "take it out")
		return
	}
	if c.dst.plain == c.dst.text {
		return
	}
	if at, r, why := c.hidden(c.dst.plain); r != 0 {
		c.reportSeen("controls", Error, at, why+" (written as an entity)", "take it out")
		return
	}
	each(c.dst.root, func(run segmentRun) {
		if _, r, why := c.hidden(run.Dest + run.Title); r != 0 {
			c.report("controls", Error, run.Start, why+" (in the target or the title of a link)", "take it out")
		}
	})
}

// hidden gives the first character that must not stand in a text.
func (c *checker) hidden(s string) (at int, r rune, why string) {
	var open []int
	for i, r := range s {
		switch {
		case ' ' <= r && r < 0x7f:
		case r == '\n' && i > 0:
			if len(open) > 0 {
				return open[0], r, "a direction isolate is not closed on its line"
			}
		case unicode.IsControl(r):
			return i, r, "control character " + codePoint(r)
		case 0x202a <= r && r <= 0x202e:
			return i, r, "direction override " + codePoint(r)
		case 0x2066 <= r && r <= 0x2068:
			open = append(open, i)
		case r == 0x2069:
			if len(open) == 0 {
				return i, r, "a direction isolate is closed that was not opened"
			}
			open = open[:len(open)-1]
		case lang.IsInvisible(r) && !c.maySee(s, i, r):
			return i, r, "invisible character " + codePoint(r) + ", which this language does not use"
		case r == 0xfffd || lang.ClassOf(r)&lang.PrivateUse != 0 || r&0xfffe == 0xfffe:
			return i, r, fmt.Sprintf("character %s, which stands for a broken or private one", codePoint(r))
		}
	}
	if len(open) > 0 {
		return open[0], '\u2066', "a direction isolate is not closed"
	}
	return 0, 0, ""
}

// maySee says whether the script uses an invisible character there.
func (c *checker) maySee(s string, at int, r rune) bool {
	has := func(scripts ...string) bool {
		return slices.ContainsFunc(scripts, func(s string) bool { return slices.Contains(c.lang.Scripts, s) })
	}
	switch r {
	case 0x200e, 0x200f:
		return has("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm")
	case 0x061c:
		return has("Arab")
	case 0x200d:
		return has("Arab", "Deva", "Beng", "Gujr", "Guru", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Orya", "Mymr", "Khmr") || pictograph(lang.RuneBefore(s, at))
	case 0x200c:
		return has("Arab", "Deva", "Beng", "Gujr", "Guru", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Orya", "Mymr", "Khmr")
	case 0x200b:
		return has("Thai", "Laoo", "Khmr", "Mymr", "Tibt")
	case 0x00ad:
		return has("Latn", "Cyrl", "Grek", "Armn", "Geor")
	case 0x2060:
		return true
	case 0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06dd:
		return has("Arab")
	}
	return false
}

func pictograph(r rune) bool { return r >= 0x1f000 || r == 0xfe0f || 0x2600 <= r && r <= 0x27bf }

// nfc reports text that is not composed.
func (c *checker) nfc() {
	s := c.dst.text
	if norm.NFC.IsNormalString(s) {
		return
	}
	n, at := norm.NFC.String(s), 0
	for at < len(s) && at < len(n) && s[at] == n[at] {
		at++
	}
	for at > 0 && at < len(s) && s[at]&0xc0 == 0x80 {
		at--
	}
	c.report("nfc", Error, at, "the text is not in Unicode's composed form (NFC)", "save it normalised: "+quote(n[min(at, len(n)):]))
}
