package server

// parseQValue reads a weight (RFC 9110, section 12.4.2), in thousandths. What is no number from 0 to 1 is refused.
func parseQValue(s []byte) (thousandths int, ok bool) {
	if len(s) == 0 || len(s) > len("0.000") || s[0] != '0' && s[0] != '1' || len(s) > 1 && s[1] != '.' {
		return 0, false
	}
	thousandths = int(s[0]-'0') * 1000
	weight := 100
	for _, c := range s[min(2, len(s)):] {
		if c < '0' || c > '9' {
			return 0, false
		}
		thousandths += int(c-'0') * weight
		weight /= 10
	}
	return thousandths, thousandths <= 1000
}
