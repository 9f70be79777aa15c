package check

import "testing"

// Readers get English where the rule phones finds an error, and nowhere else (R39).
func TestR39SamePhonesIsWhatTheRulePhonesSays(t *testing.T) {
	n := 0
	for _, k := range cases(t) {
		if k.rule != "phones" {
			continue
		}
		n++
		in := contextFor(k.tag, nil)
		if got := SamePhones(k.source, k.text, in); got != (k.want == "ok") {
			t.Errorf("%s: %s: %s: %v", k.tag, k.source, k.text, got)
		}
	}
	if n < 20 {
		t.Errorf("%d cases", n)
	}
}
