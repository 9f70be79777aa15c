package segment

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// unserved is Markdown that other programs know and that is not served: readers would see its marks (R47).
type unserved struct {
	part   string         // that the marks cannot be without: it is found faster than they are
	marks  *regexp.Regexp // in a text whose escapes are backslashes alone
	advice string
}

// unservedLines are sought in the lines of a paragraph as they are written.
var unservedLines = []unserved{
	{":::", regexp.MustCompile(`(?m)^:::+`), "boxes between lines of \":::\" are not served: write a quote, with \"> \" before each line"},
	{"[!", regexp.MustCompile(`\A\[![A-Za-z]+\]`), "boxes like [!NOTE] are not served: write what the box is in bold, as **Note:**"},
	{"", regexp.MustCompile(`\A(?:!!!|\?\?\?\+?) *[a-z]`), "boxes that begin with \"!!!\" are not served: write a quote, with \"> \" before each line"},
	{":", regexp.MustCompile(`(?m)^:[ \t]+\S`), "definition lists are not served: write **word:** and what it means, in one paragraph"},
	{"*[", regexp.MustCompile(`(?m)^\*\[[^\]\n]+\]:`), "abbreviations are not served: write the long form in brackets after the short one"},
	{"]:", regexp.MustCompile(`(?m)^\[[^\]\n^][^\]\n]*\]:[ \t]*[^\s<]*[/#.:]\S*(?:[ \t]+["'(].*)?[ \t]*$`), "the address of a link stands in a text: put an empty line before it"},
	{"|", regexp.MustCompile(`(?m)^\|.*\|[ \t]*$`), "a table needs a line like | --- | --- | below its first line, with as many columns"},
	{"#", regexp.MustCompile(`(?m)^(?:#{2,6}[^\s#]|#{7,})|\A#\pL`), "a heading is one to six \"#\" and a space; write \\# for a \"#\" that readers shall see"},
	{"===", regexp.MustCompile(`(?m)^={3,}[ \t]*$`), "this line underlines nothing: write \"# \" before a heading, and an empty line above it"},
	{"•", regexp.MustCompile(`(?m)^•[ \t]*\S`), "write \"- \" before each item of a list, and an empty line above the first"},
	{"]", regexp.MustCompile(`(?im)^@?\[(?:\[_?TOC_?\]|TOC)\][ \t]*$`), "the page has a list of its headings already: take this out"},
	{"[", regexp.MustCompile(`\A\[[ xX]\][ \t]`), "lists to tick off are not served: write a plain list"},
}

const unclosedBold = "two asterisks make nothing bold here: close them, as **words**, with no space inside; beside a letter, quotation marks stand outside them"

// unservedInText are sought in the text between the marks.
var unservedInText = []unserved{
	{"[[", regexp.MustCompile(`\[\[[^\]]+\]\]`), "links in double brackets are not served: write [words](/page)"},
	{"][", regexp.MustCompile(`\]\[`), "the page has no address for this link: write [words](address), or a line [name]: address after an empty line"},
	{"](", regexp.MustCompile(`\]\(`), "the address of this link is not closed or holds a space: write [words](address), or [words](<address>) if it has spaces"},
	{"(", regexp.MustCompile(`\][ \t\n]+\((?:/|#|\.|https?:|mailto:|tel:)`), "take out the space between the words of the link and its address: [words](address)"},
	{"[@", regexp.MustCompile(`\[@[\w:.-]+[\];,]`), "citations are not served: write a mark, as [^1], and the source in a footnote, as [^1]: text"},
	{"^[", regexp.MustCompile(`\^\[`), "footnotes inside a text are not served: write a mark, as [^1], and the footnote in a paragraph of its own, as [^1]: text"},
	{"[^", regexp.MustCompile(`\[\^`), "the mark of a footnote is letters and digits without spaces, as [^1]"},
	{"{", regexp.MustCompile(`\{(?:[#.:][^}\n]*|[A-Za-z][\w-]*=[^}\n]*|/\*[^}\n]*|-)\}`), "an id stands after a space at the end of a heading and is letters a to z, digits and hyphens, as {#how-it-works}; " +
		"nothing else in braces is served"},
	{"~~", regexp.MustCompile(`~~+[^~\s\\]|[^~\s\\]~~+`), "two tildes strike nothing out here: close them, as ~~words~~"},
	{"**", regexp.MustCompile(`\*\*+[^*\s\\]|[^*\s\\]\*\*+`), unclosedBold},
	{"__", regexp.MustCompile(`(?:^|[^\w\\])__[^_\s\\]|[^_\s\\]__(?:$|[^\w\\])`), "two underscores make nothing bold here: write **words**, with no space inside"},
	{"==", regexp.MustCompile(`==\S[^=\n]*==`), "highlighted text (==) is not served: write it in bold, as **words**"},
	{"++", regexp.MustCompile(`\+\+\S[^+\n]*\+\+`), "inserted text (++) is not served: write it in bold, as **words**"},
	{"^", regexp.MustCompile(`\w\^[^\s^]+\^`), "superscripts between \"^\" are not served: write the character itself, for example ²"},
	{"~", regexp.MustCompile(`(?:^|[\s(])~[^\s~](?:[^~\n]*[^\s~])?~(?:$|[\s.,;:!?)])`), "one tilde strikes nothing out: write two, as ~~words~~"},
	{"~", regexp.MustCompile(`\w~[^\s~]+~`), "subscripts between \"~\" are not served: write the character itself, for example ₂"},
	{"$$", regexp.MustCompile(`\$\$`), "formulas are not served: write them in words"},
	{":", regexp.MustCompile(`(?:^|\s):[a-z][a-z_]*:(?:$|[\s.,!?])`), "names of emoji are not served: write the emoji itself"},
	{"{%", regexp.MustCompile(`\{%`), "instructions for another program are not served: take them out"},
}

// checkMarks adds a fault for marks in a text that readers would see as they are written, and notes the marks of footnotes. It reports whether
// there was no fault.
func (b *blockBuilder) checkMarks(kind Kind, t inlineText) bool {
	if templateAction.MatchString(t.raw) { // refused already
		return false
	}
	lines := unservedLines
	if kind == KindCell || kind == KindHeading { // what begins no line of a paragraph means nothing else
		lines = nil
	}
	for _, text := range []string{t.raw, t.text} { // lines that were joined may look like others
		if mayBeginUnserved(text) {
			if u, m := findUnserved(lines, text); m != "" {
				return b.unserved(t, m, u.advice)
			}
		}
	}
	if u, m := t.run.unserved(t.text); m != "" {
		return b.unserved(t, m, u.advice)
	}
	for _, r := range t.run.All(RunFootnote) {
		b.marks = append(b.marks, placed{r.Dest, b.find(t, "[^"+r.Dest+"]")})
	}
	return true
}

// unserved returns the first of the marks that a reader of the run would see, and how it stands in the text that was parsed; "" if there is none.
func (r *Run) unserved(text string) (u unserved, marks string) {
	if !mayHoldUnserved(text) {
		return unserved{}, ""
	}
	for _, words := range r.All(RunText) {
		if part := text[words.Start:words.End]; mayHoldUnserved(part) {
			if u, m := findUnserved(unservedInText, part); m != "" {
				return u, m
			}
		}
		if before := text[:words.End]; strings.HasSuffix(before, "*") && !strings.HasSuffix(before, `\*`) && strings.HasPrefix(text[words.End:], "*") {
			return unserved{advice: unclosedBold}, text[words.End-1 : min(words.End+3, len(text))]
		}
	}
	return unserved{}, ""
}

// VisibleMarks returns an error if a text that stands in the place of source, and was parsed as the run, has marks that a reader would see (R47).
func (r *Run) VisibleMarks(source, text string) error {
	var m string
	if mayBeginUnserved(text) {
		var u unserved
		if u, m = findUnserved(unservedLines, text); m != "" && u.marks.MatchString(source) { // that of a heading or a cell
			m = ""
		}
	}
	if m == "" {
		_, m = r.unserved(text)
	}
	if m == "" {
		return nil
	}
	return fmt.Errorf("readers would see these marks (%s), which are not in the English: take them out, or close them", excerpt(m))
}

// mayBeginUnserved reports whether a line of a text may begin with marks that are not served. \xE2 is the first byte of "•".
func mayBeginUnserved(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" && strings.IndexByte(":|#!?=[*@\xE2", line[0]) >= 0 {
			return true
		}
	}
	return false
}

// Where a byte can be one of the marks that are not served.
const (
	markAnywhere = 1 << iota
	markDoubled  // where it stands twice
	markName     // before a letter, after a space or nothing
)

var markPlaces = [256]uint8{
	'[': markAnywhere, ']': markAnywhere, '{': markAnywhere, '^': markAnywhere, '~': markAnywhere,
	'*': markDoubled, '=': markDoubled, '+': markDoubled, '$': markDoubled, '_': markDoubled, ':': markName,
}

// mayHoldUnserved reports whether marks that are not served may stand in a text. Every text is asked, and nearly all have none.
func mayHoldUnserved(text string) bool {
	for i := range len(text) {
		switch markPlaces[text[i]] {
		case 0:
		case markAnywhere:
			return true
		case markDoubled:
			if i > 0 && text[i-1] == text[i] {
				return true
			}
		case markName:
			if (i == 0 || text[i-1] <= ' ') && i+1 < len(text) && text[i+1] >= 'a' {
				return true
			}
		}
	}
	return false
}

// findUnserved returns the first of the marks that stands in a text, and how it stands there; "" if none does.
func findUnserved(list []unserved, text string) (u unserved, marks string) {
	blanked := text
	if strings.ContainsAny(text, `\&`) {
		blanked = escape.ReplaceAllStringFunc(text, func(e string) string { return strings.Repeat(`\`, len(e)) })
	}
	for _, u := range list {
		if strings.Contains(blanked, u.part) {
			if at := u.marks.FindStringIndex(blanked); at != nil {
				return u, text[at[0]:at[1]]
			}
		}
	}
	return unserved{}, ""
}

func (b *blockBuilder) unserved(t inlineText, marks, advice string) bool {
	b.faults.add(b.find(t, marks), "readers would see these marks (%s): %s", excerpt(marks), advice)
	return false
}

// find returns the offset of what stands in a text, or of the text if white space was changed in it.
func (b *blockBuilder) find(t inlineText, what string) int {
	return t.at.start + max(bytes.Index(b.text[t.at.start:t.at.end], []byte(what)), 0)
}
