package site

import (
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
	"golang.org/x/net/html"
)

// reportPages returns the list of parts, the thanks, and the form of the first, third and last part with every problem, of every page and locale.
func reportPages(t *testing.T, f func(t *testing.T, s *Snapshot, part corpus.Part, doc *document.Document)) {
	s := repository(t)
	for _, p := range s.Pages {
		for i := range s.Locales.Locales {
			l := &s.Locales.Locales[i]
			t.Run(l.Tag+"/"+p.Slug, func(t *testing.T) {
				for _, n := range []int{0, 2, len(p.Keys) - 1} {
					part := p.SegmentPart(n, l)
					for problem := render.NoProblem; problem <= render.NotKept; problem++ {
						f(t, s, part, s.ReportForm(render.ReportForm{Part: part, Token: `1."<x`, Message: "</textarea><b>", Problem: problem}))
					}
				}
				part := p.SegmentPart(0, l)
				f(t, s, part, s.ReportParts(p.Slug, i))
				f(t, s, part, s.ReportThanks(p.Slug, i))
				f(t, s, part, s.ReportGone(p.Slug, l))
			})
		}
	}
}

func TestLaw6ReportPagesStandUnderTheirLanguage(t *testing.T) {
	reportPages(t, func(t *testing.T, s *Snapshot, part corpus.Part, doc *document.Document) {
		root := parsed(t, doc)
		tag := part.Locale
		_, top := elementText(root, "html", "", "")
		if attr(top, "lang") != tag || attr(top, "dir") != part.In.Dir || doc.Language != tag {
			t.Errorf("<html lang=%q dir=%q>, Content-Language %q", attr(top, "lang"), attr(top, "dir"), doc.Language)
		}
		texts(root, func(n *html.Node, text string) {
			if lang := inherited(n, "lang"); lang != tag && attr(n.Parent, "hreflang") == "" {
				t.Errorf("%q stands under lang=%q", text, lang)
			}
		})
	})
}

// Every control has a label, every reference leads to an element, no two links of one page have one name, and nothing is indexed.
func TestReportPagesAreForEveryone(t *testing.T) {
	reportPages(t, func(t *testing.T, s *Snapshot, part corpus.Part, doc *document.Document) {
		root := parsed(t, doc)
		source := string(doc.Body(document.Identity).Bytes)
		ids, names := map[string]bool{}, map[string]bool{}
		for n := range root.Descendants() {
			if id := attr(n, "id"); id != "" {
				if ids[id] {
					t.Errorf("the id %q stands twice", id)
				}
				ids[id] = true
			}
		}
		for n := range root.Descendants() {
			for _, ref := range append(strings.Fields(attr(n, "aria-describedby")), append(strings.Fields(attr(n, "aria-labelledby")), strings.Fields(attr(n, "for"))...)...) {
				if !ids[ref] {
					t.Errorf("%q is no element", ref)
				}
			}
			if by := attr(n, "aria-labelledby"); n.Data == "a" && by != "" {
				name := ""
				for _, id := range strings.Fields(by) {
					text, _ := elementText(root, "", "id", id)
					name += text + " "
				}
				if names[name] {
					t.Errorf("two links are named %q", name)
				}
				names[name] = true
			}
			if n.Data == "b" {
				t.Error("what the reader wrote became markup")
			}
			if n.Data == "textarea" {
				if text, _ := elementText(root, "label", "for", attr(n, "id")); text == "" || attr(n, "autocomplete") != "off" {
					t.Error("the field has no label, or is filled in by the browser")
				}
			}
		}
		if !strings.Contains(source, `<meta name="robots" content="noindex">`) || !strings.Contains(source, `href="/`+part.Locale+"/"+part.Page+`">`) {
			t.Error("the page may be indexed, or has no way back")
		}
	})
}

func TestReportPagesThatAreNotThere(t *testing.T) {
	s := repository(t)
	en := s.Locales.English()
	if s.ReportParts("nowhere", 0) != nil || s.ReportParts(render.Home, 0) != nil || s.ReportThanks("safety", -1) != nil || s.ReportGone("nowhere", en) != nil {
		t.Error("a page about reports of no page")
	}
	for _, name := range []string{"", "page", "page.titl", "page.titles", ".page.title", "intro"} {
		if _, ok := s.Page("safety").Part(name, en); ok {
			t.Errorf("there is a part %q", name)
		}
	}
	part, ok := s.Page("safety").Part("page.title", en)
	if !ok || part.State != "source" || part.Text != part.Source || part.Key != "safety.page.title" {
		t.Errorf("the title: %v %+v", ok, part.Report)
	}
}

func TestParseReportsPassesOverWhatIsTorn(t *testing.T) {
	whole := `{"at":"2026-11-22T10:00:00Z","page":"a","locale":"ar","key":"a.b.c","message":"é"}`
	for cut := range len(whole) {
		reports, faults := corpus.ParseReports(corpus.ReportFile{Name: "r.jsonl", Data: []byte(whole + "\n" + whole[:cut] + "\n" + whole)})
		if len(reports) != 2 || cut > 0 && (len(faults) != 1 || faults[0].Line != 2) {
			t.Fatalf("cut at %d: %d reports, %v", cut, len(reports), faults)
		}
	}
	if r, _ := corpus.ParseReports(corpus.ReportFile{Name: "r", Data: []byte(whole)}); r[0].Message != "é" || !r[0].At.Equal(time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v", r)
	}
}

func FuzzParseReports(f *testing.F) {
	f.Add([]byte("{}\n\x00\n[1]\n{\"page\":\"a\",\"locale\":\"b\",\"key\":\"c\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		reports, faults := corpus.ParseReports(corpus.ReportFile{Name: "r", Data: data})
		for _, r := range reports {
			if r.Page == "" || r.Locale == "" || r.Key == "" {
				t.Errorf("a report of nothing: %+v", r)
			}
		}
		if n := strings.Count(string(data), "\n") + 1; len(reports)+len(faults) > n {
			t.Errorf("%d lines gave %d reports and %d faults", n, len(reports), len(faults))
		}
	})
}

func parsed(t *testing.T, doc *document.Document) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(doc.Body(document.Identity).Bytes)))
	if err != nil {
		t.Fatal(err)
	}
	return root
}
