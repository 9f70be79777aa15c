package render

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"rsc.io/qr"
)

func TestQRCodesHoldTheAddress(t *testing.T) {
	if qrCode(strings.Repeat("x", 10000)) != "" {
		t.Error("an address that fits no code got one")
	}
	for _, address := range []string{"https://example.org/ar/safety", "https://example.org/fr/safety", "https://a.example/" + strings.Repeat("long-", 60)} {
		code, err := qr.Encode(address, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		black, drawn := map[[2]int]bool{}, drawnModules(t, string(qrCode(address)))
		for y := range code.Size {
			for x := range code.Size {
				if at := [2]int{x + quietZone, y + quietZone}; code.Black(x, y) {
					black[at] = true
				}
			}
		}
		for at := range black {
			if drawn[at] != 1 {
				t.Fatalf("%s: the module at %v is drawn %d times", address, at, drawn[at])
			}
		}
		if len(drawn) != len(black) {
			t.Errorf("%s: %d modules are drawn, want %d", address, len(drawn), len(black))
		}
	}
}

// drawnModules says how often the strokes of a code cross each module.
func drawnModules(t *testing.T, svg string) map[[2]int]int {
	t.Helper()
	_, path, _ := strings.Cut(svg, `stroke="#000" d="`)
	path, _, _ = strings.Cut(path, `"`)
	var x, y int
	if _, err := fmt.Sscanf(path, "M%d %d.5", &x, &y); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	drawn := map[[2]int]int{}
	for _, m := range regexp.MustCompile(`m(-?\d+) ([01])|h(\d+)`).FindAllStringSubmatch(path, -1) {
		var right, down, length int
		fmt.Sscan(m[1], &right)
		fmt.Sscan(m[2], &down)
		fmt.Sscan(m[3], &length)
		for range length {
			drawn[[2]int{x, y}]++
			x++
		}
		x, y = x+right, y+down
	}
	return drawn
}
