package cli

import (
	"io"
	"os"
	"strings"

	"github.com/mattn/go-runewidth"
)

// color writes in colours on a terminal, and without them anywhere else.
type color bool

// newColor returns whether colours may be written to out: it is a terminal that has them, and NO_COLOR is not set (no-color.org).
func newColor(out io.Writer, env []string) color {
	return color(isTerminal(out) && getenv(env, "NO_COLOR") == "" && getenv(env, "TERM") != "dumb")
}

// isTerminal reports whether what is written goes to a terminal.
func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// The parameters of ECMA-48 Select Graphic Rendition (SGR).
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
)

// paint returns a text in a colour, one of the constants above.
func (c color) paint(code, text string) string {
	if !c || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// columns returns how many columns a text takes on a terminal: none for a mark that stands on its letter, two for a Chinese character.
func columns(text string) int { return (&runewidth.Condition{}).StringWidth(text) }

// padRight returns a text with spaces behind it, as wide as width columns.
func padRight(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-columns(text)))
}

// padLeft returns a text with spaces before it, as wide as width columns.
func padLeft(text string, width int) string {
	return strings.Repeat(" ", max(0, width-columns(text))) + text
}
