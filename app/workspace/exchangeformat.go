package workspace

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/exchange/xliff"
)

// Format is a format of interchange.
type Format string

// The formats: GNU gettext's PO, and XLIFF 2.1.
const (
	PO    Format = "po"
	XLIFF Format = "xliff"
)

// formatOf returns the format of a file, by the extension of its name, or else by its content.
func formatOf(name string, data []byte) Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".po", ".pot":
		return PO
	case ".xlf", ".xliff":
		return XLIFF
	}
	if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n"), []byte("<")) {
		return XLIFF
	}
	return PO
}

// ReadExchange reads a file of either format. Errors name the file and the place in it.
func ReadExchange(name string, data []byte) (exchange.Document, error) {
	if formatOf(name, data) == XLIFF {
		return xliff.Read(name, data)
	}
	return po.Read(name, data)
}

// WriteExchange returns a document as a file of that format.
func WriteExchange(format Format, doc exchange.Document) ([]byte, error) {
	if format == XLIFF {
		return xliff.Write(doc)
	}
	return po.Write(doc)
}
