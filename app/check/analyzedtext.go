package check

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/check/quantity"
	"github.com/parlance/parlance/app/segment"
)

// analyzedText is one text, taken apart once for all rules.
type analyzedText struct {
	text      string
	root      *segment.Run // nil for a plain text, and where err is not nil
	err       error
	single    bool            // root is one run by [segment.Inline], as that of every translation must be then
	plain     string          // what a reader sees
	prose     string          // plain, with lang.Masked for each byte of placeholders, code and addresses
	spans     []span          // where the parts of plain stand in text
	words     []lang.Word     // of prose
	sentences []lang.Sentence // of prose
}

// span is where a part of plain stands in the text.
type span struct {
	plain, text int
	exact       bool // byte for byte the same as in the text
}

// analyze returns a text taken apart. source is the English in whose place it stands, nil for the English itself.
func analyze(text string, markdown bool, source *sourceText) *analyzedText {
	t := &analyzedText{text: text}
	if markdown {
		t.parse(source)
	}
	masked := t.readPlain()
	if mayHoldAddress(t.plain) {
		masked = append(masked, address.FindAllStringIndex(t.plain, -1)...)
	}
	t.prose = t.plain
	if len(masked) > 0 {
		prose := []byte(t.plain)
		for _, m := range masked {
			for i := m[0]; i < m[1]; i++ {
				prose[i] = lang.Masked
			}
		}
		t.prose = string(prose)
	}
	t.words, t.sentences = lang.Words(t.prose), lang.Sentences(t.prose)
	return t
}

// wordsIn returns the words of a sentence.
func (t *analyzedText) wordsIn(s lang.Sentence) []lang.Word {
	from := sort.Search(len(t.words), func(i int) bool { return t.words[i].Start >= s.Start })
	to := sort.Search(len(t.words), func(i int) bool { return t.words[i].Start >= s.End })
	return t.words[from:to]
}

// parse reads the marks, as [segment.InlineInPlace] does, without reading the English again for each translation.
func (t *analyzedText) parse(source *sourceText) {
	if source != nil && !source.single {
		t.root, t.err = segment.InlineInPlace(source.text, t.text)
		return
	}
	t.root, t.err = segment.Inline(t.text)
	if t.single = t.err == nil; t.single {
		return
	}
	like := t.text
	if source != nil {
		like = source.text
	}
	t.root, t.err = segment.InlineInPlace(like, t.text)
}

// readPlain reads what a reader sees, and returns where code and addresses stand in it.
func (t *analyzedText) readPlain() (masked [][]int) {
	runs := []*segment.Run{{Kind: segment.RunText, Text: t.text, End: len(t.text)}}
	if t.root != nil {
		runs = runsOf(t.root, segment.RunText, segment.RunCode, segment.RunAutolink, segment.RunSoftBreak, segment.RunHardBreak)
	}
	var plain strings.Builder
	for _, r := range runs {
		start, seen := plain.Len(), r.Text
		if r.Kind == segment.RunSoftBreak || r.Kind == segment.RunHardBreak {
			seen = " "
		}
		exact := 0 <= r.Start && r.Start <= r.End && r.End <= len(t.text) && t.text[r.Start:r.End] == seen
		t.spans = append(t.spans, span{start, r.Start, exact})
		plain.WriteString(strings.ToValidUTF8(seen, "?"))
		if r.Kind == segment.RunCode || r.Kind == segment.RunAutolink {
			masked = append(masked, []int{start, plain.Len()})
		}
	}
	t.plain = plain.String()
	return masked
}

// offset returns the byte of the text where a byte of plain stands.
func (t *analyzedText) offset(plain int) int {
	i := sort.Search(len(t.spans), func(i int) bool { return t.spans[i].plain > plain }) - 1
	if i < 0 {
		return 0
	}
	offset := t.spans[i].text
	if t.spans[i].exact {
		offset += plain - t.spans[i].plain
	}
	return max(0, min(offset, len(t.text)))
}

// runsOf returns the runs below one, in the order of the text: those of some kinds, or all.
func runsOf(root *segment.Run, kinds ...segment.RunKind) (list []*segment.Run) {
	var visit func(*segment.Run)
	visit = func(parent *segment.Run) {
		for i := range parent.Children {
			r := &parent.Children[i]
			if len(kinds) == 0 || slices.Contains(kinds, r.Kind) {
				list = append(list, r)
			}
			visit(r)
		}
	}
	if root != nil {
		visit(root)
	}
	return list
}

// address matches what is no word of a language: placeholders, web and mail addresses, domain and file names.
var address = regexp.MustCompile(catalog.BracesPattern + `|(?:https?://|www\.|mailto:|tel:)[^\s<>"“”«»「」（）。，、]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+` +
	`|\b(?:[a-zA-Z0-9-]+\.)+(?:org|com|net|gov|edu|int|info|html|pdf|de|fr|uk|eu)\b`)

// mayHoldAddress reports whether [address] may match: tried on all texts, it makes a check a third slower.
func mayHoldAddress(s string) bool {
	for i := range len(s) - 1 {
		if s[i] == '{' || s[i] == '@' || s[i] == ':' || s[i] == '.' && s[i+1] != ' ' {
			return true
		}
	}
	return false
}

// English is the English of one message as the rules need it, taken apart once for all its translations. It never changes, so several
// goroutines may share it. It holds some ten times its text: let it go when the translations of the message are checked.
type English struct {
	unit     Unit // Text and Comments are empty
	markdown bool
	texts    map[string]*sourceText // of the plural categories, by text
}

// NewEnglish returns the English of a message, taken apart: Key, Kind and Source of a unit are read. The glossary is that of the
// contexts to come, nil for none.
func NewEnglish(u Unit, g *glossary.Glossary) *English {
	u.Text, u.Comments = catalog.Forms{}, nil
	e := &English{unit: u, markdown: segment.Kind(u.Kind).IsMarkdown(), texts: map[string]*sourceText{}}
	for _, form := range append(u.Source.Filled(), "other") {
		if text := u.Source.Get(form); e.texts[text] == nil {
			e.texts[text] = newSourceText(text, e.markdown, g)
		}
	}
	return e
}

// sourceText is one English text, and what the rules derive from it alone.
type sourceText struct {
	*analyzedText
	quantities *quantity.Source
	negations  []negation       // by sentence; as the next one, none where no word of plain negates
	negation   negation         // of the whole text
	terms      []*glossary.Term // longer ones first
	senses     [][]lang.Sense   // by sentence
}

func newSourceText(text string, markdown bool, g *glossary.Glossary) *sourceText {
	t := analyze(text, markdown, nil)
	s := &sourceText{analyzedText: t, quantities: quantity.ReadSource(t.prose, t.words), terms: g.Find(t.words, t.prose)}
	negates := lang.MayNegate(t.plain) // in prose, the "not" of not`code` is a word too
	if negates {
		s.negation = readNegation(t.prose)
	}
	for _, x := range t.sentences {
		n := s.negation
		if negates && len(t.sentences) > 1 {
			n = readNegation(t.prose[x.Start:x.End])
		}
		s.negations = append(s.negations, n)
		s.senses = append(s.senses, lang.SensesOf(s.wordsIn(x)))
	}
	return s
}

// negation is a piece of English that may be negated.
type negation struct {
	word  string // that negates it; "" for none
	lower string // the piece in lower case
}

func readNegation(s string) negation { return negation{lang.NegationOf(s), strings.ToLower(s)} }
