package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// frenchSpacing requires a no-break space before : ; ! ? and inside « ». In Canada only the colon and « » have one.
func (c *checker) frenchSpacing() {
	const hint = "write a no-break space there: U+202F before ; ! ? and U+00A0 before : and inside « »"
	s, marks := c.target.prose, ":;!?»"
	if strings.HasPrefix(c.in.Tag, "fr-CA") {
		marks = ":»"
	}
	for i, r := range s {
		switch before := lang.RuneBefore(s, i); {
		case r == '«' && !isNoBreakSpace(lang.RuneAt(s, i+utf8.RuneLen(r))):
			c.addMark(i, "no no-break space behind «", hint)
			return
		case !strings.ContainsRune(marks, r) || isNoBreakSpace(before) || before == 0 || strings.ContainsRune("!?", before) || r == '»' && before == '«':
		case r == ':' && (unicode.IsDigit(before) && unicode.IsDigit(lang.RuneAt(s, i+1)) || strings.ContainsRune(")-", lang.RuneAt(s, i+1))):
		default:
			c.addMark(i, fmt.Sprintf("no no-break space before %s", quote(string(r))), hint)
			return
		}
	}
}

func isNoBreakSpace(r rune) bool { return r == '\u00a0' || r == '\u202f' }
