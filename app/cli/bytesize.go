package cli

import (
	"fmt"
	"strconv"
	"strings"
)

// byteSize is a number of bytes as people write it: 64MB, 1GB, or a plain number.
type byteSize int64

// UnmarshalText reads a size. MB and MiB both mean 1,048,576 bytes.
func (b *byteSize) UnmarshalText(text []byte) error {
	s := strings.ToUpper(strings.TrimSpace(string(text)))
	shifts := map[string]int{"": 0, "K": 10, "KB": 10, "KIB": 10, "M": 20, "MB": 20, "MIB": 20, "G": 30, "GB": 30, "GIB": 30}
	number := strings.TrimRight(s, "KMGIB")
	shift, known := shifts[s[len(number):]]
	n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	if !known || err != nil || n < 1 || n > 1<<40>>shift {
		return fmt.Errorf("%q is no size: write it like 256MB", text)
	}
	*b = byteSize(n << shift)
	return nil
}
