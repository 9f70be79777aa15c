package cli

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/parlance/parlance/app/store"
)

// writeJSON writes a value as JSON for programs and people: indented, and without escapes for HTML.
func writeJSON(out io.Writer, value any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}

// printFaults writes a line for each fault.
func printFaults(out io.Writer, faults store.Faults) {
	for _, f := range faults {
		fmt.Fprintln(out, f.Error())
	}
}

// printWrote writes a line for each file that was written.
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
