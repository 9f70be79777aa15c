package server

// quality reads a weight as in RFC 9110, 12.4.2, in thousandths. Anything that is no number from 0 to 1 is refused.
func quality(s []byte) (int, bool) {
	if len(s) == 0 || len(s) > len("0.000") {
		return 0, false
	}
	whole := 0
	switch s[0] {
	case '0':
	case '1':
		whole = 1000
	default:
		return 0, false
	}
	if len(s) == 1 {
		return whole, true
	}
	if s[1] != '.' {
		return 0, false
	}
	thousandths, weight := 0, 100
	for _, c := range s[2:] {
		if c < '0' || c > '9' {
			return 0, false
		}
		thousandths += int(c-'0') * weight
		weight /= 10
	}
	return whole + thousandths, whole+thousandths <= 1000
}
