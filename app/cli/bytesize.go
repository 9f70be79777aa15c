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
	shift := 0
	for unit, by := range map[string]int{"K": 10, "M": 20, "G": 30} {
		for _, end := range []string{unit + "IB", unit + "B", unit} {
			if number, ok := strings.CutSuffix(s, end); ok && shift == 0 {
				s, shift = number, by
			}
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 1 || n > 1<<40>>shift {
		return fmt.Errorf("%q is no size: write it like 256MB", text)
	}
	*b = byteSize(n << shift)
	return nil
}
