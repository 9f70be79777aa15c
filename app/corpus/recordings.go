package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/internal/background"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Recordings are the recordings of a content tree. They never change, and from one [Corpus] to the next are the same pointer as long as no file does.
type Recordings struct {
	All     []*Recording // in the order of their paths
	Refused store.Faults // files that are not served, each with what to do

	pages   map[string]*PageRecordings // by slug
	names   map[*Recording]recordingName
	refused map[string]store.Version // of the files of Refused, by path; the zero version where it is not known
}

// PageRecordings are the recordings whose names are those of texts of one page. From one [Corpus] to the next they are the same pointer as long as none of
// them changes.
type PageRecordings struct{ of map[recordingOf]*Recording }

// recordingOf is what a recording is found by.
type recordingOf struct {
	part string // the key without the page's slug
	tag  string // in lower case
	hash string
}

// Page returns the recordings of the texts of a page, and nil if there are none.
func (r *Recordings) Page(slug string) *PageRecordings { return r.pages[slug] }

// Of returns the recording of a text of the page as the readers of a locale get it, and nil if there is none of exactly that text. part is the text's key
// without the page's slug.
func (p *PageRecordings) Of(part string, t Text, l *locale.Locale) *Recording {
	if p == nil {
		return nil
	}
	of := recordingOf{part, strings.ToLower(recordedTag(t, l)), textHash(t.Text)}
	if r := p.of[of]; r != nil {
		return r
	}
	of.tag = strings.ToLower(t.Locale.Tag)
	return p.of[of]
}

// readRecordings returns the recordings as they stand, those that have not changed as they were. It looks at the folder only where one of the changed
// paths, or anything, is in it.
func (r *Reader) readRecordings(changed []string) *Recordings {
	before := r.lastRecordings
	if before != nil && changed != nil && !slices.ContainsFunc(changed, isBelowRecordings) {
		return before
	}
	rest := background.NewThrottle
	if before == nil {
		before, rest = &Recordings{}, func() *background.Throttle { return nil }
	}
	found := listRecordings(r.content.tree)
	old := make(map[string]*Recording, len(before.All))
	for _, one := range before.All {
		old[one.Path] = one
	}
	read, faults := make([]*Recording, len(found)), make([]error, len(found))
	versions := make([]store.Version, len(found))
	parallel.DoWith(len(found), rest, func(pause *background.Throttle, i int) {
		read[i], versions[i], faults[i] = r.readRecording(found[i], old[found[i].path])
		pause.Pause()
	})
	now := &Recordings{pages: map[string]*PageRecordings{}, names: map[*Recording]recordingName{}, refused: map[string]store.Version{}}
	for i, l := range found {
		switch {
		case errors.Is(faults[i], fs.ErrNotExist):
		case faults[i] != nil:
			now.Refused = append(now.Refused, &store.Fault{File: r.content.tree.Path(l.path), Msg: faults[i].Error()})
			now.refused[l.path] = versions[i]
		default:
			now.add(read[i])
		}
	}
	if slices.Equal(now.All, before.All) && slices.EqualFunc(now.Refused, before.Refused, func(a, b *store.Fault) bool { return *a == *b }) && maps.Equal(now.refused, before.refused) && before.pages != nil {
		return before
	}
	for slug, p := range now.pages {
		if then := before.pages[slug]; then != nil && maps.Equal(p.of, then.of) {
			now.pages[slug] = then
		}
	}
	return now
}

func isBelowRecordings(p string) bool {
	return p == RecordingsFolder || strings.HasPrefix(p, RecordingsFolder+"/")
}

// add adds a recording below all that its name may mean. Of two of one text the first is played.
func (r *Recordings) add(one *Recording) {
	name, _ := parseRecordingPath(one.Path)
	r.All = append(r.All, one)
	r.names[one] = name
	for _, text := range name.texts {
		page := r.pages[text.slug]
		if page == nil {
			page = &PageRecordings{of: map[recordingOf]*Recording{}}
			r.pages[text.slug] = page
		}
		of := recordingOf{text.part, strings.ToLower(name.tag), name.hash}
		if page.of[of] == nil {
			page.of[of] = one
		}
	}
}

// listRecordings returns the files below the folder of recordings that are, or look as if they were to be, recordings.
func listRecordings(tree store.Tree) (found []listed) {
	fs.WalkDir(tree, RecordingsFolder, func(p string, d fs.DirEntry, err error) error {
		hidden := strings.HasPrefix(path.Base(p), ".")
		switch {
		case err != nil: // what cannot be read is a fault of the tree
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && isSound(p):
			found = append(found, listed{p, d})
			if d.IsDir() {
				return fs.SkipDir
			}
		}
		return nil
	})
	return found
}

// isSound reports whether a file is of a kind that recordings are made in, by its name.
func isSound(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case recordingExt, ".wav", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".flac", ".wma", ".aif", ".aiff":
		return true
	}
	return false
}

// readRecording returns a recording: the one before, which may be nil, if the file has not changed since. The error says what is wrong and what to do.
func (r *Reader) readRecording(l listed, before *Recording) (*Recording, store.Version, error) {
	info, err := l.stat(r.content.tree)
	var now store.Version
	if err == nil {
		now = store.VersionOf(info)
	}
	if err == nil && l.entry.IsDir() {
		return nil, now, errors.New("a folder that has the name of a recording: give it that of a page")
	}
	if err != nil || !info.Mode().IsRegular() {
		return nil, now, whyRefused(r.content.tree, l.path)
	}
	switch _, named := parseRecordingPath(l.path); {
	case !strings.EqualFold(path.Ext(l.path), recordingExt):
		err = errors.New("recordings are served as MP3 alone: convert it")
	case !named:
		err = fmt.Errorf("not the name of a recording: name it %s/<page>/<key>.<locale>.<%d digits>.mp3, as parlance status --recordings lists it", RecordingsFolder, recordingHash)
	case info.Size() == 0:
		err = errors.New("the file is empty: put the recording in its place, or remove it")
	case info.Size() > MaxRecording:
		err = fmt.Errorf("larger than %d MB: encode it with fewer bits a second", MaxRecording>>20)
	case before != nil && before.listed == now && now.Known():
		return before, now, nil
	}
	one := &Recording{Path: l.path, Size: info.Size(), Modified: info.ModTime(), tree: r.content.tree, listed: now}
	if err == nil && r.SumRecordings {
		err = one.sum()
	}
	if before != nil && err == nil && before.listed == now && before.Sum == one.Sum { // of a tree without times
		return before, now, nil
	}
	return one, now, err
}

// whyRefused returns why what has the name of a recording is no file to be served.
func whyRefused(tree store.Tree, path string) error {
	f, _, err := store.Open(tree, path)
	if err == nil { // it was replaced after the look at it
		f.Close()
		err = errBeingWritten
	}
	return err
}

// mended reports whether a file that was not served is no longer what it was.
func (r *Recordings) mended(tree store.Tree) bool {
	if r == nil {
		return false
	}
	for p, version := range r.refused {
		info, err := store.Stat(tree, p)
		if err == nil && store.VersionOf(info) != version || err != nil && version.Known() {
			return true
		}
	}
	return false
}
