package render

import (
	"strings"
	"testing"
)

func TestQRCodesHoldTheAddress(t *testing.T) {
	a, b := qrCode("https://example.org/ar/safety"), qrCode("https://example.org/fr/safety")
	if a == "" || a == b || !strings.Contains(string(a), "<svg") {
		t.Error("the code does not depend on the address")
	}
	if qrCode(strings.Repeat("x", 10000)) != "" {
		t.Error("an address that fits no code got one")
	}
}
