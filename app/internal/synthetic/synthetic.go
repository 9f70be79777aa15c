// Package synthetic makes sites of any size to measure with: English pages of about 5 KB, and catalogs in many scripts, laid out as the
// command sync would. The same size gives the same bytes every time.
package synthetic

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/locales"
)

// language is a locale with the letters that its words are made of.
type language struct{ tag, name, letters string }

const (
	latin      = "aeiounrstlmdcpbgvfhzáéíóúñçãöüß"
	cyrillic   = "абвгдежзиклмнопрстуфхцчшщыьэюя"
	arabic     = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
	devanagari = "अआइईउऊएऐओकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह"
	han        = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长"
	thai       = "กขคงจชซดตถทธนบปผพฟภมยรลวสหอะาิีุูเแโไ"
)

// Languages are the locales that a site may have, English first.
var languages = []language{
	{"en", "English", latin}, {"ar", "العربية", arabic}, {"es", "Español", latin}, {"fr", "Français", latin},
	{"hi", "हिन्दी", devanagari}, {"th", "ไทย", thai}, {"zh-Hans", "简体中文", han}, {"de", "Deutsch", latin},
	{"ru", "Русский", cyrillic}, {"pt-BR", "Português do Brasil", latin}, {"fa", "فارسی", arabic}, {"tr", "Türkçe", latin},
	{"vi", "Tiếng Việt", latin}, {"pl", "Polski", latin}, {"uk", "Українська", cyrillic}, {"it", "Italiano", latin},
	{"zh-Hant", "繁體中文", han}, {"ja", "日本語", han}, {"bn", "বাংলা", "অআইঈউঊএঐওকখগঘচছজঝটঠডঢতথদধনপফবভমযরলশষসহ"},
	{"ur", "اردو", arabic}, {"ko", "한국어", "가나다라마바사아자차카타파하고노도로모보소오조초코토포호"}, {"nl", "Nederlands", latin},
	{"ro", "Română", latin}, {"el", "Ελληνικά", "αβγδεζηθικλμνξοπρστυφχψω"}, {"he", "עברית", "אבגדהוזחטיכלמנסעפצקרשת"},
	{"hu", "Magyar", latin}, {"cs", "Čeština", latin}, {"sv", "Svenska", latin}, {"da", "Dansk", latin}, {"fi", "Suomi", latin},
	{"nb", "Norsk bokmål", latin}, {"bg", "Български", cyrillic}, {"sr", "Српски", cyrillic}, {"hr", "Hrvatski", latin},
	{"sk", "Slovenčina", latin}, {"sl", "Slovenščina", latin}, {"lt", "Lietuvių", latin}, {"lv", "Latviešu", latin},
	{"et", "Eesti", latin}, {"id", "Bahasa Indonesia", latin}, {"ms", "Bahasa Melayu", latin}, {"sw", "Kiswahili", latin},
	{"so", "Soomaali", latin}, {"ti", "ትግርኛ", "ሀለሐመሠረሰሸቀበተቸነኘአከወዘየደጀገጠጨጰጸፀፈፐ"}, {"am", "አማርኛ", "ሀለሐመሠረሰሸቀበተቸነኘአከወዘየደጀገጠጨጰጸፀፈፐ"},
	{"ta", "தமிழ்", "அஆஇஈஉஊஎஏஐகஙசஞடணதநபமயரலவழளறன"}, {"te", "తెలుగు", "అఆఇఈఉఊఎఏఐఒకఖగఘచఛజఝటఠడఢతథదధనపఫబభమయరలవశషసహ"},
	{"my", "မြန်မာ", "ကခဂငစဆဇညတထဒနပဖဗဘမယရလဝသဟအ"}, {"km", "ខ្មែរ", "កខគឃងចឆជឈញតថទធនបផពភមយរលវសហអ"}, {"ps", "پښتو", arabic},
}

// Site is a site in memory.
type Site struct{ Content, Locales fstest.MapFS }

// New makes a site of that many pages in that many locales, 50 at most.
func New(pages, count int) Site {
	s := Site{fstest.MapFS{}, fstest.MapFS{}}
	table := "min_coverage = 0.8\n"
	for _, l := range languages[:count] {
		table += fmt.Sprintf("[[locale]]\ntag = %q\nname = %q\ndrafts = \"machine\"\n", l.tag, l.name)
		path := l.tag + "/ui." + l.tag + ".toml"
		if data, err := fs.ReadFile(locales.FS, path); err == nil {
			s.Locales[path] = &fstest.MapFile{Data: data}
		}
	}
	s.Locales["locales.toml"] = &fstest.MapFile{Data: []byte(table)}
	vocabularies := map[string]vocabulary{}
	for _, l := range languages[1:count] {
		vocabularies[l.tag] = newVocabulary(l.tag, l.letters)
	}
	for i := range pages {
		s.add(i, count, vocabularies)
	}
	return s
}

// Slug returns the slug of page i.
func Slug(i int) string { return fmt.Sprintf("guide-%05d", i) }

// add makes one page with its catalogs.
func (s Site) add(i, count int, vocabularies map[string]vocabulary) {
	random := rand.New(rand.NewPCG(uint64(i), 22))
	slug := Slug(i)
	source := page(random, i)
	s.Content[slug+".md"] = &fstest.MapFile{Data: source}
	parsed, err := segment.Parse(slug, slug+".md", source)
	if err != nil {
		panic(err)
	}
	english := catalog.SyncEnglish(parsed, nil)
	s.Locales["en/"+slug+".en.toml"] = &fstest.MapFile{Data: english.Bytes()}
	empty := bytes.Split(catalog.SyncLocale(english, nil, []string{"other"}).Bytes(), []byte(`other = ""`))
	messages := english.Messages()
	for _, l := range languages[1:count] {
		random := rand.New(rand.NewPCG(uint64(i), uint64(len(l.tag))<<8|uint64(l.tag[0])))
		var b bytes.Buffer
		for m, part := range empty {
			b.Write(part)
			if m < len(messages) {
				b.WriteString(`other = "` + vocabularies[l.tag].text(random, len(messages[m].Forms.Other)) + `"`)
			}
		}
		s.Locales[l.tag+"/"+slug+"."+l.tag+".toml"] = &fstest.MapFile{Data: b.Bytes()}
	}
}

// vocabularySize is how many words a language has; of a text of health guides most are among the first thousand.
const vocabularySize = 20_000

// vocabulary is the words of a language. A word is used as often as its place says, as in all languages (Zipf's law).
type vocabulary struct{ words []string }

// newVocabulary makes words of letters, six long on average.
func newVocabulary(tag, letters string) vocabulary {
	random := rand.New(rand.NewPCG(22, uint64(len(tag))<<8|uint64(tag[0])))
	all := []rune(letters)
	v := vocabulary{make([]string, vocabularySize)}
	for i := range v.words {
		var b strings.Builder
		for n := 0; n == 0 || random.IntN(6) > 0; n++ {
			b.WriteRune(all[random.IntN(min(len(all), 8+random.IntN(len(all))))])
		}
		v.words[i] = b.String()
	}
	return v
}

// text makes a text as long as English of that many bytes.
func (v vocabulary) text(random *rand.Rand, length int) string {
	place := rand.NewZipf(random, 1.1, 2.7, vocabularySize-1)
	var b strings.Builder
	for n := 0; n < length; {
		word := []rune(v.words[place.Uint64()])
		word = word[:min(len(word), length-n)]
		if n > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(string(word))
		n += len(word) + 1
	}
	return b.String()
}

var words = strings.Fields(`the a of to and in is your you for are that will may can with team care doctor nurse treatment cells body child
	before after during often rarely pain risk test blood visit hospital home night day week eat drink rest call help ask question plan needle
	vein small safe clean sign fever cold warm skin arm hand leg heart lung sleep family school medicine dose morning evening`)

// sentence makes n English words.
func sentence(random *rand.Rand, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = words[random.IntN(len(words))]
	}
	s := strings.Join(list, " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// page makes the Markdown of page i.
func page(random *rand.Rand, i int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = \"%s %d\"\ndescription = \"%s.\"\norder = %d\npublished = 2026-01-02\nupdated = 2026-03-04\n+++\n\n",
		sentence(random, 5), i, sentence(random, 12), i)
	for range 6 {
		b.WriteString("## " + sentence(random, 4) + "\n\n")
		for range 3 {
			fmt.Fprintf(&b, "%s. %s. **%s**. %s.\n\n", sentence(random, 12), sentence(random, 14), sentence(random, 3), sentence(random, 10))
		}
		for range 3 {
			b.WriteString("- " + sentence(random, 9) + "\n")
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

// Write puts the site into two folders below dir: content and locales.
func (s Site) Write(dir string) error {
	for folder, tree := range map[string]fstest.MapFS{"content": s.Content, "locales": s.Locales} {
		for name, f := range tree {
			path := filepath.Join(dir, folder, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
