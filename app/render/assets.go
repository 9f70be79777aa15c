package render

import (
	"crypto/sha256"
	_ "embed" // the files of every site and those of a preview
	"encoding/hex"
	"maps"
	"path"
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
	own                         map[string]*document.Document // by name, without the images
	files                       map[string]*document.Document // by name
	images                      map[string]string             // URLs of images, by path in the content tree
	imagesOf                    *corpus.Images                // what images was made of
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

// add adds a file and returns its URL.
func (a *assets) add(name, contentType string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	named := strings.TrimSuffix(path.Base(name), ext) + "." + hex.EncodeToString(sum[:6]) + ext
	a.files[named] = document.New(contentType, content)
	return a.prefix + "/assets/" + named
}

// with returns the files together with the images of a content tree: a itself if it has these images.
func (a *assets) with(images *corpus.Images) *assets {
	if a.imagesOf == images || len(images.Data) == 0 && len(a.images) == 0 {
		return a
	}
	all := *a
	all.files, all.images, all.imagesOf = maps.Clone(a.own), make(map[string]string, len(images.Data)), images
	for name, data := range images.Data {
		all.images[name] = all.add(name, corpus.ImageType(name), data)
	}
	return &all
}

// Asset returns the file at "/assets/<name>"; name carries a hash of the content.
func (v *View) Asset(name string) (*document.Document, bool) {
	d, ok := v.assets.files[name]
	return d, ok
}
