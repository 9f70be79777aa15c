package workbench

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/workbench/team"
)

// report has a reader report a Spanish text of the page "sleep", and returns the line that is kept.
func (b *bench) report(key string) string {
	b.t.Helper()
	line := `{"at":"2026-11-29T10:00:00Z","page":"sleep","locale":"es","key":"` + key + `","state":"draft","message":"wrong word"}`
	b.write("data/reports.jsonl", line+"\n")
	return line
}

// Who signs is led to the next text that waits for a signature; what is to be done next is what one may do, and what a reader reported comes first.
func TestSigningGoesOn(t *testing.T) {
	b := newBench(t)
	second := "/es/sleep/sleep.at-night.p2"
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.want(303, second, b.form(second, "Pida ayuda **de inmediato**."))
	b.person = someone("Bo", team.Reviewer)
	next := func() string {
		_, rest, _ := strings.Cut(b.want(200, "/es", nil).body, `class="button next" href="`)
		path, _, _ := strings.Cut(rest, `"`)
		return path
	}
	if got := next(); got != firstText {
		t.Errorf("a reviewer is led to %q", got)
	}
	if to := b.want(303, firstText+"/sign", b.form(firstText, "")).Header.Get("Location"); !strings.HasPrefix(to, second+"?") {
		t.Errorf("a signature leads to %q", to)
	}
	b.report("sleep.page.title")
	if got := next(); got != "/es/sleep/sleep.page.title" {
		t.Errorf("after a report a reviewer is led to %q", got)
	}
	b.person = someone("Ada", team.Translator)
	if got := next(); got == second || got == "" {
		t.Errorf("a translator is led to %q", got)
	}
}
