package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/parlance/parlance/app/store"
)

// terminal is what a command reads and writes.
type terminal struct {
	in         io.Reader
	out, err   io.Writer
	env        []string // as os.Environ returns it
	maxCatalog int      // size in bytes of the largest catalog that is written
}

// color writes in colours on a terminal, and without them anywhere else.
type color bool

// newColor returns whether colours may be written to out: it is a terminal that has them, and NO_COLOR is not set (no-color.org).
func newColor(out io.Writer, env []string) color {
	return color(isTerminal(out) && getenv(env, "NO_COLOR") == "" && getenv(env, "TERM") != "dumb")
}

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

// padding returns the spaces that make a text as wide as width columns.
func padding(text string, width int) string { return strings.Repeat(" ", max(0, width-columns(text))) }

// writeJSON writes a value as JSON for programs and people: indented, and without escapes for HTML.
func writeJSON(out io.Writer, value any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

func printFaults(out io.Writer, faults store.Faults) {
	for _, f := range faults {
		fmt.Fprintln(out, f.Error())
	}
}

func printWrote(out io.Writer, files []string) {
	for _, f := range files {
		fmt.Fprintf(out, "wrote %s\n", f)
	}
}

// count returns how many there are of something: "1 fault", "2 faults".
func count(n int, name string) string {
	if n != 1 {
		name += "s"
	}
	return fmt.Sprintf("%d %s", n, name)
}
