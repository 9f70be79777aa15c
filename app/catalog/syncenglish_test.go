package catalog

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/golden"
	"github.com/parlance/parlance/app/segment"
)

func TestEnglishStory(t *testing.T) {
	first := englishPage(t, page1, nil)
	golden.Equal(t, "testdata/english1.toml", first.Bytes())
	if again := englishPage(t, page1, first); string(again.Bytes()) != string(first.Bytes()) {
		t.Errorf("law 5: second sync gives\n%s", again.Bytes())
	}

	commented := parse(t, first.Name(), "# by hand\n\n"+strings.Replace(string(first.Bytes()), "#. item", "# which ward?\n#. item", 1))
	short := englishPage(t, page1[:strings.Index(page1, "- Ward")], commented)
	golden.Equal(t, "testdata/english2_shorter.toml", short.Bytes())
	for _, r := range RememberedKeys(short) {
		if strings.Contains(r.Key, ".li") && (!r.Retired || r.Kind != segment.KindItem || r.Text == "") {
			t.Errorf("got %+v", r)
		}
	}

	back := englishPage(t, page1, short)
	for _, m := range first.Messages() {
		if b, ok := back.Find(m.Key); !ok || b.Forms != m.Forms {
			t.Errorf("law 4: %s came back as %+v", m.Key, b)
		}
	}
	if !strings.Contains(string(back.Bytes()), "# which ward?\n#. item") {
		t.Errorf("comment is lost:\n%s", back.Bytes())
	}
}

func TestR37PageWithTemplateActionIsRefused(t *testing.T) {
	page := &segment.Page{File: "a.md", Segments: []segment.Segment{
		{Kind: segment.KindParagraph, Text: "see {{.Name}}", Line: 3, Col: 1},
		{Kind: segment.KindItem, Text: "see {{range}}", Line: 4, Col: 3},
		{Kind: segment.KindItem, Text: "{{", NoTranslate: true},
	}}
	faults := CheckPage(page)
	if len(faults) != 2 || faults[0].Line != 3 || faults[1].Line != 4 {
		t.Errorf("got\n%v", faults)
	}
}
