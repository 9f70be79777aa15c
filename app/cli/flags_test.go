package cli

import "testing"

func TestByteSize(t *testing.T) {
	for in, want := range map[string]byteSize{
		"256MB": 256 << 20, "256MiB": 256 << 20, "1g": 1 << 30, "64 kb": 64 << 10, "4096": 4096,
		"": 0, "MB": 0, "-1MB": 0, "0": 0, "1.5GB": 0, "9999999GB": 0, "12XB": 0,
	} {
		var got byteSize
		if err := got.UnmarshalText([]byte(in)); got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: got %d and %v, want %d", in, got, err, want)
		}
	}
}
