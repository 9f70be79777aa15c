package cli

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/parlance/parlance/app/workspace"
)

// The JSON that is written finding by finding is what an encoder writes of the whole.
func TestFindingsAsJSONAreWhatAnEncoderWrites(t *testing.T) {
	src, all, err := syncedSite(t).read(nil, nil, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []workspace.Findings{workspace.Check(src, all, workspace.Names{}, nil), {}} {
		whole := struct {
			Findings []findingJSON `json:"findings"`
			Errors   int           `json:"errors"`
			Warnings int           `json:"warnings"`
			Rules    []knowledge   `json:"knowledge"`
		}{[]findingJSON{}, r.Errors, r.Warnings, knowledgeOf(src, all)}
		for f := range r.All() {
			whole.Findings = append(whole.Findings, findingJSON{f.File, f.Line, f.Col, f.Severity, f.Rule, f.Message, f.Hint, f.Tag, f.Key, f.Form, f.Source, f.Text, f.ReadBack})
		}
		var got, want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(whole); err != nil {
			t.Fatal(err)
		}
		if err := writeFindingsJSON(&got, r, whole.Rules); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("of %d findings: %.300s\nwant %.300s", len(whole.Findings), got.String(), want.String())
		}
	}
}
