package adopt

import (
	"fmt"
	"io"
	"strings"
)

// Print writes how much came over into a folder, in words for people.
func (r Report) Print(out io.Writer, into string) {
	switch {
	case !r.History:
		fmt.Fprintln(out, "parlance: there is no history of git here, so nobody knows which English a translation is of: all are previous texts (#~), and readers get English until somebody takes them over")
	case r.Shallow:
		fmt.Fprintln(out, "parlance: the history of git is cut off (git fetch --unshallow brings all of it): texts that are older are previous texts (#~), because nobody knows which English they are of")
	}
	fmt.Fprintf(out, "parlance: %s: pages: %d, images and documents: %d\n", r.Kind, r.Pages, r.Images)
	width := len("locale")
	for _, l := range r.Locales {
		width = max(width, len(l.Tag))
	}
	line := "%-*s %7s %8s %8s %8s %9s %9s %9s %8s\n"
	fmt.Fprintf(out, line, width, "locale", "files", "texts", "agree", "current", "outdated", "previous", "doubtful", "arrived")
	row := func(name string, c Count) {
		n := func(v int) string { return fmt.Sprint(v) }
		fmt.Fprintf(out, line, width, name, n(c.Files), n(c.Blocks), n(c.Agree), n(c.Current), n(c.Outdated), n(c.Previous), n(c.Doubtful), fmt.Sprintf("%.1f %%", 100*c.Arrived()))
	}
	for _, l := range r.Locales {
		row(l.Tag, l.Count)
	}
	if len(r.Locales) > 1 {
		row("all", r.Total)
	}
	fmt.Fprintf(out, "parlance: texts are those that are translated; agree, where the structure of both pages tells which English they stand for; arrived is their share that is in catalogs now\n")
	notes := map[string]int{}
	for _, n := range r.Notes {
		notes[n.Kind]++
	}
	var kinds []string
	for _, kind := range []string{"doubtful", "left out", "link", "shortcode", "tag", "expression", "statement", "marks", "box", "comment", "front matter", "character"} {
		if notes[kind] > 0 {
			kinds = append(kinds, fmt.Sprintf("%s %d", kind, notes[kind]))
		}
	}
	if len(kinds) > 0 {
		fmt.Fprintf(out, "parlance: to look at: %s\n", strings.Join(kinds, ", "))
	}
	fmt.Fprintf(out, "parlance: the site stands in %s: run parlance check, parlance status and parlance serve there\n", into)
}
