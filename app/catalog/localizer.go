package catalog

import (
	"maps"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// Localizer returns the texts of the interface in the reader's language. It never changes and is safe for concurrent use. go-i18n picks the
// plural form; which language is asked is the caller's choice alone, as a chain of tags, for example pt-PT and pt. English is the end of
// every chain and need not be named. A text whose hash is not that of today's English is not used (law 2), nor is one with a placeholder
// that the English does not have, or without one that it has.
type Localizer struct {
	english   *File
	languages map[string]pluralizer
}

// NewLocalizer returns a localizer of the interface's English catalog and those of the locales by tag.
func NewLocalizer(english *File, locales map[string]*File) *Localizer {
	l := &Localizer{english, make(map[string]pluralizer, len(locales)+1)}
	l.add("en", english, func(Message) bool { return true })
	return l.With(locales)
}

// With returns a localizer of the same English, which both share, and of more locales by tag.
func (l *Localizer) With(locales map[string]*File) *Localizer {
	l = &Localizer{l.english, maps.Clone(l.languages)}
	for tag, f := range locales {
		if tag != "en" && f != nil {
			l.add(tag, f, func(m Message) bool {
				em, ok := l.english.Find(m.Key)
				return ok && m.Translates(em) && len(f.wrongPlaceholders(m, em)) == 0
			})
		}
	}
	return l
}

func (l *Localizer) add(tag string, f *File, use func(Message) bool) {
	p := newPluralizer(tag)
	for _, m := range f.messages {
		if use(m) {
			// A bundle refuses a language without a rule, and newPluralizer has made sure that this one has one.
			_ = p.bundle.AddMessages(p.tag, &i18n.Message{ID: m.Key, Zero: m.Forms.Zero, One: m.Forms.One, Two: m.Forms.Two,
				Few: m.Forms.Few, Many: m.Forms.Many, Other: m.Forms.Other})
		}
	}
	l.languages[tag] = p
}

// Text returns the text of a key in the first language of the chain that has it, with its placeholders filled, and the tag of
// that language. Both are "" for a key that English does not have. A placeholder without a value stays as it is written. A
// value that depends on the language, such as a date, is asked for in two steps: Text without values returns the tag.
func (l *Localizer) Text(key string, values map[string]string, chain ...string) (text, tag string) {
	return l.firstText(key, chain, nil, func(string) map[string]string { return values })
}

// Count returns the text of a key in the plural form for n. {{.Count}} becomes number(tag, n): the number as the language that
// the text is in writes it. A language whose catalog lacks the form that n needs is passed over (R34).
func (l *Localizer) Count(key string, n int, number func(tag string, n int) string, values map[string]string, chain ...string) (text, tag string) {
	return l.firstText(key, chain, n, func(tag string) map[string]string {
		all := map[string]string{"Count": number(tag, n)}
		maps.Copy(all, values)
		return all
	})
}

func (l *Localizer) firstText(key string, chain []string, count any, values func(tag string) map[string]string) (text, tag string) {
	for _, tag := range append(slices.Clip(chain), "en") {
		language, ok := l.languages[tag]
		if !ok {
			continue
		}
		c := &i18n.LocalizeConfig{MessageID: key, TemplateData: values(tag), PluralCount: count, TemplateParser: placeholderParser{}}
		// go-i18n returns a text together with an error where the form is missing: that is no text (R34).
		if text, err := language.localizer.Localize(c); err == nil && key != probeKey {
			return text, tag
		}
	}
	return "", ""
}

// placeholderParser takes the place of go-i18n's template engine: it fills placeholders and runs nothing (R37).
type placeholderParser struct{}

// Cacheable reports false: nothing is parsed that would be worth keeping.
func (placeholderParser) Cacheable() bool { return false }

func (placeholderParser) Parse(text, _, _ string) (template.ParsedTemplate, error) {
	return placeholderText(text), nil
}

type placeholderText string

// Execute returns the text with the placeholders filled that data has values for.
func (text placeholderText) Execute(data any) (string, error) {
	values, _ := data.(map[string]string)
	return placeholder.ReplaceAllStringFunc(string(text), func(p string) string {
		if v, ok := values[p[len("{{."):len(p)-len("}}")]]; ok {
			return v
		}
		return p
	}), nil
}
