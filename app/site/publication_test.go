package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"golang.org/x/net/html"
)

func TestLaw2AnEditedSentenceTurnsEnglishAloneAndComesBackWithItsText(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	_, before := read(t, f.load(), "page", "ar")
	if strings.Contains(before, "item two") {
		t.Fatal("a whole translation still shows English")
	}

	f.Edit(f.Content, "page.md", "- item two", "- item two, changed")
	f.Edit(f.Content, "page.md", "First paragraph", "A new one stands before.\n\nFirst paragraph")
	for _, synced := range []bool{false, true} {
		if synced {
			f.Sync()
		}
		root, source := read(t, f.load(), "page", "ar")
		var english []string
		texts(root, func(n *html.Node, text string) {
			if inherited(n, "lang") == "en" && attr(n.Parent, "hreflang") == "" && !strings.Contains(source, "<html lang=\"en\"") {
				english = append(english, text)
			}
		})
		body := strings.Join(english, "|")
		for _, want := range []string{"item two, changed", "A new one stands before."} {
			if !strings.Contains(body, want) {
				t.Errorf("synced %v: %q is not in English: %s", synced, want, body)
			}
		}
		for _, keeps := range []string{"بند أول", "فقرة مع", "اقتباس."} {
			if !strings.Contains(source, keeps) {
				t.Errorf("synced %v: %q is lost", synced, keeps)
			}
		}
		if strings.Contains(source, "بند ثان") {
			t.Errorf("synced %v: an outdated translation is shown", synced)
		}
	}
	if !strings.Contains(string(f.Locales["ar/page.ar.toml"].Data), "#~ بند ثان") {
		t.Error("sync did not keep the outdated words")
	}

	f.Edit(f.Content, "page.md", "- item two, changed", "- item two")
	f.Edit(f.Content, "page.md", "A new one stands before.\n\n", "")
	f.Sync()
	if _, after := read(t, f.load(), "page", "ar"); after != before {
		t.Error("the edit is undone and the page is not what it was")
	}
}

func TestR42CriticalPagesShowNoUnreviewedText(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	f.Edit(f.Content, "page.md", "order = 1\n", "order = 1\ncritical = true\n")
	f.Sync()
	root, source := read(t, f.load(), "page", "ar")
	if strings.Contains(source, "فقرة مع") {
		t.Error("a critical page shows a draft")
	}
	if lang := attr(root.FirstChild.NextSibling, "lang"); lang != "en" {
		t.Errorf("a page that is English throughout says lang=%q (R16)", lang)
	}
	signed := f.sign("ar", "page", "فقرة مع [رابط](/second).")
	f.Put(f.Locales, "ar/reviews.jsonl", signed)
	if _, source = read(t, f.load(), "page", "ar"); !strings.Contains(source, "فقرة مع") {
		t.Error("a critical page does not show a reviewed text")
	}
	f.Edit(f.Locales, "ar/page.ar.toml", "فقرة مع", "فقرة جديدة مع")
	if _, source = read(t, f.load(), "page", "ar"); strings.Contains(source, "فقرة جديدة") {
		t.Error("an edit after the review did not end the sign-off")
	}
}

// DESIGN, "State of one segment": an edit makes a draft beside the signed words, which readers of a critical page get as long as the English stands.
func TestCriticalPagesGoOnShowingTheSignedWords(t *testing.T) {
	const signed, edited = "فقرة مع [رابط](/second).", "فقرة جديدة مع [رابط](/second)."
	f := newFixture(t)
	f.Edit(f.Content, "page.md", "order = 1\n", "order = 1\ncritical = true\n")
	f.Sync()
	f.Arabic()
	older := f.sign("ar", "page", signed)
	f.signWords = true
	withWords := f.sign("ar", "page", signed)
	f.Edit(f.Locales, "ar/page.ar.toml", "فقرة مع", "فقرة جديدة مع")
	shown := func(when, ledger, want string) {
		t.Helper()
		f.Put(f.Locales, "ar/reviews.jsonl", ledger)
		_, source := read(t, f.load(), "page", "ar")
		for _, text := range []string{"فقرة مع", "فقرة جديدة مع", "First paragraph"} {
			if strings.Contains(source, text) != (text == want) {
				t.Errorf("%s: shows %q: %v, want %q", when, text, strings.Contains(source, text), want)
			}
		}
	}
	shown("the record has no words, and they are nowhere else", older, "First paragraph")
	f.site, f.history = nil, func(tag, key, hash string) (words catalog.Forms, ok bool) {
		if words = (catalog.Forms{Other: signed}); tag == "ar" && key == "page.intro.p1" && hash == catalog.Hash(words) {
			return words, true
		}
		return catalog.Forms{}, false
	}
	shown("the record has no words, and the history has them", older, "فقرة مع")
	f.site, f.history = nil, nil
	shown("the record has the words", withWords, "فقرة مع")
	successor := strings.Replace(f.sign("ar", "page", edited), "Dr. Test Example", "Dr. Somebody Else", 1)
	shown("their successor is signed", withWords+successor, "فقرة جديدة مع")
	catalog := string(f.Locales["ar/page.ar.toml"].Data)
	f.Edit(f.Locales, "ar/page.ar.toml", "[page.intro.p1]", "#~ "+signed+"\n[page.intro.p1]")
	shown("the record has no words, and they are a previous text", older, "فقرة مع")
	f.Put(f.Locales, "ar/page.ar.toml", strings.Replace(catalog, `"`+edited+`"`, `""`, 1))
	shown("the text was emptied", withWords, "فقرة مع")
	f.Edit(f.Content, "page.md", "First paragraph", "The first paragraph")
	f.Sync()
	if _, source := read(t, f.load(), "page", "ar"); strings.Contains(source, "فقرة مع") {
		t.Error("the signed words stand for another English (law 2)")
	}
	f.Edit(f.Content, "page.md", "The first paragraph", "First paragraph")
	f.Sync()
	shown("the English came back", withWords, "فقرة مع")
	shown("the words are taken back", withWords+strings.Replace(withWords, "{", `{"kind":"revoke",`, 1), "First paragraph")
}

// sign returns the ledger line that signs the entry with that text.
func (f *fixture) sign(tag, slug, text string) string {
	f.t.Helper()
	file, err := catalog.Parse("x", f.Locales[corpus.CatalogPath(tag, slug)].Data)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, m := range file.Messages() {
		if m.Forms.Other == text {
			r := catalog.Record{SignOff: catalog.SignOff{Key: m.Key, Source: m.Hash, Text: catalog.Hash(m.Forms), By: "Dr. Test Example", At: today}}
			if f.signWords {
				r.Words = catalog.Words(m.Forms)
			}
			line, err := r.Line()
			if err != nil {
				f.t.Fatal(err)
			}
			return string(line)
		}
	}
	f.t.Fatalf("no entry says %q", text)
	return ""
}

func TestMissingMessagesComeFromTheParentUnderItsOwnLanguage(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Translate("es", "page", "item one", "artículo uno")
	f.Translate("es", "page", "item two", "artículo dos")
	f.Translate("es-MX", "page", "item two", "artículo dos mexicano")
	root, _ := read(t, f.load(), "page", "es-MX")
	found := map[string]string{}
	texts(root, func(n *html.Node, text string) { found[text] = inherited(n, "lang") })
	for text, lang := range map[string]string{"artículo uno": "es", "artículo dos mexicano": "es-MX", "A quote here.": "en"} {
		if found[text] != lang {
			t.Errorf("%q stands under lang=%q, want %q", text, found[text], lang)
		}
	}
	if _, ok := found["artículo dos"]; ok {
		t.Error("the parent's text stands where the locale has its own")
	}
}

func TestPagesBelowMinCoverageAreNotOffered(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Translate("ar", "page", "item one", "بند أول")
	s := f.load()
	ar, _ := s.Locales.Find("ar")
	if set, _ := s.Publishable("page"); set.Has(ar.Index) {
		t.Error("a page with two words of Arabic is offered in Arabic")
	}
	if _, source := read(t, s, "page", "ar"); !strings.Contains(source, `content="noindex"`) {
		t.Error("a page below min_coverage may be indexed (R21)")
	}
	f.Arabic()
	if set, _ := f.load().Publishable("page"); !set.Has(ar.Index) {
		t.Error("a whole page is not offered")
	}
}

func TestFaultyTranslationsNeverReachAReader(t *testing.T) {
	for name, text := range map[string]string{
		"two paragraphs": `one\n\ntwo`, "a list": "- one", "a heading": "# one", "an HTML block": "<div>one</div>",
	} {
		f := newFixture(t)
		f.Sync()
		f.Arabic()
		f.Edit(f.Locales, "ar/page.ar.toml", `other = "بند أول"`, `other = "`+text+`"`)
		s := f.load()
		if _, source := read(t, s, "page", "ar"); !strings.Contains(source, "item one") {
			t.Errorf("%s: the English does not stand in its place", name)
		}
		if len(s.Faults) == 0 || s.Faults[0].Line == 0 || s.Faults[0].Col == 0 {
			t.Errorf("%s: faults %v", name, s.Faults)
		}
	}
}

func TestR39HTMLAndDangerousLinksAreDefused(t *testing.T) {
	for text, want := range map[string]string{
		`<b onclick=\"x()\">نص</b>`:                             "&lt;b onclick",
		`[خطر](JaVaScRiPt:alert(1)) [بيانات](data:text/html,x)`: "item one",
		`<b onclick=\"x()\">نص</b> [خطر](JaVaScRiPt:alert(1))`:  "item one",
	} {
		f := newFixture(t)
		f.Sync()
		f.Arabic()
		f.Edit(f.Locales, "ar/page.ar.toml", `other = "بند أول"`, `other = "`+text+`"`)
		root, source := read(t, f.load(), "page", "ar")
		for n := range root.Descendants() {
			if n.Data == "b" || attr(n, "onclick") != "" || strings.Contains(strings.ToLower(attr(n, "href")), "script:") || strings.HasPrefix(attr(n, "href"), "data:") {
				t.Errorf("a translation brought in <%s %v>", n.Data, n.Attr)
			}
		}
		if !strings.Contains(source, want) {
			t.Errorf("%s: there is no %s", text, want)
		}
	}
}

// R39, R47: a translation that leads elsewhere than its English, or has marks that readers would see, is English for readers, and the others of its
// file are served.
func TestATranslationLeadsWhereItsEnglishLeads(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		good := string(f.Locales["ar/page.ar.toml"].Data)
		for _, text := range []string{
			"بند [هنا](/page)", "بند https://evil.example", "بند evil@example.org", "![بند](/a.png)", "بند {#id}", "::: بند", "بند **أول", "بند [^1]", "[ ] بند", "بند [[أول]]",
			"بند ~أول~", "بند $$x$$", "بند {% x %}", "بند +49 30 123456", "بند 555-123-4567", "| بند | أول |", "بند __أول",
		} {
			f.Put(f.Locales, "ar/page.ar.toml", good)
			f.load()
			f.Edit(f.Locales, "ar/page.ar.toml", `other = "بند أول"`, `other = "`+text+`"`)
			f.Edit(f.Locales, "ar/page.ar.toml", "اقتباس.", "اقتباس جديد.")
			s := f.load()
			_, source := read(t, s, "page", "ar")
			if strings.Contains(source, text) || !strings.Contains(source, "item one") || !strings.Contains(source, "اقتباس جديد.") {
				t.Errorf("%s: readers do not get English for it, or not what else was saved", text)
			}
			if len(s.Faults) != 1 || s.Faults[0].Line == 0 || s.Faults[0].Col == 0 {
				t.Errorf("%s: faults %v", text, s.Faults)
			}
		}
	})
}

// R39: for browsers, //host and ///host are other sites; a link says https.
func TestALinkWithoutASchemeLeadsToNoOtherSite(t *testing.T) {
	f := newFixture(t)
	f.Edit(f.Content, "page.md", "- item one", "- [one](//evil.example) [two](///evil.example/x) [three](sms:741741)")
	f.Sync()
	root, _ := read(t, f.load(), "page", "en")
	var hrefs []string
	for n := range root.Descendants() {
		if href := attr(n, "href"); strings.Contains(href, "evil.example") || strings.HasPrefix(href, "sms:") {
			hrefs = append(hrefs, href)
		}
	}
	if len(hrefs) != 1 || hrefs[0] != "sms:741741" {
		t.Errorf("the links are %q", hrefs)
	}
}

func TestFixedSegmentsStayEnglishAndCountForNothing(t *testing.T) {
	f := newFixture(t)
	f.Edit(f.Content, "page.md", "> A quote here.", "<!-- notranslate -->\n> A quote here.")
	f.Sync()
	f.Translate("ar", "page", "item one", "بند أول")
	if strings.Contains(string(f.Locales["en/page.en.toml"].Data), "A quote here.") {
		t.Error("a fixed segment is in the catalog")
	}
	_, source := read(t, f.load(), "page", "ar")
	if !strings.Contains(source, `<p lang="en" dir="ltr" translate="no">A quote here.</p>`) {
		t.Errorf("the fixed segment is not marked:\n%s", source)
	}
	if !strings.Contains(source, "6 parts of this page are still in English.") {
		t.Errorf("the count of English parts is wrong:\n%s", source)
	}
}

func TestImagesStandUnderTheLanguageOfTheirText(t *testing.T) {
	f := newFixture(t)
	f.Put(f.Content, "img/knee.png", "\x89PNG fake")
	f.Sync()
	s := f.load()
	root, source := read(t, s, "page", "ar")
	for n := range root.Descendants() {
		if n.Data != "img" {
			continue
		}
		if attr(n, "alt") != "A drawing of a knee" || inherited(n, "lang") != "en" {
			t.Errorf("the image says %v", n.Attr)
		}
		if _, ok := s.Asset(strings.TrimPrefix(attr(n, "src"), "/assets/")); !ok {
			t.Errorf("no file at %s", attr(n, "src"))
		}
		return
	}
	t.Errorf("no image:\n%s", source)
}

// A new locale is in no list of languages until a guide reaches min_coverage in it, and who asks for it by URL is told so in that language.
func TestANewLocaleHidesUntilItIsOffered(t *testing.T) {
	f := newFixture(t)
	f.Edit(f.Locales, "locales.toml", "[[locale]]\ntag = \"ar\"", "[[locale]]\ntag = \"uk\"\nname = \"Українська\"\ndrafts = \"human\"\n\n[[locale]]\ntag = \"tok\"\nname = \"toki pona\"\ndrafts = \"human\"\n\n[[locale]]\ntag = \"ar\"")
	f.Sync()
	f.Arabic()
	links := func(source, tag string) bool { return strings.Contains(source, `hreflang="`+tag+`"`) }
	s := f.load()
	for _, slug := range []string{"page", ""} {
		for _, from := range []string{"en", "ar", "uk", "tok"} {
			_, source := read(t, s, slug, from)
			if links(source, "uk") || links(source, "tok") || !links(source, "ar") || !links(source, "en") {
				t.Errorf("%s in %s: the list of languages is wrong:\n%s", slug, from, source)
			}
			want := map[string]string{
				"uk":  `<p lang="uk" dir="ltr">Цей сайт поки що не повністю перекладено українською; чого бракує, показано англійською.</p>`,
				"tok": `>This site is not yet fully translated into your language; what is missing is shown in English.</p>`,
			}[from]
			if !strings.Contains(source, want) {
				t.Errorf("%s in %s: no notice %s in\n%s", slug, from, want, source)
			}
		}
	}
	// Not even where the whole interface is translated.
	english, err := catalog.Parse("ui.en.toml", f.Locales["en/ui.en.toml"].Data)
	if err != nil {
		t.Fatal(err)
	}
	var whole strings.Builder
	for _, m := range english.Messages() {
		fmt.Fprintf(&whole, "[%s]\nhash = %q\nother = %q\n", m.Key, catalog.Hash(m.Forms), m.Forms.Other)
		if m.Forms.Plural() {
			fmt.Fprintf(&whole, "one = %[1]q\nfew = %[1]q\nmany = %[1]q\n", m.Forms.Other)
		}
	}
	f.Put(f.Locales, "uk/ui.uk.toml", whole.String())
	if s = f.load(); len(s.Faults) > 0 {
		t.Fatal(s.Faults)
	}
	uk, _ := s.Locales.Find("uk")
	if set, _ := s.Publishable(""); set.Has(uk.Index) || strings.Contains(string(s.Sitemap().Body(document.Identity).Bytes), `"uk"`) {
		t.Error("the list of guides is offered in a locale that has none")
	}
	f.Remove(f.Locales, "uk/ui.uk.toml")
	if feed := f.load().Feed(uk.Index); feed.Language != "en" || strings.Count(string(feed.Body(document.Identity).Bytes), `xml:lang="en"`) != 2 {
		t.Errorf("the feed has English under another language: %s", feed.Body(document.Identity).Bytes)
	}
	arabic, _ := f.Locales["ar/page.ar.toml"]
	f.Put(f.Locales, "uk/page.uk.toml", string(arabic.Data))
	if _, source := read(t, f.load(), "page", "en"); !links(source, "uk") {
		t.Error("a locale that is offered is in no list of languages")
	}
}

// Law 6: the sentence stands in the language and the script of the locale, under the language that it is really in.
func TestTheNoticeOfANewLocaleIsInItsScript(t *testing.T) {
	f := newFixture(t)
	table := ""
	want := map[string]string{
		"pa-Arab": `<p>This site`, "ku-Arab": `<p>This site`, "zh-Hant-HK": `<p lang="zh-Hant-HK" dir="ltr">本網站`, "zh": `<p lang="zh" dir="ltr">本网站`,
		"arz": `<p lang="ar" dir="rtl">هذا`, "ckb": `<p lang="ckb" dir="rtl">ئەم`, "sr-Latn": `<p lang="sr-Latn" dir="ltr">Ovaj`, "sr": `<p lang="sr" dir="ltr">Овај`,
		"pa": `<p lang="pa" dir="ltr">ਇਹ`, "uz-Cyrl": `<p>This site`, "ht": `<p lang="ht" dir="ltr">Sit sa a`,
	}
	for tag := range want {
		table += "[[locale]]\ntag = \"" + tag + "\"\nname = \"" + tag + "\"\n"
	}
	f.Edit(f.Locales, "locales.toml", "[[locale]]\ntag = \"ar\"", table+"[[locale]]\ntag = \"ar\"")
	f.Sync()
	s := f.load()
	for tag, want := range want {
		if _, source := read(t, s, "page", tag); !strings.Contains(source, want) {
			t.Errorf("%s: no notice %s in\n%s", tag, want, source)
		}
	}
}
