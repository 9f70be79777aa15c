package render

import (
	"crypto/sha256"
	_ "embed" // the files of every site and those of a preview
	"encoding/hex"
	"maps"
	"path"
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
)

//go:embed assets/site.css
var styleSheet []byte

//go:embed assets/icon.svg
var icon []byte

//go:embed assets/preview.js
var previewScript []byte

//go:embed assets/preview.css
var previewStyle []byte

// assets are the files at /assets/, whose names carry a hash of what they hold (R20).
type assets struct {
	prefix                      string                        // of their URLs
	style, icon                 string                        // their URLs
	previewStyle, previewScript string                        // "" in a normal site
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

func newAssets(preview bool, prefix string) *assets {
	files := map[string]*document.Document{}
	a := &assets{prefix: prefix, files: files, own: files}
	a.style = a.add("site.css", "text/css; charset=utf-8", styleSheet)
	a.icon = a.add("icon.svg", document.SVG, icon)
	if preview {
		a.previewStyle = a.add("preview.css", "text/css; charset=utf-8", previewStyle)
		a.previewScript = a.add("preview.js", "text/javascript; charset=utf-8", previewScript)
	}
	return a
}

// notInURL matches what would have to be escaped in a URL.
var notInURL = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// add adds a file and returns its URL.
func (a *assets) add(name, contentType string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	named := notInURL.ReplaceAllString(strings.TrimSuffix(path.Base(name), ext), "-") + "." + hex.EncodeToString(sum[:6]) + ext
	a.files[named] = document.New(contentType, content)
	return a.prefix + "/assets/" + named
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
