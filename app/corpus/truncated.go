package corpus

import (
	"bytes"

	"github.com/parlance/parlance/app/store"
)

// truncated reports whether data is before without its end, and more than white space is gone. At most places a truncated catalog is still
// valid TOML.
func truncated(before, data []byte) bool {
	return bytes.HasPrefix(before, data) && len(bytes.TrimSpace(before)) > len(bytes.TrimSpace(data))
}

func truncatedFault(name string, data []byte) error {
	return store.At(name, data, len(data), "the file was cut off here, and readers get what it held before: restore it, or run parlance sync if its end is meant to be gone")
}

// emptiedFault returns the fault of a file that has lost its whole content: it is being saved at this moment, or was truncated.
func emptiedFault(name string) error {
	return &store.Fault{File: name, Line: 1, Col: 1,
		Msg: "the file has become empty, and readers get what it held before: restore it, or delete it if it is meant to be gone"}
}
