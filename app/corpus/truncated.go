package corpus

import (
	"bytes"

	"github.com/parlance/parlance/app/store"
)

// emptied reports whether a file has lost its whole content: it is being saved at this moment, or was truncated. Readers lose nothing by
// either.
func emptied(old *file, data []byte) bool {
	return old != nil && len(bytes.TrimSpace(data)) == 0 && (old.page != nil || old.catalog != nil && len(old.catalog.Messages()) > 0)
}

// truncated reports whether a catalog has lost its end. At most places a truncated file is still valid TOML.
func truncated(old *file, data []byte) bool {
	if old == nil || old.catalog == nil {
		return false
	}
	return isTruncated(old.catalog.Bytes(), data)
}

// isTruncated reports whether data is before without its end, and more than white space is gone.
func isTruncated(before, data []byte) bool {
	return bytes.HasPrefix(before, data) && len(bytes.TrimSpace(before)) > len(bytes.TrimSpace(data))
}

func truncatedFault(name string, data []byte) error {
	return store.At(name, data, len(data), "the file was cut off here, and readers get what it held before: restore it, or run parlance sync if its end is meant to be gone")
}

func emptiedFault(name string) *store.Fault {
	return &store.Fault{File: name, Line: 1, Col: 1,
		Msg: "the file has become empty, and readers get what it held before: restore it, or delete it if it is meant to be gone"}
}
