package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/store"
)

// Patterns of placeholders. In a catalog without faults both match the same; the second matches besides what people write
// in the place of one, such as a name in another script, so that a text from elsewhere can be told what is wrong with it.
const (
	PlaceholderPattern = `\{\{\.[A-Za-z][A-Za-z0-9_]*\}\}` // {{.Name}}, the only thing that is filled in a text (R37)
	BracesPattern      = `\{\{[^{}]*\}\}`                  // anything between double braces
)

var placeholder = regexp.MustCompile(PlaceholderPattern)

// Placeholders returns the placeholders in a text, each as it is written there ("{{.Name}}"), in their order.
func Placeholders(text string) []string { return placeholder.FindAllString(text, -1) }

// placeholdersOf returns the placeholders in all forms, sorted, each once.
func placeholdersOf(f Forms) (all []string) {
	for _, c := range f.Filled() {
		all = append(all, Placeholders(f.Get(c))...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

var braces = regexp.MustCompile(BracesPattern)

// placeholderAdvice returns what is wrong with what stands between the braces of a text, beside its English, with the line as it should be where
// that is certain: the English has one placeholder that the text lacks, and the text has one that is none.
func placeholderAdvice(m member, english Forms, page bool) string {
	if page {
		return "two braces {{: the texts of pages have no placeholders, only the interface (ui) has them"
	}
	var wrong []string
	for _, b := range braces.FindAllString(m.value, -1) {
		if !placeholder.MatchString(b) {
			wrong = append(wrong, b)
		}
	}
	known := placeholdersOf(english)
	if len(wrong) == 0 || len(known) == 0 {
		return notPlaceholder
	}
	msg := wrong[0] + " is no placeholder: their names are not translated"
	lacking := slices.DeleteFunc(slices.Clone(known), func(p string) bool { return strings.Contains(m.value, p) })
	if len(wrong) > 1 || len(lacking) != 1 {
		return msg + ", the English has " + strings.Join(known, ", ")
	}
	return msg + ": write it as " + m.name + " = " + tomltext.Quote(strings.Replace(m.value, wrong[0], lacking[0], 1))
}

// CheckPlaceholders returns a fault for each placeholder of a locale's catalog that its English message does not have: nothing would
// fill it (R37); and for each that a text has lost, which would be a sentence with a hole (R50). A key that English does not have is no fault: [SyncLocale] keeps its words.
func (f *File) CheckPlaceholders(english *File) (faults store.Faults) {
	if f.page {
		return nil // a placeholder was a fault already
	}
	for _, m := range f.messages {
		if em, ok := english.Find(m.Key); ok {
			faults = append(faults, f.wrongPlaceholders(m, em)...)
		}
	}
	return faults
}

func (f *File) wrongPlaceholders(m, english Message) (faults store.Faults) {
	known := placeholdersOf(english.Forms)
	for _, c := range m.Forms.Filled() {
		if msg := placeholderFault(m.Forms.Get(c), known); msg != "" {
			faults = append(faults, f.fault(m, c, "%s: the English of %s %s", c, m.Key, msg))
		}
	}
	for _, p := range Placeholders(english.Forms.Other) { // forms for few things may name their number in a word
		if text := m.Forms.Other; text != "" && len(faults) == 0 && m.Translates(english) && !strings.Contains(text, p) {
			faults = append(faults, f.fault(m, "other", "other: the text of %s has lost %s, so that readers get the English: put it back where it belongs", m.Key, p))
		}
	}
	return faults
}

// fault returns a fault at a member of a message, with a text as of [fmt.Sprintf].
func (f *File) fault(m Message, member, format string, args ...any) *store.Fault {
	line, col := m.Position(member)
	return &store.Fault{File: f.name, Line: line, Col: col, Msg: fmt.Sprintf(format, args...)}
}

// placeholderFault returns what an English text with the known placeholders lacks for a translation, or "".
func placeholderFault(translation string, known []string) string {
	for _, p := range Placeholders(translation) {
		switch {
		case slices.Contains(known, p):
		case len(known) == 0:
			return "has no placeholder " + p + ": take it out"
		default:
			return "has no placeholder " + p + ": it has " + strings.Join(known, ", ")
		}
	}
	return ""
}

// CheckEnglish returns a fault for each message of an English catalog that has no text in the form other, or one in a plural category
// that English does not have.
func (f *File) CheckEnglish() (faults store.Faults) {
	for _, m := range f.messages {
		if m.Forms.Other == "" { // see [usableEnglish]
			faults = append(faults, f.fault(m, "other", `%s: no text: write other = "…"`, m.Key))
		}
		for _, c := range m.Forms.Filled() {
			if c != "one" && c != "other" {
				faults = append(faults, f.fault(m, c, "%s: English has no plural category %s: it has one and other", m.Key, c))
			}
		}
	}
	return faults
}

// usableEnglish reports whether an English message can be translated: [File.CheckEnglish] has no fault of it.
func usableEnglish(f Forms) bool { return f.Other != "" && f.Zero+f.Two+f.Few+f.Many == "" }
