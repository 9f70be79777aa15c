package render

import (
	_ "embed"
	"strings"

	"github.com/parlance/parlance/app/locale"
)

// notReadySentences is what readers are told in languages that are not offered yet, a line each: a tag and a sentence.
//
//go:embed data/notready.txt
var notReadySentences string

const notReadyEnglish = "This site is not yet fully translated into your language; what is missing is shown in English."

// notReady returns what the readers of a locale are told while no guide is offered in it: in its language, or else in English.
func (d *writer) notReady(l *locale.Locale) localizedHTML {
	for tag := l.Tag; ; {
		for line := range strings.Lines(notReadySentences) {
			if name, sentence, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " "); name == tag {
				return localizedHTML{html: escape(sentence), as: l}
			}
		}
		at := strings.LastIndexByte(tag, '-')
		if at < 0 {
			return localizedHTML{html: notReadyEnglish, as: d.locales.English()}
		}
		tag = tag[:at]
	}
}
