package corpus

import (
	"path"
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
)

// RecordingsFolder is the folder of the content tree that recordings are in.
const RecordingsFolder = "audio"

// recordingExt is how the names of recordings end.
const recordingExt = ".mp3"

// recordingHash is how many hexadecimal digits of the hash of its text a recording has in its name.
const recordingHash = 12

// recordingName is what the path of a recording says of the text that is read.
type recordingName struct {
	texts []recordedText // what the path may mean, the likeliest first: the key may be written out or begin behind the slug
	tag   string         // of the locale, as it is written
	hash  string         // the first digits of the hash of the text, in lower case
}

// recordedText is the place of a text: its page, and its key without the page's slug and the dot behind it.
type recordedText struct{ slug, part string }

var recordingPattern = regexp.MustCompile(`^` + RecordingsFolder + `/(.+/[^/]+)\.([A-Za-z0-9-]+)\.([0-9A-Fa-f]{12})$`)

// parseRecordingPath returns what the path of a recording says, and false where it is none of a recording.
func parseRecordingPath(p string) (recordingName, bool) {
	ext := path.Ext(p)
	m := recordingPattern.FindStringSubmatch(strings.TrimSuffix(p, ext))
	if m == nil || !strings.EqualFold(ext, recordingExt) {
		return recordingName{}, false
	}
	name := recordingName{tag: m[2], hash: strings.ToLower(m[3])}
	for i := range m[1] {
		if m[1][i] != '/' {
			continue
		}
		if part, ok := strings.CutPrefix(m[1][i+1:], m[1][:i]+"."); ok {
			name.texts = append(name.texts, recordedText{m[1][:i], part})
		}
	}
	name.texts = append(name.texts, recordedText{path.Dir(m[1]), path.Base(m[1])})
	return name, true
}

// textHash returns the digits that the name of a recording of a text has.
func textHash(text string) string {
	return strings.TrimPrefix(catalog.Hash(catalog.Forms{Other: text}), "sha1-")[:recordingHash]
}

// recordingPath returns the path of a recording of a text in the content tree.
func recordingPath(slug, part string, t Text, l *locale.Locale) string {
	return path.Join(RecordingsFolder, slug, part+"."+recordedTag(t, l)+"."+textHash(t.Text)+recordingExt)
}

// recordedTag returns the tag that the name of a recording has for the readers of a locale: their own, or that of the language in which the text stands.
func recordedTag(t Text, l *locale.Locale) string {
	if sameLanguage(t.Locale, l) {
		return l.Tag
	}
	return t.Locale.Tag
}

func sameLanguage(a, b *locale.Locale) bool {
	first, _, _ := strings.Cut(a.Tag, "-")
	second, _, _ := strings.Cut(b.Tag, "-")
	return first == second
}
