package corpus

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/parlance/parlance/app/locale"
)

func TestNamesOfRecordings(t *testing.T) {
	for path, want := range map[string][]recordedText{
		"audio/safety/intro.p1.de.0123456789ab.mp3":                    {{"safety", "intro.p1"}},
		"audio/safety/safety.intro.p1.de.0123456789ab.mp3":             {{"safety", "intro.p1"}, {"safety", "safety.intro.p1"}},
		"audio/guides/sleep/intro.p1.zh-Hans.0123456789AB.MP3":         {{"guides/sleep", "intro.p1"}},
		"audio/guides/sleep/guides/sleep.intro.p1.de.0123456789ab.mp3": {{"guides/sleep", "intro.p1"}, {"guides/sleep/guides", "sleep.intro.p1"}},
		"audio/intro.p1.de.0123456789ab.mp3":                           nil,
		"audio/safety/intro.p1.de.0123456789a.mp3":                     nil,
		"audio/safety/intro.p1.de.0123456789abc.mp3":                   nil,
		"audio/safety/intro.p1.de.0123456789ag.mp3":                    nil,
		"audio/safety/intro.p1.de.0123456789ab.wav":                    nil,
		"audio/safety/0123456789ab.mp3":                                nil,
		"audio/safety/de.0123456789ab.mp3":                             nil,
		"other/safety/intro.p1.de.0123456789ab.mp3":                    nil,
		"audio/safety/intro.p1.de.0123456789ab.mp3/x.mp3":              nil,
	} {
		name, ok := parseRecordingPath(path)
		if ok != (want != nil) || ok && (len(name.texts) < 1 || !slices.Contains(name.texts, want[0]) || name.texts[len(name.texts)-1] != want[len(want)-1]) {
			t.Errorf("%s: %v %v, want %v", path, name, ok, want)
		}
	}
}

// Every name that we give is read as what it was made of.
func TestNamesOfRecordingsAreReadAsTheyAreWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	word := func(pieces ...string) (w string) {
		for range 1 + random.IntN(4) {
			w += pieces[random.IntN(len(pieces))]
		}
		return w
	}
	for range 10_000 {
		slug, part := "s"+word("a", "-b", "/c", "s"), word("p1", "a", "s", "heading")+"."+word("p1", "li2", "s")
		l := &locale.Locale{Tag: []string{"de", "zh-Hans", "pt-BR"}[random.IntN(3)]}
		text := Text{Text: word("x", "y", "ü"), Locale: l}
		path := recordingPath(slug, part, text, l)
		name, ok := parseRecordingPath(path)
		if !ok || name.tag != l.Tag || name.hash != textHash(text.Text) || !slices.Contains(name.texts, recordedText{slug, part}) {
			t.Fatalf("%s is read as %v", path, name)
		}
	}
}
