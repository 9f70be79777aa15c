package clientaddr

import "testing"

func TestForwardedAddresses(t *testing.T) {
	for member, want := range map[string]string{
		"203.0.113.7": "203.0.113.7", "203.0.113.7:4711": "203.0.113.7", "2001:db8::1": "2001:db8::1", "[2001:db8::1]": "2001:db8::1",
		"[2001:db8::1]:4711": "2001:db8::1", `"[2001:db8::1]:4711"`: "2001:db8::1", "": "invalid IP", "unknown": "invalid IP", "_hidden": "invalid IP",
		"203.0.113.7:port": "invalid IP", "example.org:80": "invalid IP",
	} {
		if got := parse(member).String(); got != want {
			t.Errorf("%q: got %s, want %s", member, got, want)
		}
	}
}
