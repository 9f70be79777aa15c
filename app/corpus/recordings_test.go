package corpus_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/store/folder"
)

// recordingName returns the name that a recording of a text has, without its folder.
func recordingName(key, tag, text string) string {
	return key + "." + tag + "." + strings.TrimPrefix(catalog.Hash(catalog.Forms{Other: text}), "sha1-")[:12] + ".mp3"
}

// recorded is a small site on the disk whose recordings are edited.
type recorded struct {
	*testing.T
	dir    string
	reader *corpus.Reader
}

func newRecorded(t *testing.T) *recorded {
	t.Helper()
	f := sitetest.New(t)
	f.Sync()
	f.Arabic()
	f.Translate("es", "page", "A quote here.", "Una cita.")
	dir := t.TempDir()
	if err := os.CopyFS(dir, f.Content); err != nil {
		t.Fatal(err)
	}
	content, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, locales := f.Trees()
	r := &recorded{t, dir, corpus.NewReader(content.Tree(), locales)}
	r.reader.SumRecordings = true
	return r
}

func (r *recorded) put(name string, data []byte) {
	r.Helper()
	path := filepath.Join(r.dir, "audio", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		r.Fatal(err)
	}
}

// read reads what has changed: the named paths, or anything.
func (r *recorded) read(changed ...string) *corpus.Corpus {
	r.Helper()
	c, err := r.reader.Read(corpus.Changes{Content: changed, Locales: []string{}})
	if err != nil {
		r.Fatal(err)
	}
	return c
}

// played returns the path of the recording that the readers of a locale hear for a text, "" if there is none.
func played(c *corpus.Corpus, slug, part, tag string) string {
	l, _ := c.Locales.Find(tag)
	for _, p := range c.Pages {
		for i, key := range p.Keys {
			if key != slug+"."+part {
				continue
			}
			if r := c.Recordings.Page(slug).Of(part, p.Publication(l).Texts[i], l); r != nil {
				return r.Path
			}
		}
	}
	return ""
}

// A recording is played where readers see exactly the text that is read in it, in its language, and nowhere else.
func TestARecordingIsOfExactlyThePublishedText(t *testing.T) {
	r := newRecorded(t)
	const slug, quote = "page", "heading.q1"
	key := ""
	for _, p := range r.read().Pages {
		for i, s := range p.Segments {
			if p.Slug == slug && s.Text == "A quote here." {
				key = strings.TrimPrefix(p.Keys[i], slug+".")
			}
		}
	}
	if key == "" {
		t.Fatal("no quote")
	}
	for name, c := range map[string]struct{ file, tag, want string }{
		"the rest of the key":            {recordingName(key, "ar", "اقتباس."), "ar", "this"},
		"the whole key":                  {recordingName("page."+key, "ar", "اقتباس."), "ar", "this"},
		"capital letters":                {strings.Replace(recordingName(key, "AR", "اقتباس."), ".mp3", ".MP3", 1), "ar", "this"},
		"another text":                   {recordingName(key, "ar", "اقتباس"), "ar", ""},
		"the English under the Arabic":   {recordingName(key, "ar", "A quote here."), "ar", ""},
		"English":                        {recordingName(key, "en", "A quote here."), "en", "this"},
		"a text that is inherited":       {recordingName(key, "es", "Una cita."), "es-MX", "this"},
		"an accent of one's own":         {recordingName(key, "es-MX", "Una cita."), "es-MX", "this"},
		"another accent":                 {recordingName(key, "es-MX", "Una cita."), "es", ""},
		"another text of the same words": {recordingName("intro.p1", "ar", "اقتباس."), "ar", ""},
	} {
		os.RemoveAll(filepath.Join(r.dir, "audio"))
		r.put(slug+"/"+c.file, sitetest.Silence(time.Second))
		want := ""
		if c.want != "" {
			want = "audio/page/" + c.file
		}
		if got := played(r.read(), slug, key, c.tag); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	os.RemoveAll(filepath.Join(r.dir, "audio"))
	r.put(slug+"/"+recordingName(key, "en", "A quote here."), sitetest.Silence(time.Second))
	if got := played(r.read(), slug, key, "es"); got != "" {
		t.Errorf("a Spanish text is read in English: %s", got)
	}
	if got := played(r.read(), slug, "page.title", "es"); got != "" {
		t.Errorf("a title without a recording has %s", got)
	}
}

// What is held of a recording is its hash; a reload reads again only those that have changed, and sees those that come and go.
func TestAReloadReadsRecordingsThatHaveChanged(t *testing.T) {
	r := newRecorded(t)
	name := recordingName("page.title", "en", "One title here")
	data := sitetest.Silence(time.Second)
	if c := r.read(); len(c.Recordings.All) != 0 || c.Recordings.Page("page") != nil {
		t.Fatal("there are recordings already")
	}
	r.put("page/"+name, data)
	if c := r.read("second.md"); len(c.Recordings.All) != 0 {
		t.Error("the folder is looked at where another file has changed")
	}
	c := r.read("audio/page/" + name)
	if len(c.Recordings.All) != 1 {
		t.Fatalf("%d recordings: %v", len(c.Recordings.All), c.Recordings.Refused)
	}
	one := c.Recordings.All[0]
	if sum := sha256.Sum256(data); one.Sum != hex.EncodeToString(sum[:]) || one.Size != int64(len(data)) {
		t.Errorf("%d bytes with the hash %s", one.Size, one.Sum)
	}
	page := c.Recordings.Page("page")
	if c := r.read(); c.Recordings.All[0] != one || c.Recordings.Page("page") != page {
		t.Error("an unchanged recording is another one after a reload")
	}
	r.put("second/"+recordingName("page.title", "en", "Another title"), data)
	if c := r.read(); c.Recordings.All[0] != one || c.Recordings.Page("page") != page || c.Recordings.Page("second") == nil {
		t.Error("a recording of another page changes this one's")
	}
	info, _ := os.Stat(filepath.Join(r.dir, one.Path))
	other := append([]byte{}, data...)
	other[10] = 7
	r.put("page/"+name, other)
	os.Chtimes(filepath.Join(r.dir, one.Path), info.ModTime(), info.ModTime())
	if c := r.read(); c.Recordings.All[0].Sum == one.Sum || c.Recordings.Page("page") == page {
		t.Error("other bytes of the same length and time are taken for the same")
	}
	os.Remove(filepath.Join(r.dir, one.Path))
	if c := r.read("audio/page/" + name); len(c.Recordings.All) != 1 || c.Recordings.Page("page") != nil {
		t.Error("a recording that is gone is still there")
	}
}

// Nobody gets bytes that are not those of the hash, whether the file was changed before it is opened or while it is read.
func TestARecordingThatChangedIsNotRead(t *testing.T) {
	r := newRecorded(t)
	name := "page/" + recordingName("page.title", "en", "One title here")
	r.put(name, sitetest.Silence(time.Second))
	one := r.read().Recordings.All[0]
	o, err := one.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if n, err := o.ReadAt(make([]byte, 100), one.Size-10); n != 10 || err != io.EOF {
		t.Errorf("%d bytes, %v", n, err)
	}
	r.put(name, sitetest.Silence(time.Second/2))
	if n, err := o.ReadAt(make([]byte, 100), 0); n != 0 || !errors.Is(err, corpus.ErrRecordingChanged) {
		t.Errorf("of a file that was changed while it was open: %d bytes, %v", n, err)
	}
	if o, err := one.Open(); !errors.Is(err, corpus.ErrRecordingChanged) {
		t.Errorf("of a file that was changed: %v, %v", o, err)
	}
	os.Remove(filepath.Join(r.dir, one.Path))
	if _, err := one.Open(); err == nil {
		t.Error("a file that is gone is opened")
	}
}

// Law 8, law 9: what is no recording, or too large, or leads out of the tree, is not served, costs nothing else, and is told with what to do; it is tried again.
func TestWhatIsNoRecordingIsRefused(t *testing.T) {
	r := newRecorded(t)
	good := recordingName("page.title", "en", "One title here")
	r.put("page/"+good, sitetest.Silence(time.Second))
	elsewhere := filepath.Join(t.TempDir(), "secret.mp3")
	os.WriteFile(elsewhere, []byte("secret"), 0o600)
	name := func(n int) string { return recordingName("heading.p"+string(rune('0'+n)), "en", "x") }
	r.put("page/"+name(0), nil)
	r.put("page/too-short.en.abc.mp3", []byte("x"))
	r.put("page/"+strings.Replace(name(1), ".mp3", ".ogg", 1), []byte("x"))
	r.put("page/.hidden.mp3", []byte("x"))
	r.put("page/cover.txt", []byte("x"))
	big := filepath.Join(r.dir, "audio/page", name(2))
	for _, err := range []error{
		os.WriteFile(big, nil, 0o644), os.Truncate(big, corpus.MaxRecording+1),
		os.Symlink(elsewhere, filepath.Join(r.dir, "audio/page", name(3))),
		os.Symlink("nowhere", filepath.Join(r.dir, "audio/page", name(4))),
		syscall.Mkfifo(filepath.Join(r.dir, "audio/page", name(5)), 0o600),
		os.Mkdir(filepath.Join(r.dir, "audio/page", name(7)), 0o755),
		os.Symlink(good, filepath.Join(r.dir, "audio/page", name(6))), // inside the tree, which is served
	} {
		if err != nil {
			t.Skip(err)
		}
	}
	c := r.read()
	text := c.Recordings.Refused.Error()
	for want, file := range map[string]string{
		"the file is empty": name(0), "not the name of a recording": "too-short", "MP3 alone": ".ogg", "larger than 32 MB": name(2),
		"leads out of the folder": name(3), "leads nowhere": name(4), "a pipe": name(5), "a folder that": name(7),
	} {
		found := false
		for line := range strings.Lines(text) {
			found = found || strings.Contains(line, want) && strings.Contains(line, file)
		}
		if !found {
			t.Errorf("%s: no %q among\n%s", file, want, text)
		}
	}
	if len(c.Recordings.Refused) != 8 || len(c.Recordings.All) != 2 || len(c.Faults) != 0 || strings.Contains(text, elsewhere) {
		t.Errorf("%d refused, %d recordings, faults %v\n%s", len(c.Recordings.Refused), len(c.Recordings.All), c.Faults, text)
	}
	if _, any := r.reader.Retry(); any {
		t.Error("what has not changed is tried again")
	}
	os.Remove(filepath.Join(r.dir, "audio/page", name(0)))
	r.put("page/"+name(0), sitetest.Silence(time.Second))
	changes, any := r.reader.Retry()
	if !any {
		t.Fatal("a file that was mended is not tried again")
	}
	if c := r.read(changes.Content...); len(c.Recordings.All) != 3 {
		t.Errorf("%d recordings: %v", len(c.Recordings.All), c.Recordings.Refused)
	}
}
