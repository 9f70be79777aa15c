package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

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

// placeholderName returns Name for "{{.Name}}".
func placeholderName(p string) string { return p[len("{{.") : len(p)-len("}}")] }

// placeholderNames returns the names of the placeholders in all forms.
func placeholderNames(f Forms) map[string]bool {
	names := map[string]bool{}
	for _, c := range categories {
		for _, p := range Placeholders(f.Get(c)) {
			names[placeholderName(p)] = true
		}
	}
	return names
}

// CheckPlaceholders returns a fault for each placeholder of a locale's catalog that its English message does not have: nothing would
// fill it (R37). A key that English does not have is no fault: [SyncLocale] keeps its words.
func (f *File) CheckPlaceholders(english *File) (faults store.Faults) {
	if f.page {
		return nil // a placeholder was a fault already
	}
	for _, m := range f.messages {
		em, ok := english.Find(m.Key)
		if !ok {
			continue
		}
		faults = append(faults, f.unknownPlaceholders(m, em)...)
	}
	return faults
}

func (f *File) unknownPlaceholders(m, english Message) (faults store.Faults) {
	filled := placeholderNames(english.Forms)
	for _, c := range m.Forms.Filled() {
		if name := unknownPlaceholder(m.Forms.Get(c), filled); name != "" {
			line, col := m.Position(c)
			faults = append(faults, &store.Fault{File: f.name, Line: line, Col: col, Msg: fmt.Sprintf(
				"%s: the English of %s has no placeholder {{.%s}}: %s", c, m.Key, name, listPlaceholders(filled))})
		}
	}
	return faults
}

// unknownPlaceholder returns the name of the first placeholder of text that is not among the known ones, or "".
func unknownPlaceholder(text string, known map[string]bool) string {
	for _, p := range Placeholders(text) {
		if name := placeholderName(p); !known[name] {
			return name
		}
	}
	return ""
}

func listPlaceholders(filled map[string]bool) string {
	var names []string
	for n := range filled {
		names = append(names, "{{."+n+"}}")
	}
	if len(names) == 0 {
		return "take it out"
	}
	slices.Sort(names)
	return "it has " + strings.Join(names, ", ")
}

// CheckEnglish returns a fault for each message of an English catalog that has no text in the form other, or one in a plural category
// that English does not have.
func (f *File) CheckEnglish() (faults store.Faults) {
	for _, m := range f.messages {
		fault := func(member, msg string) {
			line, col := m.Position(member)
			faults = append(faults, &store.Fault{File: f.name, Line: line, Col: col, Msg: m.Key + ": " + msg})
		}
		if m.Forms.Other == "" {
			fault("other", `no text: write other = "…"`)
		}
		for _, c := range m.Forms.Filled() {
			if c != "one" && c != "other" {
				fault(c, fmt.Sprintf("English has no plural category %s: it has one and other", c))
			}
		}
	}
	return faults
}
