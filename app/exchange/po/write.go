package po

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// Header fields of our own.
const (
	headerSite        = "X-Parlance-Site"
	headerFingerprint = "X-Parlance-Fingerprint"
	headerLocale      = "X-Parlance-Locale"
)

// Write returns a document as a PO file. An outdated translation is fuzzy, and its former English is its previous msgid ("#|"). The error
// is that of [exchange.Document.Validate].
func Write(d exchange.Document) ([]byte, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	w := writer{target: d.Target, categories: catalog.Categories(d.Target)}
	w.header(&d)
	for i := range d.Units {
		w.unit(&d.Units[i])
	}
	return []byte(w.String()), nil
}

type writer struct {
	strings.Builder
	target     string
	categories []string
}

func (w *writer) header(d *exchange.Document) {
	w.comments("#", fmt.Sprintf("%s: translations from English into %s.", exchange.OneLine(d.Site), d.Target))
	fields := []string{
		"Project-Id-Version: " + exchange.OneLine(d.Site),
		"PO-Revision-Date: ", "Last-Translator: ", "Language-Team: ",
		"Language: " + strings.ReplaceAll(d.Target, "-", "_"),
		"MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit",
		"Plural-Forms: " + pluralForms(d.Target, w.categories),
		headerSite + ": " + exchange.OneLine(d.Site),
		headerFingerprint + ": " + exchange.OneLine(d.Fingerprint),
		headerLocale + ": " + d.Target,
	}
	w.field("", "msgid", "")
	w.field("", "msgstr", strings.Join(fields, "\n")+"\n")
}

func (w *writer) unit(u *exchange.Unit) {
	categories := u.Categories(w.categories)
	text := u.Text
	if u.State == exchange.Outdated {
		text = u.Previous.Text
	}
	text = exchange.FormsIn(text, categories)
	fuzzy := u.State == exchange.Outdated && len(text.Filled()) == len(categories)
	w.WriteByte('\n')
	for _, c := range u.Comments {
		w.comments("#", c)
	}
	w.comments("#", exportStamp(u, text))
	w.comments("#.", u.Note)
	if u.State == exchange.Outdated && !fuzzy {
		// Not as fuzzy: gettext's tools drop that flag where the first form is empty, and the rest would pass for a translation of today's
		// English.
		for _, c := range u.Previous.Text.Filled() {
			w.comments("#.", fmt.Sprintf("translation of before (%s): %s", c, u.Previous.Text.Get(c)))
		}
		text = catalog.Forms{}
	}
	fmt.Fprintf(w, "#: locales/%s/%s.%s.toml\n", w.target, u.Page, w.target)
	if fuzzy {
		w.WriteString("#, fuzzy\n")
	}
	if u.State == exchange.Outdated && !u.Previous.Source.Empty() {
		w.source("#| ", u.Previous.Source)
	}
	w.field("", "msgctxt", u.Key)
	w.source("", u.Source)
	for i, c := range categories {
		keyword := "msgstr"
		if u.Source.Plural() {
			keyword = fmt.Sprintf("msgstr[%d]", i)
		}
		w.field("", keyword, text.Get(c))
	}
}

// source writes msgid and, with plural forms, msgid_plural.
func (w *writer) source(mark string, f catalog.Forms) {
	if !f.Plural() {
		w.field(mark, "msgid", f.Other)
		return
	}
	w.field(mark, "msgid", f.One)
	w.field(mark, "msgid_plural", f.Other)
}

// comments writes each line of a text after a mark.
func (w *writer) comments(mark, text string) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		w.WriteString(strings.TrimRight(mark+" "+exchange.OneLine(line), " ") + "\n")
	}
}

// field writes a keyword and its string: on one line, or with a line for each line of the text.
func (w *writer) field(mark, keyword, text string) {
	lines := slices.DeleteFunc(strings.SplitAfter(text, "\n"), func(l string) bool { return l == "" })
	if len(lines) < 2 {
		fmt.Fprintf(w, "%s%s \"%s\"\n", mark, keyword, escape(text))
		return
	}
	fmt.Fprintf(w, "%s%s \"\"\n", mark, keyword)
	for _, l := range lines {
		fmt.Fprintf(w, "%s\"%s\"\n", mark, escape(l))
	}
}

// escape returns a text with the escape sequences of C.
func escape(text string) string { return escapes().Replace(text) }

var escapes = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{`\`, `\\`, `"`, `\"`, "\a", `\a`, "\b", `\b`, "\t", `\t`, "\n", `\n`, "\v", `\v`, "\f", `\f`, "\r", `\r`, "\x7F", `\177`}
	for c := range ' ' {
		pairs = append(pairs, string(c), fmt.Sprintf(`\%03o`, c))
	}
	return strings.NewReplacer(pairs...) // of equal ones the first counts
})
