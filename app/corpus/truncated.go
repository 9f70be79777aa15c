package corpus

import (
	"bytes"

	"github.com/parlance/parlance/app/store"
)

// emptied reports whether a file that held something holds nothing: it is being saved at this moment, or somebody cut it off. Neither is
// a reason to take anything away from readers.
func emptied(old *file, data []byte) bool {
	return old != nil && len(bytes.TrimSpace(data)) == 0 && (old.page != nil || old.catalog != nil && len(old.catalog.Messages()) > 0)
}

// truncated reports that a catalog is what it was, but for its end. Most places at which a file can be cut leave sound TOML.
func truncated(old *file, data []byte) bool {
	if old == nil || old.catalog == nil {
		return false
	}
	return isTruncated(old.catalog.Bytes(), data)
}

// isTruncated reports whether data is the beginning of what stood there before, and that more than white space is gone.
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
