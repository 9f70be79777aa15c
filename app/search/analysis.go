package search

import (
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/in"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
	"github.com/blevesearch/bleve/v2/registry"
	"golang.org/x/text/unicode/norm"
)

// language is how words are compared in one language.
type language struct {
	normalize []analysis.TokenFilter // make spellings of one word alike
	stem      analysis.TokenFilter   // removes grammatical endings, and in Arabic the article; nil for none
	stop      analysis.TokenMap      // words that say little; nil if none are known
	marked    bool                   // a word means another one without its marks: one that is written with the same marks comes first
	elides    bool                   // articles are written to the next word with an apostrophe
	prefixes  string                 // letters that may be written to the front of any word
}

// stopWords makes a list of bleve's.
func stopWords(make func(map[string]any, *registry.Cache) (analysis.TokenMap, error)) analysis.TokenMap {
	words, err := make(nil, nil)
	if err != nil {
		return nil
	}
	return words
}

// languageOf returns what is known of the language of a tag. Words that say little are known without their accents too.
func languageOf(tag string) language {
	l := filtersOf(tag)
	plain := analysis.TokenMap{}
	for w := range l.stop {
		plain[w], plain[foldMarks(lowerCase(w))] = true, true
	}
	l.stop = plain
	return l
}

func filtersOf(tag string) language {
	primary, _, _ := strings.Cut(tag, "-")
	arabic := ar.NewArabicNormalizeFilter()
	switch primary {
	case "ar":
		return language{normalize: []analysis.TokenFilter{arabic}, stem: ar.NewArabicStemmerFilter(), stop: stopWords(ar.TokenMapConstructor)}
	case "de":
		return language{normalize: []analysis.TokenFilter{de.NewGermanNormalizeFilter()}, stem: de.NewGermanLightStemmerFilter(), stop: stopWords(de.TokenMapConstructor)}
	case "en":
		return language{stem: en.NewEnglishStemmerFilter(), stop: stopWords(en.TokenMapConstructor)}
	case "es":
		return language{stem: es.NewSpanishLightStemmerFilter(), stop: stopWords(es.TokenMapConstructor)}
	case "fa", "ur":
		l := language{normalize: []analysis.TokenFilter{arabic, fa.NewPersianNormalizeFilter()}}
		if primary == "fa" {
			l.stop = stopWords(fa.TokenMapConstructor)
		}
		return l
	case "fr":
		return language{stem: fr.NewFrenchLightStemmerFilter(), stop: stopWords(fr.TokenMapConstructor), elides: true}
	case "he":
		return language{prefixes: "הובלמשכ", stop: ownStopWords(primary)}
	case "hi":
		return language{normalize: []analysis.TokenFilter{in.NewIndicNormalizeFilter(), hi.NewHindiNormalizeFilter()}, stem: hi.NewHindiStemmerFilter(), stop: stopWords(hi.TokenMapConstructor)}
	case "bn":
		return language{normalize: []analysis.TokenFilter{in.NewIndicNormalizeFilter()}, stop: ownStopWords(primary)}
	case "id":
		return language{stop: stopWords(id.TokenMapConstructor)}
	case "it":
		return language{stem: it.NewItalianLightStemmerFilterFilter(), stop: stopWords(it.TokenMapConstructor), elides: true}
	case "pt":
		return language{stem: pt.NewPortugueseLightStemmerFilter(), stop: stopWords(pt.TokenMapConstructor)}
	case "ru":
		return language{stem: ru.NewRussianStemmerFilter(), stop: stopWords(ru.TokenMapConstructor)}
	case "vi":
		return language{marked: true}
	case "tr":
		return language{stem: tr.NewTurkishStemmerFilter(), stop: stopWords(tr.TokenMapConstructor)}
	}
	return language{}
}

// word is one word in the forms in which it is compared.
type word struct {
	folded string    // as it is written, without what readers leave out
	marked string    // with its marks, where these tell it from other words; else ""
	stems  [2]string // without grammatical endings: of the word as it is written, and of the folded one
	stop   bool
}

// word returns the forms of a word.
func (l *language) word(text string) word {
	lower := lowerCase(text)
	if l.elides {
		if _, rest, ok := strings.Cut(lower, "'"); ok && rest != "" {
			lower = rest
		}
	} else if at := strings.IndexByte(lower, '\''); at > 0 { // a possessive, or a case ending behind a name
		lower = lower[:at]
	}
	plain := l.filter(lower, l.normalize...)
	w := word{folded: foldMarks(plain)}
	if l.marked && lower != w.folded {
		w.marked = markedForm(lower)
	}
	w.stems = [2]string{w.folded, w.folded}
	if l.stem != nil {
		w.stems = [2]string{foldMarks(l.filter(plain, l.stem)), foldMarks(l.filter(w.folded, l.stem))}
	}
	w.stop = l.stop[lower] || l.stop[plain] || l.stop[w.folded]
	return w
}

// markedForm returns a word as it stands in a dictionary with its marks, which no folded word looks like.
func markedForm(lower string) string { return "\x00" + lower }

// filter runs filters over one word. A filter that leaves nothing is passed over.
func (l *language) filter(text string, filters ...analysis.TokenFilter) string {
	for _, f := range filters {
		stream := f.Filter(analysis.TokenStream{{Term: []byte(text)}})
		if len(stream) == 1 && len(stream[0].Term) > 0 {
			text = string(stream[0].Term)
		}
	}
	return text
}

// lowerCase returns a text in compatibility composition, in lower case, with straight apostrophes, digits of any script as ASCII, hiragana
// for katakana and simplified for traditional Chinese letters.
func lowerCase(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'İ' || r == 'I':
			return 'i'
		case r == '’' || r == 'ʼ' || r == '＇':
			return '\''
		case 'ァ' <= r && r <= 'ヶ':
			return r - 'ァ' + 'ぁ'
		case r == '\u200C' || r == '\u200D' || r == '\u00AD':
			return -1
		case unicode.Is(unicode.Nd, r) && r > '9':
			return '0' + rune(digitOf(r))
		case unicode.Is(unicode.Han, r):
			if s, ok := simplified()[r]; ok {
				return s
			}
			return r
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}

// digitOf returns the value of a decimal digit: Unicode has those of a script in a row, the zero first, at a multiple of ten from a boundary that
// the table of digits shows.
func digitOf(r rune) int {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	return 0
}

// foldCluster returns a cluster of a script without spaces as it is compared.
func foldCluster(text string) string { return foldMarks(lowerCase(text)) }

// letters that Unicode does not take apart into a letter and a mark, as readers without them on their keyboard write them.
var plainLetters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "ı", "i", "þ", "th",
	"ך", "כ", "ם", "מ", "ן", "נ", "ף", "פ", "ץ", "צ") // Hebrew letters at the end of a word, which are others when an ending follows

// foldMarks removes the marks that readers leave out: accents, vowel points and vowel signs of scripts that can do without, the nukta and the
// chandrabindu. Vowel signs of Indian scripts and of Thai are letters.
func foldMarks(text string) string {
	ascii := true
	for i := range len(text) {
		ascii = ascii && text[i] < 0x80
	}
	if ascii {
		return text
	}
	folded := strings.Map(func(r rune) rune {
		switch {
		case r == 'ـ', r == '\u093C', r == '\u09BC', r == '\u0901', r == '\u0981', r == '\u0902', r == '\u0982':
			return -1
		case unicode.Is(unicode.Mn, r) && (r < 0x900 || 0x1AB0 <= r && r < 0x2000):
			return -1
		}
		return r
	}, norm.NFD.String(text))
	return plainLetters.Replace(norm.NFC.String(folded))
}
