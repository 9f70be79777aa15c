package cli

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/workspace"
)

func everyLocale(src *corpus.Corpus) (list []*locale.Locale) {
	for i := range src.Locales.Locales {
		list = append(list, &src.Locales.Locales[i])
	}
	return list
}

// Checking page by page, the English of each taken apart once, finds what checking locale by locale does, in the same order.
func TestFindingsOfAllLocalesAreThoseOfEach(t *testing.T) {
	src, err := syncedSite(t).read(workspace.Silent{})
	if err != nil {
		t.Fatal(err)
	}
	locales := everyLocale(src)
	r := inspect(src, locales, workspace.Silent{})
	var got, want []corpus.Finding
	_ = r.each(func(f corpus.Finding) error { got = append(got, f); return nil })
	for _, l := range locales {
		want = append(want, src.Findings(l)...)
	}
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("%d findings, locale by locale %d", len(got), len(want))
	}
}

// The JSON that is written finding by finding is what an encoder writes of the whole.
func TestFindingsAsJSONAreWhatAnEncoderWrites(t *testing.T) {
	src, err := syncedSite(t).read(workspace.Silent{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []inspection{inspect(src, everyLocale(src), workspace.Silent{}), {}} {
		whole := struct {
			Findings []finding `json:"findings"`
			Errors   int       `json:"errors"`
			Warnings int       `json:"warnings"`
		}{[]finding{}, r.Errors, r.Warnings}
		_ = r.each(func(f corpus.Finding) error {
			whole.Findings = append(whole.Findings, finding{f.File, f.Line, f.Col, f.Severity, f.Rule, f.Message, f.Hint, f.Tag, f.Key, f.Form, f.Source, f.Text})
			return nil
		})
		var got, want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(whole); err != nil {
			t.Fatal(err)
		}
		if err := r.writeJSON(&got); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("of %d findings: %.300s\nwant %.300s", len(whole.Findings), got.String(), want.String())
		}
	}
}
