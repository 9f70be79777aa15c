package workspace

import (
	"slices"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/locale"
)

// RecordingFile is the recording that a text has or may have. Its JSON is stable: members are added, and none is taken away or changes its meaning.
type RecordingFile struct {
	File     string `json:"file"`
	Locale   string `json:"locale"`
	Key      string `json:"key"`
	Recorded bool   `json:"recorded"` // whether there is such a file
}

// RecordingFiles returns the recordings of all texts that some locales' readers get in their own language, locale by locale in the order of the pages.
func RecordingFiles(src *corpus.Corpus, locales []*locale.Locale, wanted Names) []RecordingFile {
	list := []RecordingFile{}
	for _, l := range locales {
		for _, p := range src.Pages {
			if !wanted.HasPage(p.Slug) {
				continue
			}
			for _, text := range src.RecordableTexts(p, l) {
				if wanted.Has(p.Slug, text.Key) {
					list = append(list, RecordingFile{src.ContentTree.Path(text.Path), l.Tag, text.Key, text.Recording != nil})
				}
			}
		}
	}
	return list
}

// unheard returns the recordings, of some texts in some locales, that no reader hears. Those of English, and of nothing that there is, are told with all.
func unheard(src *corpus.Corpus, locales []*locale.Locale, wanted Names) []UnheardRecording {
	list := []UnheardRecording{}
	for _, u := range src.UnusedRecordings() {
		told := u.Tag == "" || u.Tag == "en" || slices.ContainsFunc(locales, func(l *locale.Locale) bool { return l.Tag == u.Tag })
		if told && wanted.Has(exchange.PageOf(u.Key), u.Key) {
			list = append(list, UnheardRecording{src.ContentTree.Path(u.Recording.Path), u.Tag, u.Key, u.Message, u.Hint})
		}
	}
	if wanted.Has("", "") {
		for _, f := range src.Recordings.Refused {
			list = append(list, UnheardRecording{File: f.File, Message: f.Msg})
		}
	}
	return list
}
