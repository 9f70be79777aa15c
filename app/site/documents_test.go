package site

import (
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
	"golang.org/x/net/html"
)

// each calls f for every document of this repository.
func each(t *testing.T, f func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string)) {
	s := repository(t)
	slugs := []string{render.Home}
	for _, p := range s.Pages {
		slugs = append(slugs, p.Slug)
	}
	for _, l := range s.Locales.Locales {
		for _, slug := range slugs {
			t.Run(l.Tag+"/"+slug, func(t *testing.T) {
				root, source := read(t, s, slug, l.Tag)
				f(t, s, slug, l.Tag, root, source)
			})
		}
	}
}

func TestNoFaultsInTheRepository(t *testing.T) {
	for _, f := range repository(t).Faults {
		t.Error(f)
	}
}

func TestR25EveryDocumentIsWhollyInItsLanguage(t *testing.T) {
	each(t, func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string) {
		l, _ := s.Locales.Find(tag)
		_, top := elementText(root, "html", "", "")
		if attr(top, "lang") != tag || attr(top, "dir") != l.Dir {
			t.Errorf("<html lang=%q dir=%q>, want %s %s", attr(top, "lang"), attr(top, "dir"), tag, l.Dir)
		}
		if doc := s.Document(slug, l.Index); doc.Language != tag || doc.Tag != tag || doc.Location != "/"+tag+"/"+slug {
			t.Errorf("language %q, tag %q, location %q", doc.Language, doc.Tag, doc.Location)
		}
		texts(root, func(n *html.Node, text string) {
			if lang := inherited(n, "lang"); lang != tag && attr(n.Parent, "hreflang") == "" {
				t.Errorf("%q stands under lang=%q", text, lang)
			}
		})
	})
}

// scriptOf are the letters of languages whose script no other served language uses.
var scriptOf = map[string]*unicode.RangeTable{
	"th": unicode.Thai, "hi": unicode.Devanagari, "bn": unicode.Bengali, "he": unicode.Hebrew, "ko": unicode.Hangul, "ru": unicode.Cyrillic,
}

func TestLaw6TextStandsUnderItsLanguage(t *testing.T) {
	each(t, func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string) {
		texts(root, func(n *html.Node, text string) {
			lang := inherited(n, "lang")
			for _, r := range text {
				for of, table := range scriptOf {
					if unicode.Is(table, r) && lang != of {
						t.Fatalf("%q stands under lang=%q", text, lang)
					}
				}
			}
			if table := scriptOf[lang]; table != nil && len([]rune(text)) > 20 && !strings.HasPrefix(text, "https://") && !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(table, r) }) {
				t.Errorf("%q stands under lang=%q and has no letter of it", text, lang)
			}
		})
	})
}

func TestEveryLinkIsAlive(t *testing.T) {
	s := repository(t)
	ids := func(path string) []string {
		tag, slug, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		var list []string
		root, _ := read(t, s, slug, tag)
		for n := range root.Descendants() {
			list = append(list, attr(n, "id"))
		}
		return list
	}
	each(t, func(t *testing.T, _ *Snapshot, slug, tag string, root *html.Node, source string) {
		for n := range root.Descendants() {
			for _, ref := range []string{attr(n, "href"), attr(n, "src")} {
				if ref == "" {
					continue
				}
				u, err := url.Parse(ref)
				if err != nil {
					t.Errorf("%q: %v", ref, err)
					continue
				}
				if u.Host != "" && u.Host != "example.org" {
					t.Errorf("a link to another host: %s", ref)
				}
				path := u.Path
				if path == "" {
					path = "/" + tag + "/" + slug
				}
				if !s.answers(path) {
					t.Errorf("the link %s leads nowhere", ref)
				} else if u.Fragment != "" && !slices.Contains(ids(path), u.Fragment) {
					t.Errorf("the link %s leads to no element", ref)
				}
			}
		}
	})
}

// answers reports whether there is something at a path, by the table of URLs in the design.
func (s *Snapshot) answers(path string) bool {
	if name, ok := strings.CutPrefix(path, "/assets/"); ok {
		_, found := s.Asset(name)
		return found
	}
	tag, slug, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	l, ok := s.Locales.Find(tag)
	if !ok {
		slug = strings.TrimPrefix(path, "/")
	}
	if page, second, ok := strings.Cut(slug, "/beside/"); ok {
		other, ok := s.Locales.Find(second)
		return ok && s.SideBySide(page, l.Index, other.Index) != nil
	}
	if page, name, ok := strings.Cut(slug, "/report"); ok && l != nil {
		if name == "" {
			return s.ReportParts(page, l.Index) != nil
		}
		p := s.Page(page)
		if p == nil {
			return false
		}
		_, ok := p.Part(strings.TrimPrefix(name, "/"), l)
		return ok
	}
	switch {
	case slug == render.FeedName:
		return s.Feed(l.Index) != nil
	case slug == "manifest.webmanifest" && l != nil:
		return s.Manifest(l.Index) != nil
	}
	_, ok = s.Publishable(slug)
	return ok
}

func TestR21AlternatesFormAClosedGraph(t *testing.T) {
	graph := map[string][]string{}
	each(t, func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string) {
		own := "https://example.org/" + tag + "/" + slug
		for n := range root.Descendants() {
			if attr(n, "rel") == "alternate" && attr(n, "hreflang") != "" {
				graph[own] = append(graph[own], attr(n, "href"))
			}
			if attr(n, "rel") == "canonical" && attr(n, "href") != own {
				t.Errorf("canonical is %s, want %s", attr(n, "href"), own)
			}
		}
		if !slices.Contains(graph[own], own) || !slices.Contains(graph[own], "https://example.org/"+slug) {
			t.Errorf("the alternates lack the page itself or x-default: %v", graph[own])
		}
		sitemap := string(s.Sitemap().Body(document.Identity).Bytes)
		if !strings.Contains(sitemap, "<loc>"+own+"</loc>") {
			t.Errorf("%s is not in the sitemap", own)
		}
	})
	for from, list := range graph {
		for _, to := range list {
			if back, ok := graph[to]; ok && !slices.Contains(back, from) {
				t.Errorf("%s names %s, and not the other way round", from, to)
			}
		}
	}
}

func TestR27LanguageLinksUseOwnNamesAndKeepThePage(t *testing.T) {
	each(t, func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string) {
		for _, l := range s.Locales.Locales {
			text, link := elementText(root, "a", "href", "/"+l.Tag+"/"+slug+"?remember")
			if link == nil || text != l.Name || attr(link, "lang") != l.Tag || attr(link, "hreflang") != l.Tag || attr(link, "dir") != "auto" || attr(link, "translate") != "no" {
				t.Errorf("the link to %s is %q %v", l.Tag, text, link)
			}
		}
	})
}

func TestR43AndR45EveryTranslatedPageSaysWhatItIs(t *testing.T) {
	each(t, func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string) {
		if footer, _ := elementText(root, "footer", "", ""); len(footer) < 20 {
			t.Error("no advice at the end of the page (R45)")
		}
		if slug == render.Home {
			return
		}
		if dates := strings.Count(source, "<time datetime="); dates < 3 {
			t.Errorf("%d dates, want published, updated and review by", dates)
		}
		if tag == "en" {
			return
		}
		if _, notice := elementText(root, "section", "class", "notice"); notice == nil {
			t.Error("a machine's draft without a warning (R42)")
		}
		if _, link := elementText(root, "a", "href", "/en/"+slug); link == nil {
			t.Error("no link to the English page")
		}
	})
}

func TestR32NoScriptAndNothingFromElsewhere(t *testing.T) {
	each(t, func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string) {
		for n := range root.Descendants() {
			own := strings.HasPrefix(attr(n, "src"), "/assets/reader.") && n.FirstChild == nil // for listening and keeping alone
			if n.Data == "script" && attr(n, "type") != "application/ld+json" && !own || n.Data == "style" || attr(n, "style") != "" {
				t.Errorf("<%s> in a page", n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s=%q in a page", a.Key, a.Val)
				}
			}
		}
	})
}

func TestIdentifiersAreUnique(t *testing.T) {
	each(t, func(t *testing.T, s *Snapshot, slug, tag string, root *html.Node, source string) {
		seen := map[string]bool{}
		for n := range root.Descendants() {
			if id := attr(n, "id"); id != "" {
				if seen[id] {
					t.Errorf("the id %q stands twice", id)
				}
				seen[id] = true
			}
		}
	})
}

func TestR29StyleSheetsAreLogicalAndKindToScripts(t *testing.T) {
	var css []byte
	for _, name := range []string{"site.css", "pages.css", "recordings.css", "wide.css", "paper.css"} {
		data, err := os.ReadFile("../render/assets/" + name)
		if err != nil {
			t.Fatal(err)
		}
		css = append(css, data...)
	}
	for _, bad := range []string{
		`[^-](left|right)\s*:`, `(margin|padding|border)-(left|right|top|bottom)`, `text-align:\s*(left|right|justify)`, `float:\s*(left|right)`,
		`letter-spacing`, `word-break:\s*break-all`, `@import`, `@font-face`, `url\(`, `[;{]\s*(width|height|min-width|max-width)\s*:`,
	} {
		if m := regexp.MustCompile(bad).Find(css); m != nil {
			t.Errorf("the style sheet says %q", m)
		}
	}
	if !strings.Contains(string(css), "Nastaliq") {
		t.Error("Urdu has no Nastaliq font")
	}
}

func TestPagesDoNotOfferWhatIsNotThere(t *testing.T) {
	s := repository(t)
	if s.Document("nowhere", 0) != nil || s.Document("safety", len(s.Locales.Locales)) != nil || s.Document("safety", -1) != nil {
		t.Error("a document that does not exist was given")
	}
	if _, ok := s.Publishable("nowhere"); ok {
		t.Error("a page that does not exist is publishable")
	}
}

func TestProblemsAreToldInEveryLanguage(t *testing.T) {
	s := repository(t)
	for p := range render.Problems {
		for i, l := range s.Locales.Locales {
			doc := s.Problem(p, i)
			if doc.Language != l.Tag || doc.Location != "" {
				t.Errorf("problem %d in %s: language %q, location %q", p, l.Tag, doc.Language, doc.Location)
			}
		}
	}
}

func TestR17ValidatorsDiffer(t *testing.T) {
	s := repository(t)
	seen := map[string]string{}
	for _, slug := range []string{render.Home, "safety", "side-effects", "therapy-session"} {
		for i, l := range s.Locales.Locales {
			for c := range document.Codings {
				tag := s.Document(slug, i).Body(c).ETag
				where := l.Tag + "/" + slug + " " + c.String()
				if other, ok := seen[tag]; ok {
					t.Errorf("%s and %s share the ETag %s", where, other, tag)
				}
				seen[tag] = where
			}
		}
	}
}
