package site

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// both runs a test in a small site and in a large one.
func both(t *testing.T, test func(t *testing.T, f *fixture)) {
	for _, eager := range []int{0, 1} {
		t.Run(fmt.Sprint("eager ", eager), func(t *testing.T) {
			f := newFixture(t)
			f.eager = eager
			f.Sync()
			f.Arabic()
			f.load()
			test(t, f)
		})
	}
}

// served returns every document, with the locales there are.
func (f *fixture) served() string {
	f.t.Helper()
	var all strings.Builder
	s := f.load()
	for i, l := range s.Locales.Locales {
		for _, p := range s.Pages {
			fmt.Fprintf(&all, "%s %s %s\n", l.Tag, p.Slug, s.Document(p.Slug, i).Body(document.Identity).Bytes)
		}
	}
	return all.String()
}

// expect fails unless the same is served as before, and there are faults or not.
func (f *fixture) expect(when, before string, faulty bool) {
	f.t.Helper()
	if f.served() != before {
		f.t.Errorf("%s: readers see something else", when)
	}
	if faults := f.site.Snapshot().Faults; (len(faults) > 0) != faulty {
		f.t.Errorf("%s: faults %v, wanted %v", when, faults, faulty)
	}
}

// F4a: a remark that is added and taken out again is no fault for ever.
func TestACatalogWithEveryTextIsNotCutOff(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		before := f.served()
		for _, name := range []string{"ar/page.ar.toml", "en/page.en.toml", "ar/ui.ar.toml", "en/ui.en.toml", "locales.toml"} {
			if f.Locales[name] == nil {
				f.Put(f.Locales, name, string(f.Locales["en/ui.en.toml"].Data[:0]))
				before = f.served()
			}
			good := string(f.Locales[name].Data)
			f.Put(f.Locales, name, good+"\n# a remark\n")
			f.expect(name+" with a remark", before, false)
			f.Put(f.Locales, name, good)
			f.expect(name+" without it", before, false)
		}
	})
}

// F4a: what is withdrawn by deleting the last text is gone once sync has laid out the file.
func TestACutEndsWhenSyncHasRun(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		before := f.served()
		name := "ar/page.ar.toml"
		good := string(f.Locales[name].Data)
		f.Put(f.Locales, name, good[:strings.LastIndex(good, "\n#. ")])
		f.expect("the last text is deleted", before, true)
		f.Sync()
		if f.served() == before || len(f.site.Snapshot().Faults) > 0 {
			t.Errorf("sync has run: the text that was deleted is still served, faults %v", f.site.Snapshot().Faults)
		}
	})
}

// F6: a page that was cut off anywhere is not served, until its English catalog is that of the shorter page.
func TestLaw7APageCutOffAnywhereIsNotServed(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		before := f.served()
		good := string(f.Content["page.md"].Data)
		for at := len(good) - 2; at > 0; at -= 7 {
			f.Put(f.Content, "page.md", good[:at])
			f.expect(fmt.Sprint("cut at ", at), before, true)
			f.Put(f.Content, "page.md", good)
			f.expect("mended", before, false)
		}
		f.Put(f.Content, "page.md", good[:strings.Index(good, "> A quote")])
		f.expect("cut before the quote", before, true)
		f.Sync()
		if source := f.served(); strings.Contains(source, "A quote here.") || strings.Contains(source, "اقتباس.") || len(f.site.Snapshot().Faults) > 0 {
			t.Errorf("sync has run, and the page is not the shorter one, faults %v", f.site.Snapshot().Faults)
		}
	})
}

// Editors save with other line ends, a byte order mark, or letters composed otherwise: a file that was cut off is no less so.
func TestLaw7ACutIsSeenWhateverTheEditorChanges(t *testing.T) {
	spellings := map[string]func(string) string{
		"CRLF": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"mark": func(s string) string { return "\uFEFF" + s },
		"both": func(s string) string { return "\uFEFF" + strings.ReplaceAll(s, "\n", "\r\n") },
		"NFD":  norm.NFD.String,
	}
	both(t, func(t *testing.T, f *fixture) {
		f.Put(f.Content, "page.md", string(f.Content["page.md"].Data)+"\nA café, cut off here.\n")
		f.Sync()
		f.Arabic()
		for tree, name := range map[*fstest.MapFS]string{&f.Content: "page.md", &f.Locales: "ar/page.ar.toml"} {
			good := string((*tree)[name].Data)
			before := f.served()
			for spelling, spell := range spellings {
				for _, saved := range []func(string) string{func(s string) string { return s }, spell} { // what is cut was saved as usual, or so
					f.Put(*tree, name, saved(good))
					f.expect(fmt.Sprint(name, " saved with ", spelling), before, false)
					for at := len(good) - 2; at > len(good)/2; at -= 41 {
						f.Put(*tree, name, spell(strings.ToValidUTF8(good[:at], "")))
						f.expect(fmt.Sprint(name, " with ", spelling, " cut at ", at), before, true)
						f.Put(*tree, name, saved(good))
					}
				}
			}
			f.Put(*tree, name, good)
			f.served()
		}
	})
}

// What is not translated stands in no catalog: nothing but SIGHUP tells that it is meant to be gone.
func TestAPageThatHasLostAnUntranslatedBlockWaitsForSIGHUP(t *testing.T) {
	f := newFixture(t)
	good := string(f.Content["page.md"].Data)
	f.Put(f.Content, "page.md", good+"\n<!-- notranslate -->\nCall 112.\n")
	f.Sync()
	f.load()
	before := f.served()
	f.Put(f.Content, "page.md", good)
	f.expect("cut off", before, true)
	f.reload(corpus.Changes{Anew: true})
	if source := f.served(); strings.Contains(source, "Call 112.") || len(f.site.Snapshot().Faults) > 0 {
		t.Errorf("the block is still there, faults %v", f.site.Snapshot().Faults)
	}
}

// An image is of no kind that tells whether it is whole.
func TestLaw7AnImageCutOffIsServedAsItWas(t *testing.T) {
	f := newFixture(t)
	f.Put(f.Content, "img/knee.png", "\x89PNG whole")
	f.Sync()
	f.load()
	before := f.served()
	for _, cut := range []string{"\x89PNG", ""} {
		f.Put(f.Content, "img/knee.png", cut)
		f.expect("cut off", before, true)
	}
	f.Put(f.Content, "img/knee.png", "\x89PNG whole")
	f.expect("mended", before, false)
	f.Put(f.Content, "img/knee.png", "\x89PNG")
	f.reload(corpus.Changes{Anew: true})
	if f.served() == before || len(f.site.Snapshot().Faults) > 0 {
		t.Errorf("an operator has said that the image is as it should be: faults %v", f.site.Snapshot().Faults)
	}
}

// An image that was there twice over, and is there once again, is whole.
func TestAnImageThatEndsAsItShouldIsNotCutOff(t *testing.T) {
	for name, good := range map[string]string{
		"img/knee.png": "\x89PNG IEND\xaeB`\x82", "img/knee.jpg": "\xff\xd8\xff \xff\xd9", "img/knee.gif": "GIF89a\x00;", "img/knee.svg": "<svg></svg>\n", "a.pdf": "%PDF-1.4\n%%EOF\n",
	} {
		f := newFixture(t)
		f.Put(f.Content, name, good)
		f.Sync()
		f.load()
		before := f.served()
		f.Put(f.Content, name, good+good)
		f.load()
		f.Put(f.Content, name, good)
		f.expect(name+" is whole again", before, false)
		f.Put(f.Content, name, good[:len(good)-2])
		f.expect(name+" is cut off", before, true)
		f.Put(f.Content, name, "\r\n"+good)
		f.expect(name+" is damaged at its beginning", before, true)
		f.Put(f.Content, name, good)
		f.expect(name+" is mended", before, false)
	}
}

// F6: a table that was cut off between two entries loses no language, until its folder is gone too, or an operator says so.
func TestLaw7ATableCutOffLosesNoLanguage(t *testing.T) {
	cut := sitetest.TableFile[:strings.Index(sitetest.TableFile, "[[locale]]\ntag = \"es-MX\"")]
	gone := map[string]func(f *fixture){
		"SIGHUP": func(f *fixture) { f.reload(corpus.Changes{Anew: true}) },
		"its folder is gone": func(f *fixture) {
			for name := range f.Locales {
				if strings.HasPrefix(name, "es-MX/") {
					f.Remove(f.Locales, name)
				}
			}
		},
	}
	for name, end := range gone {
		both(t, func(t *testing.T, f *fixture) {
			before := f.served()
			f.Put(f.Locales, "locales.toml", cut)
			f.expect("cut off", before, true)
			end(f)
			f.load()
			if _, ok := f.site.Snapshot().Locales.Find("es-MX"); ok {
				t.Errorf("%s: the locale is still served", name)
			}
		})
	}
}

// F6: a folder that is away for a moment, or a whole tree, changes nothing.
func TestLaw7AFolderThatIsAwayKeepsItsTexts(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		before := f.served()
		for _, prefix := range []string{"ar/", ""} {
			kept := map[string]string{}
			for name, file := range f.Locales {
				if strings.HasPrefix(name, prefix) {
					kept[name] = string(file.Data)
					f.Remove(f.Locales, name)
				}
			}
			f.expect(prefix+" is away", before, true)
			f.site.Retry()
			f.expect(prefix+" is still away", before, true)
			for name, text := range kept {
				f.Put(f.Locales, name, text)
			}
			if !f.site.Retry() {
				t.Error("nobody looks whether it is back")
			}
			f.expect(prefix+" is back", before, false)
		}
		for name := range f.Locales {
			if strings.HasPrefix(name, "ar/") {
				f.Remove(f.Locales, name)
			}
		}
		f.expect("ar is away", before, true)
		f.reload(corpus.Changes{Anew: true})
		if strings.Contains(f.served(), "اقتباس.") {
			t.Error("an operator has said that the folder is gone, and its texts are served")
		}
	})
}

// F4b: what was at fault is tried again although nobody tells of a change.
func TestWhatIsAtFaultIsTriedAgain(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		before := f.served()
		for _, name := range []string{"ar/page.ar.toml", "en/page.en.toml", "en/ui.en.toml", "locales.toml", "page.md"} {
			tree := f.Locales
			if name == "page.md" {
				tree = f.Content
			}
			good := tree[name]
			for kind, spoil := range map[string]func(){
				"broken":     func() { f.Put(tree, name, "[broken") },
				"unreadable": func() { f.Put(tree, name, ""); tree[name].Mode = fs.ModeNamedPipe },
			} {
				spoil()
				f.expect(name+" is "+kind, before, true)
				if f.site.Retry() {
					t.Errorf("%s is no other than it was, and is read again", name)
				}
				tree[name] = good
				none := []string{}
				f.reload(corpus.Changes{Content: none, Locales: none})
				if faults := f.site.Snapshot().Faults; len(faults) > 0 {
					t.Errorf("%s was %s and is mended: faults %v", name, kind, faults)
				}
				f.expect(name+" was "+kind+" and is mended", before, false)
			}
		}
	})
}
