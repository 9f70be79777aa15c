package cli

import (
	"io"
	"os"
	"strings"

	"github.com/mattn/go-runewidth"
)

// paint writes in colours on a terminal, and without them anywhere else.
type paint bool

// painter says whether colours may be written to out: it is a terminal that has them, and NO_COLOR is not set (no-color.org).
func painter(out io.Writer, env []string) paint {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	for _, line := range env {
		name, value, _ := strings.Cut(line, "=")
		if name == "NO_COLOR" && value != "" || name == "TERM" && value == "dumb" {
			return false
		}
	}
	return true
}

// The colours, as ANSI gives them numbers (ECMA-48, SGR).
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
)

// in gives a text in a colour.
func (p paint) in(colour, text string) string {
	if !p || text == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// columns are what a terminal gives a text: no more for a mark that stands on its letter, two for a Chinese character.
func columns(text string) int { return (&runewidth.Condition{}).StringWidth(text) }

// left fills a text up on the right.
func left(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-columns(text)))
}

// right fills a text up on the left.
func right(text string, width int) string {
	return strings.Repeat(" ", max(0, width-columns(text))) + text
}
