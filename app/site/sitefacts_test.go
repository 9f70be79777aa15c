package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
)

// withSite runs a test in a small and a large site that says who stands behind it, in Arabic too.
func withSite(t *testing.T, test func(t *testing.T, f *fixture)) {
	both(t, func(t *testing.T, f *fixture) {
		f.Put(f.Content, "site.toml", sitetest.SiteFile)
		f.Sync()
		for english, text := range map[string]string{"The Clinic": "العيادة", "Who we are.": "من نحن.", "Operator Foundation": "مؤسسة", "ambulance": "الإسعاف"} {
			f.Translate("ar", "site", english, text)
		}
		f.Put(f.Locales, "ar/ui.ar.toml", f.interfaceOf("ui.report.title", "بلاغ", "ui.home.title", "دليل", "ui.languages.title", "اللغات", "ui.problem.not-found.title", "لا شيء", "ui.report.thanks.title", "شكرا", "ui.short.machine", "آلة"))
		if faults := f.load().Faults; len(faults) > 0 {
			t.Fatal(faults)
		}
		test(t, f)
	})
}

// What a site says of itself decides nothing about what is offered in which language.
func TestSiteFactsOfferAndHideNoLanguage(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		s := f.site.Snapshot()
		listed, home := s.Listed(), offeredOf(s, render.Home)
		f.Put(f.Content, "site.toml", sitetest.SiteFile+strings.Repeat("# words\n", 3))
		f.Sync()
		if s = f.load(); s.Listed() != listed || offeredOf(s, render.Home) != home || slices.Contains(s.Slugs(), "site") || s.Page("site") != nil {
			t.Errorf("other languages or pages are offered: %v", s.Slugs())
		}
	})
}

func offeredOf(s *Snapshot, slug string) locale.Set {
	set, _ := s.Publishable(slug)
	return set
}

func TestR55TheFeedNamesItsAuthors(t *testing.T) {
	withSite(t, func(t *testing.T, f *fixture) {
		f.Edit(f.Content, "page.md", "order = 1", "order = 1\nauthors = [\"Dr. Ada & Co\"]")
		s := f.load()
		ar, _ := s.Locales.Find("ar")
		feed := string(s.FeedFile(ar).Body(document.Identity).Bytes)
		for _, want := range []string{`<author><name xml:lang="ar">مؤسسة</name><email>info@example.org</email></author>`, `<author><name xml:lang="">Dr. Ada &amp; Co</name></author>`, `<subtitle xml:lang="ar">آلة</subtitle>`} {
			if !strings.Contains(feed, want) {
				t.Errorf("no %s in %s", want, feed)
			}
		}
	})
}

// everyKind returns a document of every kind in a locale.
func everyKind(s *Snapshot, tag string) map[string]*document.Document {
	l, _ := s.Locales.Find(tag)
	english := s.Locales.English()
	page := s.Page("page")
	part, _ := page.Part("intro.p1", l)
	return map[string]*document.Document{
		"guide": s.Document("page", l.Index), "list": s.Document(render.Home, l.Index), "languages": s.Document(render.Languages, l.Index), "problem": s.ProblemPage(render.NotFound, l),
		"beside": s.SideBySidePage(page, l, english), "parts": s.ReportPartsPage(page, l), "thanks": s.ReportThanksPage(page, l),
		"gone": s.ReportGone("page", l), "form": s.ReportForm(render.ReportForm{Part: part}),
	}
}

func TestR55EveryDocumentSaysWhoStandsBehindIt(t *testing.T) {
	withSite(t, func(t *testing.T, f *fixture) {
		for tag, operator := range map[string]string{"en": "Operator Foundation", "ar": "مؤسسة", "es": "Operator Foundation"} {
			for kind, doc := range everyKind(f.site.Snapshot(), tag) {
				body := string(doc.Body(document.Identity).Bytes)
				for _, want := range []string{operator, `href="mailto:info@example.org"`, `href="tel:+4930123"`, `href="tel:112"`, `<bdi dir="ltr" translate="no">112</bdi>`, `href="/` + tag + `/second"`, `href="https://example.org/112"`} {
					if !strings.Contains(body, want) {
						t.Errorf("%s %s: no %s", tag, kind, want)
					}
				}
			}
		}
	})
}

// Law 6: what is not translated stands under its own language, and the country has its name in that of the reader.
func TestLaw6WhoStandsBehindTheSiteIsToldInTrueLanguages(t *testing.T) {
	withSite(t, func(t *testing.T, f *fixture) {
		s := f.site.Snapshot()
		for _, tag := range []string{"en", "ar", "es"} {
			for kind, doc := range everyKind(s, tag) {
				root, err := html.Parse(strings.NewReader(string(doc.Body(document.Identity).Bytes)))
				if err != nil {
					t.Fatal(err)
				}
				texts(root, func(n *html.Node, text string) {
					lang := inherited(n, "lang")
					for _, of := range []struct{ lang, words string }{
						{"en", "The Clinic"}, {"en", "Who we are."}, {"en", "Operator Foundation"}, {"en", "1 Street, Town"}, {"en", "ambulance"},
						{"ar", "العيادة"}, {"ar", "من نحن."}, {"ar", "مؤسسة"}, {"ar", "الإسعاف"}, {"es", "Alemania"}, {"ar", "ألمانيا"}, {"en", "Germany"},
					} {
						if strings.Contains(text, of.words) && lang != of.lang && n.Parent.Data != "script" {
							t.Errorf("%s %s: %q stands under lang=%q", tag, kind, of.words, lang)
						}
					}
				})
			}
		}
		if _, source := read(t, s, "page", "ar"); !strings.Contains(source, "ألمانيا") || !strings.Contains(source, `<a class="name" translate="no" href="/ar/">العيادة</a>`) {
			t.Error("the country or the name is not in Arabic")
		}
		if _, source := read(t, s, "page", "ar"); !strings.Contains(source, `property="og:site_name" content="العيادة"`) || !strings.Contains(source, `"publisher":{"@type":"Organization","name":"مؤسسة"`) {
			t.Error("programs are not told who publishes the page")
		}
	})
}

func TestR55AnEmptyFieldHasNoLine(t *testing.T) {
	withSite(t, func(t *testing.T, f *fixture) {
		for field, gone := range map[string]string{
			"operator =": "Published by", "mail =": "mailto:", "telephone =": "tel:+49", "address =": "Address:", "privacy =": `class="legal"`,
			"description =": "Who we are.", "name =": "The Clinic", "country =": "Germany", "service =": "ambulance",
		} {
			before, rest, ok := strings.Cut(sitetest.SiteFile, "\n"+field)
			if !ok {
				before, rest, _ = strings.Cut("\n"+sitetest.SiteFile, "\n"+field)
			}
			_, after, _ := strings.Cut(rest, "\n")
			f.Put(f.Content, "site.toml", strings.TrimPrefix(before+"\n"+after, "\n"))
			f.site = nil // not the last good one
			s := f.load()
			_, source := read(t, s, "page", "en")
			if gone == "Published by" {
				gone += " <bdi"
			}
			if strings.Contains(source, gone) {
				t.Errorf("without %s the page still has %s", field, gone)
			}
		}
		f.Put(f.Content, "site.toml", "# nobody says anything\n")
		f.site = nil
		_, source := read(t, f.load(), "page", "en")
		for _, gone := range []string{`class="operator"`, `class="byline"`, `class="contact"`, `class="emergency"`, `class="legal"`, `class="sources"`, `"publisher"`, "<li></li>", "<ul>\n</ul>"} {
			if strings.Contains(source, gone) {
				t.Errorf("an empty site.toml leaves %s", gone)
			}
		}
	})
}

func TestAScriptInTheNameOfTheSiteIsText(t *testing.T) {
	f := newFixture(t)
	f.Put(f.Content, "site.toml", "name = \"<script>alert(1)</script>\"\noperator = \"\\\"><img src=x>\"\n")
	f.Sync()
	for kind, doc := range everyKind(f.load(), "ar") {
		body := string(doc.Body(document.Identity).Bytes)
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x") || !strings.Contains(body, "&lt;script&gt;alert(1)&lt;/script&gt;") {
			t.Errorf("%s: the name is not text", kind)
		}
	}
}

// Whatever of site.toml or its catalogs changes, what shows it is made anew, and nothing else is.
func TestAChangeOfSiteFactsRebuildsWhatShowsThem(t *testing.T) {
	withSite(t, func(t *testing.T, f *fixture) {
		documents := func() map[string]*document.Document {
			all, s := map[string]*document.Document{}, f.site.Snapshot()
			for _, l := range s.Locales.Locales {
				for _, slug := range s.Slugs() {
					all[l.Tag+"/"+slug] = s.Document(slug, l.Index)
				}
			}
			return all
		}
		changed := func(c corpus.Changes) (tags map[string]int) {
			before := documents()
			f.reload(c)
			tags = map[string]int{}
			for name, doc := range documents() {
				if doc != before[name] {
					tag, _, _ := strings.Cut(name, "/")
					tags[tag]++
				}
			}
			return tags
		}
		all := len(f.site.Snapshot().Slugs())
		arabic := string(f.Locales["ar/site.ar.toml"].Data)
		if tags := changed(f.putLocale("ar/site.ar.toml", strings.Replace(arabic, "مؤسسة", "مؤسسة أخرى", 1))); len(tags) != 1 || tags["ar"] != all {
			t.Errorf("a change in Arabic made anew: %v", tags)
		}
		if tags := changed(f.putPage("site.toml", strings.Replace(sitetest.SiteFile, "info@", "new@", 1))); len(tags) != 4 || tags["es"] != all {
			t.Errorf("another address made anew: %v", tags)
		}
		if tags := changed(f.putPage("page.md", strings.Replace(sitetest.PageFile, "item one", "item 1", 1))); tags["ar"] != 2 { // it and the list, whose shares change
			t.Errorf("another page made anew: %v", tags)
		}
		if tags := changed(f.putPage("second.md", strings.Replace(sitetest.OtherFile, "Another title", "Privacy", 1))); tags["en"] != all {
			t.Errorf("the title of the page about privacy made anew: %v", tags)
		}
	})
}

// Law 7, law 9: a fault in site.toml changes nothing for readers; at the first reading it costs its field alone.
func TestLaw9AFaultInSiteFileCostsItsFieldAlone(t *testing.T) {
	withSite(t, func(t *testing.T, f *fixture) {
		before := f.served()
		for _, spoilt := range []string{
			strings.Replace(sitetest.SiteFile, `"info@example.org"`, "info@example.org", 1), sitetest.SiteFile + "colour = \"red\"\n",
			sitetest.SiteFile[:len(sitetest.SiteFile)/2], "\n", "[[[\n",
		} {
			f.Put(f.Content, "site.toml", spoilt)
			f.expect(spoilt, before, true)
		}
		f.Put(f.Content, "site.toml", strings.Replace(sitetest.SiteFile, `"info@example.org"`, `"info"`, 1))
		f.site = nil
		s := f.load()
		if _, source := read(t, s, "page", "ar"); len(s.Faults) != 1 || s.Faults[0].Error() != `content/site.toml:7:8: mail is one e-mail address and nothing else, for example mail = "contact@example.org"` ||
			strings.Contains(source, "mailto:") || !strings.Contains(source, "مؤسسة") {
			t.Errorf("got %v", s.Faults)
		}
		f.Put(f.Content, "site.toml", sitetest.SiteFile)
		f.expect("mended", before, false)
		f.Put(f.Content, "site.toml", strings.Replace(sitetest.SiteFile, `"second"`, `"nowhere"`, 1))
		if s := f.load(); len(s.Faults) != 1 || !strings.Contains(s.Faults[0].Error(), `content/site.toml:4:11: there is no page "nowhere"`) {
			t.Errorf("got %v", s.Faults)
		}
	})
}

// R42: every page that is no guide says that a machine drafted its texts, but not in English.
func TestR42EveryPageSaysThatAMachineDraftedIt(t *testing.T) {
	withSite(t, func(t *testing.T, f *fixture) {
		for tag, says := range map[string]bool{"ar": true, "en": false, "es": false} {
			for kind, doc := range everyKind(f.load(), tag) {
				_, note := elementText(parsed(t, doc), "p", "class", "drafted")
				if kind == "guide" || kind == "beside" {
					continue // whose notices say it
				}
				if (note != nil) != says || note != nil && attr(note, "role") != "note" {
					t.Errorf("%s %s: the note is there: %v, want %v", tag, kind, note != nil, says)
				}
			}
		}
	})
}

// interfaceOf returns the Arabic interface with some texts, given as keys and words.
func (f *fixture) interfaceOf(pairs ...string) string {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(&b, "[%s]\nhash = %q\nother = %q\n\n", pairs[i], catalog.Hash(catalog.Forms{Other: f.site.Snapshot().word(pairs[i])}), pairs[i+1])
	}
	return b.String()
}
