package workspace

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/exchange/xliff"
)

// isXLIFF reports whether a file is XLIFF, by the extension of its name, or else by its content; otherwise it is PO.
func isXLIFF(name string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".po", ".pot":
		return false
	case ".xlf", ".xliff":
		return true
	}
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n"), []byte("<"))
}

// ReadExchange reads a file of either format. Errors name the file and the place in it.
func ReadExchange(name string, data []byte) (exchange.Document, error) {
	if isXLIFF(name, data) {
		return xliff.Read(name, data)
	}
	return po.Read(name, data)
}

// WriteExchange returns a document as a file of a format: "xliff" is XLIFF 2.1, any other GNU gettext's PO.
func WriteExchange(format string, doc exchange.Document) ([]byte, error) {
	if format == "xliff" {
		return xliff.Write(doc)
	}
	return po.Write(doc)
}
