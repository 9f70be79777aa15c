package render

import (
	"crypto/sha256"
	"embed" // the files of every site
	"encoding/hex"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
)

//go:embed assets/site.css
var styleSheet []byte // of every page

//go:embed assets/pages.css
var pagesStyleSheet []byte // of pages that are no guide, beside styleSheet

//go:embed assets/recordings.css
var recordingsStyleSheet []byte // of guides that have recordings

//go:embed assets/wide.css
var wideStyleSheet []byte // of screens that are wider than a phone

//go:embed assets/paper.css
var paperStyleSheet []byte // of every page on paper; a browser asks for it last

//go:embed assets/icon.svg
var icon []byte

//go:embed assets/icon-192.png assets/icon-512.png assets/maskable-512.png assets/touch-180.png
var icons embed.FS

//go:embed assets/reader.js
var readerScript []byte

//go:embed assets/search-folding.js assets/search-words.js assets/search-places.js assets/search-ranking.js assets/search-page.js
var searchScripts embed.FS

//go:embed assets/sw.js
var serviceWorker []byte

// scriptType is the media type of a script (RFC 9239).
const scriptType = "text/javascript; charset=utf-8"

// assets are the files at /assets/, whose names carry a hash of what they hold (R20).
type assets struct {
	prefix                      string                        // of their URLs
	style, icon, reader, search string                        // their URLs
	pagesStyle, recordingsStyle string                        // of style sheets that not every page needs
	wideStyle, paperStyle       string                        // of style sheets that not every view needs
	icon192, icon512            string                        // of the icon as PNG
	maskable, touch             string                        // of the icon with room around it, for Android's shapes, and without round corners, for iOS
	worker                      *document.Document            // the service worker, which has a stable address
	own                         map[string]*document.Document // by name, without those of the content tree
	files                       map[string]*document.Document // by name
	attached                    map[string]attachment         // by path in the content tree
	attachedOf                  *corpus.Attachments           // what attached was made of
}

// attachment is a file of the content tree that pages show or link to.
type attachment struct {
	url           string
	mediaType     string
	width, height int // of an image, in pixels; 0 if they are not known
}

func newAssets(prefix string) *assets {
	files := map[string]*document.Document{}
	a := &assets{prefix: prefix, files: files, own: files}
	a.style = a.add("site.css", "text/css; charset=utf-8", minifyStyle(styleSheet))
	a.pagesStyle = a.add("pages.css", "text/css; charset=utf-8", minifyStyle(pagesStyleSheet))
	a.recordingsStyle = a.add("recordings.css", "text/css; charset=utf-8", minifyStyle(recordingsStyleSheet))
	a.wideStyle = a.add("wide.css", "text/css; charset=utf-8", minifyStyle(wideStyleSheet))
	a.paperStyle = a.add("paper.css", "text/css; charset=utf-8", minifyStyle(paperStyleSheet))
	a.icon = a.add("icon.svg", document.SVG, icon)
	a.reader = a.add("reader.js", scriptType, minifyScript(readerScript))
	a.search = a.add("search.js", scriptType, minifyScript(searchScript()))
	a.worker = document.New(scriptType, minifyScript(serviceWorker))
	for name, url := range map[string]*string{"icon-192.png": &a.icon192, "icon-512.png": &a.icon512, "maskable-512.png": &a.maskable, "touch-180.png": &a.touch} {
		data, err := icons.ReadFile("assets/" + name)
		if err != nil {
			panic(err) // it is embedded
		}
		*url = a.add(name, "image/png", data)
	}
	return a
}

// searchScript returns the script that searches a published site, in one file.
func searchScript() []byte {
	var all []byte
	for _, part := range [...]string{"folding", "words", "places", "ranking", "page"} {
		data, err := searchScripts.ReadFile("assets/search-" + part + ".js")
		if err != nil {
			panic(err) // it is embedded
		}
		all = append(all, data...)
	}
	return all
}

// notInURL matches what would have to be escaped in a URL.
var notInURL = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// add adds a file and returns its URL.
func (a *assets) add(name, contentType string, content []byte) string {
	sum := sha256.Sum256(content)
	named := assetName(name, hex.EncodeToString(sum[:]))
	a.files[named] = document.New(contentType, content)
	return a.prefix + "/assets/" + named
}

// assetName returns the name at /assets/ of a file with that SHA-256, in hexadecimal digits.
func assetName(name, sum string) string {
	ext := path.Ext(name)
	return notInURL.ReplaceAllString(strings.TrimSuffix(path.Base(name), ext), "-") + "." + sum[:12] + ext
}

// with returns the files together with those of a content tree: a itself if it has these.
func (a *assets) with(files *corpus.Attachments) *assets {
	if a.attachedOf == files || len(files.Data) == 0 && len(a.attached) == 0 {
		return a
	}
	all := *a
	all.files, all.attached, all.attachedOf = maps.Clone(a.own), make(map[string]attachment, len(files.Data)), files
	for name, data := range files.Data {
		f := attachment{mediaType: corpus.AttachedType(name)}
		if corpus.IsImage(name) {
			f.width, f.height = imageSize(name, data)
		}
		f.url = all.add(name, f.mediaType, data)
		all.attached[name] = f
	}
	return &all
}

// Asset returns the file at "/assets/<name>"; name carries a hash of the content.
func (v *View) Asset(name string) (*document.Document, bool) {
	d, ok := v.assets.files[name]
	return d, ok
}

// AssetNames returns the names of all files at /assets/, sorted.
func (v *View) AssetNames() []string { return slices.Sorted(maps.Keys(v.assets.files)) }

// RecordingType is the media type of a recording.
const RecordingType = "audio/mpeg"

// recordings are the recordings of a content tree by their names at /assets/, which carry a hash of what they hold as those of all assets do.
type recordings struct {
	of     *corpus.Recordings
	byName map[string]*corpus.Recording
}

// newRecordings returns the recordings of a corpus: before if they are the same.
func newRecordings(of *corpus.Recordings, before recordings) recordings {
	if before.of == of {
		return before
	}
	r := recordings{of, make(map[string]*corpus.Recording, len(of.All))}
	for _, one := range of.All {
		r.byName[recordingName(one)] = one
	}
	return r
}

func recordingName(r *corpus.Recording) string { return assetName(r.Path, r.Sum) }

// Recording returns the recording at "/assets/<name>".
func (v *View) Recording(name string) (*corpus.Recording, bool) {
	r, ok := v.recordings.byName[name]
	return r, ok
}

// PlayedRecordings returns the names at /assets/ of the recordings that some page plays, sorted.
func (v *View) PlayedRecordings() []string {
	played := map[string]bool{}
	for _, p := range v.Pages {
		own := v.recordings.of.Page(p.Slug)
		if own == nil {
			continue
		}
		for i := range v.Locales.Locales {
			l := &v.Locales.Locales[i]
			for n, text := range p.Publication(l).Texts {
				if part, ok := partOf(p.Original, n); ok && p.IsShown(n) {
					if r := own.Of(part, text, l); r != nil {
						played[recordingName(r)] = true
					}
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(played))
}
