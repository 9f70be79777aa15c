package render

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/parlance/parlance/app/locale"
)

// notReadyData is what readers are told in languages that are not offered yet, a line each: a tag and a sentence.
//
//go:embed data/notready.txt
var notReadyData string

const notReadyEnglish = "This site is not yet fully translated into your language; what is missing is shown in English."

// notReadySentences are the sentences, with the languages that they are in.
type notReadySentences struct {
	table   locale.Table // tags alone
	texts   []string     // by index in table
	chooser *locale.Chooser
}

var readNotReady = sync.OnceValue(func() *notReadySentences {
	s := &notReadySentences{}
	for line := range strings.Lines(notReadyData) {
		if tag, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " "); ok && tag != "#" {
			s.table.Locales = append(s.table.Locales, locale.Locale{Tag: tag, Index: len(s.texts)})
			s.texts = append(s.texts, text)
		}
	}
	s.chooser = locale.NewChooser(&s.table)
	return s
})

// notReady returns what the readers of a locale are told while no guide is offered in it: in its language and script, or else in English.
func (d *writer) notReady(l *locale.Locale) localizedHTML {
	s := readNotReady()
	i, ok := s.chooser.Nearest(l.Tag, locale.Set{})
	if !ok {
		return localizedHTML{html: notReadyEnglish, as: d.locales.English()}
	}
	as, own := l, s.table.Locales[i].Tag
	if base, _, _ := strings.Cut(own, "-"); base != l.Tag && !strings.HasPrefix(l.Tag, base+"-") { // Arabic for readers of Egyptian Arabic
		as = &locale.Locale{Tag: own, Dir: l.Dir}
	}
	return localizedHTML{html: escape(s.texts[i]), as: as}
}
