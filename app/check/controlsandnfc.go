package check

import (
	"fmt"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
	"golang.org/x/text/unicode/norm"
)

// controlCharacters reports characters that nobody sees and that turn text round or hide it (R40), also where entities stand for them.
func (c *checker) controlCharacters() {
	if at, why := c.controlCharacter(c.target.text); why != "" {
		c.add("controls", Error, at, why, "take it out")
		return
	}
	if c.target.plain == c.target.text {
		return
	}
	if at, why := c.controlCharacter(c.target.plain); why != "" {
		c.addPlain("controls", Error, at, why+" (written as an entity)", "take it out")
		return
	}
	for _, run := range runsOf(c.target.root) {
		if _, why := c.controlCharacter(run.Dest + run.Title); why != "" {
			c.add("controls", Error, run.Start, why+" (in the target or the title of a link)", "take it out")
		}
	}
}

// controlCharacter returns where the first character stands that must not, and why; "" for none.
func (c *checker) controlCharacter(s string) (at int, why string) {
	var open []int // isolates
	for i, r := range s {
		switch {
		case ' ' <= r && r < 0x7f:
		case r == '\n' && i > 0:
			if len(open) > 0 {
				return open[0], "a direction isolate is not closed on its line"
			}
		case unicode.IsControl(r):
			return i, "control character " + codePoint(r)
		case 0x202a <= r && r <= 0x202e:
			return i, "direction override " + codePoint(r)
		case 0x2066 <= r && r <= 0x2068:
			open = append(open, i)
		case r == 0x2069:
			if len(open) == 0 {
				return i, "a direction isolate is closed that was not opened"
			}
			open = open[:len(open)-1]
		case lang.IsInvisible(r) && !c.lang.UsesInvisible(r) && !(r == '\u200d' && isPictograph(lang.RuneBefore(s, i))):
			return i, "invisible character " + codePoint(r) + ", which this language does not use"
		case r == unicode.ReplacementChar || lang.ClassOf(r)&lang.PrivateUse != 0 || r&0xfffe == 0xfffe:
			return i, fmt.Sprintf("character %s, which stands for a broken or private one", codePoint(r))
		}
	}
	if len(open) > 0 {
		return open[0], "a direction isolate is not closed"
	}
	return 0, ""
}

func isPictograph(r rune) bool { return r >= 0x1f000 || r == 0xfe0f || 0x2600 <= r && r <= 0x27bf }

// nfc reports text that is not composed.
func (c *checker) nfc() {
	s := c.target.text
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
	c.add("nfc", Error, at, "the text is not in Unicode's composed form (NFC)", "save it normalised: "+quote(n[min(at, len(n)):]))
}
