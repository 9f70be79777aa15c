package site

import (
	"regexp"
	"testing"
)

// What translators see on the pages of a workbench, no reader does.
func TestReadersDocumentsHoldNoTraceOfTheWorkbench(t *testing.T) {
	s := repository(t)
	trace := regexp.MustCompile(`(?i)workbench|data-segment|data-state|en-XA|ar-XB`)
	for _, l := range s.Locales.Locales {
		for slug := range s.documents {
			if _, page := read(t, s, slug, l.Tag); trace.MatchString(page) {
				t.Errorf("%s/%s holds %q", l.Tag, slug, trace.FindString(page))
			}
		}
	}
}
