package xliff

import (
	"testing"

	"github.com/parlance/parlance/app/exchange/internal/exchangetest"
)

func FuzzReadXLIFF(f *testing.F) {
	for _, tag := range []string{"ar", "fr", "ja"} {
		f.Add(encoded(f, tag))
	}
	f.Fuzz(func(t *testing.T, data []byte) { exchangetest.FuzzRead(t, Read, data) })
}
