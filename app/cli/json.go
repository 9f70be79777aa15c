package cli

import (
	"encoding/json"
	"io"
)

// writeJSON writes a value as JSON for programs and people: indented, and without escapes for HTML.
func writeJSON(out io.Writer, value any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(value)
}
