package workbench

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parlance/parlance/app/render"
)

// notes reads the notes that a page carries, by the ids of the texts, and the faults of files.
func notes(t *testing.T, page string) (byID map[string]render.Note, faults []string) {
	t.Helper()
	_, rest, _ := strings.Cut(page, `id="workbench.data">`)
	text, _, ok := strings.Cut(rest, "</script>")
	var data struct {
		Faults []string
		Notes  []render.Note
	}
	if err := json.Unmarshal([]byte(text), &data); !ok || err != nil {
		t.Fatalf("no notes: %v", err)
	}
	byID = map[string]render.Note{}
	for _, n := range data.Notes {
		byID[n.ID] = n
	}
	return byID, data.Faults
}

// Every text of the real page is marked with its state and has a note with its key, its English, where it stands and what check finds; so has the list for
// those without a script.
func TestTheRealPageTellsOfEveryText(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	file := "locales/es/sleep.es.toml"
	b.write(file, strings.Replace(b.read(file), `other = "Dormir le ayuda a sanar."`, `other = "Dormir le  ayuda a sanar 9."`, 1))
	b.write("content/sleep.md", strings.Replace(fixturePage, "Ask **at once**", "Ask **soon**", 1))
	b.reload()
	page := b.want(200, "/es/sleep", nil).body
	byID, _ := notes(t, page)
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	marked := 0
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "data-segment" {
				marked++
				if _, ok := byID[a.Val]; !ok {
					t.Errorf("%s is marked and has no note", a.Val)
				}
			}
		}
	}
	n := byID["es/sleep.intro.p1"]
	if marked < 8 || n.State != "draft" || n.English != "Sleep helps you to heal." || !strings.HasSuffix(n.File, file) || n.Line == 0 || !strings.HasSuffix(n.Place, "content/sleep.md:9") ||
		n.Edit != firstText || len(n.Findings) < 2 {
		t.Errorf("%d texts are marked; the note says %+v", marked, n)
	}
	if said := plain(page); !strings.Contains(said, "sleep.intro.p1 draft warning: two spaces in a row error: the English does not say 9") {
		t.Errorf("without a script it is not said: %s", said)
	}
}

// English is looked at by authors, with what check finds in it; nothing is written there.
func TestEnglishIsLookedAt(t *testing.T) {
	b := newBench(t)
	b.write("content/sleep.md", strings.Replace(fixturePage, "Sleep helps", strings.Repeat("sleep ", 26)+"helps", 1))
	b.reload()
	if said := plain(b.want(200, "/", nil).body); !strings.Contains(said, "English (en) Pseudo: accents (en-XA) Pseudo: right to left (ar-XB)") {
		t.Errorf("the first page leads to none of it: %s", said)
	}
	if said := plain(b.want(200, "/en", nil).body); !strings.Contains(said, "Sleep , 1 ") {
		t.Errorf("the list says %s", said)
	}
	found := 0
	byID, _ := notes(t, b.want(200, "/en/sleep", nil).body)
	for _, n := range byID {
		if found += len(n.Findings); n.State != "english" || n.Edit != "" {
			t.Errorf("a note says %+v", n)
		}
	}
	if found != 1 {
		t.Errorf("the page says of %d findings", found)
	}
	b.want(404, "/en/sleep/sleep.intro.p1", nil)
	b.want(404, "/en/sleep/sleep.intro.p1", url.Values{"other": {"Words."}})
}

// R30: pseudo-locales are made whole from the English as it stands, on critical pages too, and nobody can write to them; no reader has them.
func TestR30PseudoLocalesAreLookedAt(t *testing.T) {
	b := newBench(t)
	for tag, dir := range map[string]string{"en-XA": "ltr", "ar-XB": "rtl"} {
		page := b.want(200, "/"+tag+"/danger", nil).body
		if !strings.Contains(page, `<html lang="`+tag+`" dir="`+dir+`"`) || strings.Contains(page, `<article lang="en"`) {
			t.Errorf("%s is not whole:\n%.300s", tag, page)
		}
		if byID, _ := notes(t, page); byID[tag+"/danger.intro.p1"].File != "made from the English" || byID[tag+"/danger.intro.p1"].Edit != "" {
			t.Errorf("%s: the note says %+v", tag, byID[tag+"/danger.intro.p1"])
		}
		b.want(200, "/"+tag, nil)
		b.want(200, "/"+tag+"/danger/beside/en", nil)
		for _, path := range []string{"/" + tag + "/danger/danger.intro.p1", "/" + tag + "/danger/beside/" + tag, "/" + tag + "/nothing"} {
			b.want(404, path, nil)
		}
		if a := b.send("/"+tag+"/danger/danger.intro.p1", url.Values{"other": {"Words."}}); a.StatusCode != 403 && a.StatusCode != 404 {
			t.Errorf("a form to %s is answered with %d", tag, a.StatusCode)
		}
		if _, ok := b.Site.Snapshot().Locales.Find(tag); ok {
			t.Errorf("readers have %s", tag)
		}
	}
	b.write("content/danger.md", strings.Replace(criticalPage, "Go to the hospital", "Another beginning", 1))
	b.reload()
	if page := b.want(200, "/en-XA/danger", nil).body; !strings.Contains(page, "Åñöţĥéŕ ƀéĝîññîñĝ") {
		t.Error("a saved page does not reach the pseudo-locale before sync")
	}
}
