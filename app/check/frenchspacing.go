package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// frenchSpaces demands a no-break space before : ; ! ? and inside « ». In Canada only the colon and « » have one.
func (c *checker) frenchSpaces() {
	const hint = "write a no-break space there: U+202F before ; ! ? and U+00A0 before : and inside « »"
	s, marks := c.dst.prose, ":;!?»"
	if strings.HasPrefix(c.in.Tag, "fr-CA") {
		marks = ":»"
	}
	for i, r := range s {
		switch before := lang.RuneBefore(s, i); {
		case r == '«' && !noBreak(lang.RuneAt(s, i+utf8.RuneLen(r))):
			c.mark(i, "no no-break space behind «", hint)
			return
		case !strings.ContainsRune(marks, r) || noBreak(before) || before == 0 || strings.ContainsRune("!?", before) || r == '»' && before == '«':
		case r == ':' && (unicode.IsDigit(before) && unicode.IsDigit(lang.RuneAt(s, i+1)) || strings.ContainsRune(")-", lang.RuneAt(s, i+1))):
		default:
			c.mark(i, fmt.Sprintf("no no-break space before %s", quote(string(r))), hint)
			return
		}
	}
}

func noBreak(r rune) bool { return r == '\u00a0' || r == '\u202f' }
