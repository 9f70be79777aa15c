package segment

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// mayPoint reports whether a text may have links, images or marks of footnotes.
func mayPoint(text string) bool {
	return strings.IndexByte(text, '[') >= 0 || strings.IndexByte(text, '<') >= 0 || strings.IndexByte(text, '@') >= 0 ||
		strings.Contains(text, "://") || strings.Contains(text, "www.")
}

// pointsLike returns an error if a text that was parsed as the run does not point to what its English, source, points to, in any order: the same
// footnotes, and the same addresses of links and images (R39).
func (r *Run) pointsLike(source, text string) error {
	if !mayPoint(source) && !mayPoint(text) {
		return nil
	}
	english, err := inlineLine(source)
	if err != nil {
		return nil
	}
	if want := english.labels(); !slices.Equal(r.labels(), want) {
		return fmt.Errorf("the marks of footnotes are not those of the English: it has %s", cmp.Or(strings.Join(want, ", "), "none"))
	}
	if want := english.addresses(); !slices.Equal(r.addresses(), want) {
		return fmt.Errorf("the links and images do not lead where those of the English lead: it has %s", cmp.Or(strings.Join(want, ", "), "none"))
	}
	return nil
}

// labels returns the marks of footnotes in the run, in the order of their labels.
func (r *Run) labels() (marks []string) {
	for _, mark := range r.All(RunFootnote) {
		marks = append(marks, "[^"+mark.Dest+"]")
	}
	slices.Sort(marks)
	return marks
}

// addresses returns where the links and images of the run lead, in alphabetical order.
func (r *Run) addresses() (all []string) {
	r.each(func(n *Run) {
		switch n.Kind {
		case RunLink, RunAutolink:
			all = append(all, "("+norm.NFC.String(n.Dest)+")")
		case RunImage:
			all = append(all, "!("+norm.NFC.String(n.Dest)+")")
		}
	})
	slices.Sort(all)
	return all
}
