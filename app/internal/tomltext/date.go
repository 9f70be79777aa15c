package tomltext

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var dateParts = regexp.MustCompile(`^([0-9]{1,4})[ ]?[-./][ ]?([0-9]{1,2})[ ]?[-./][ ]?([0-9]{1,4})\.?$`)

// dateWords are the spellings with the name of the month that are understood.
var dateWords = []string{"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "January 2 2006", "Jan 2 2006", "2. January 2006", "2006 January 2"}

// Date returns the date that a text in another order means, as TOML writes it. isDate reports whether it is a date at all; date is "" where
// day and month cannot be told apart, or the calendar has no such day.
func Date(text string) (date string, isDate bool) {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	for _, layout := range dateWords {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.DateOnly), true
		}
	}
	m := dateParts.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	a, _ := strconv.Atoi(m[1])
	b, _ := strconv.Atoi(m[2])
	c, _ := strconv.Atoi(m[3])
	year, month, day := c, b, a
	switch {
	case len(m[1]) == 4:
		year, month, day = a, b, c
	case len(m[3]) != 4:
		return "", true
	case b > 12: // as in the United States
		month, day = a, b
	case a <= 12 && a != b && !strings.Contains(text, "."): // either
		return "", true
	}
	date = fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return "", true
	}
	return date, true
}
