package check

import "golang.org/x/text/unicode/norm"

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
