package render

import (
	"crypto/sha256"
	_ "embed" // the style sheet and the icon
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

// Assets are the files at /assets/, whose names carry a hash of what they hold (R20).
type Assets struct {
	style, icon string                         // their URLs
	preview     struct{ style, script string } // "" in a normal site
	own         map[string]*document.Document  // by name, without the images
	files       map[string]*document.Document  // by name
	images      map[string]string              // URLs of images, by path in the content tree
	imagesOf    *corpus.Images                 // what images was made of
}

// NewAssets returns the style sheet and the icon.
func NewAssets() *Assets {
	files := map[string]*document.Document{}
	a := &Assets{files: files, own: files}
	a.style = a.add("site.css", "text/css; charset=utf-8", styleSheet)
	a.icon = a.add("icon.svg", document.SVG, icon)
	return a
}

// add adds a file and returns its URL.
func (a *Assets) add(name, contentType string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	named := strings.TrimSuffix(path.Base(name), ext) + "." + hex.EncodeToString(sum[:6]) + ext
	a.files[named] = document.New(contentType, content)
	return "/assets/" + named
}

// Asset returns the file at "/assets/<name>"; name carries a hash of the content.
func (v *View) Asset(name string) (*document.Document, bool) {
	d, ok := v.assets.files[name]
	return d, ok
}

// with returns the files together with the images of a content tree: a itself if it has these images.
func (a *Assets) with(images *corpus.Images) *Assets {
	if a.imagesOf == images || len(images.Data) == 0 && len(a.images) == 0 {
		return a
	}
	all := &Assets{style: a.style, icon: a.icon, preview: a.preview, own: a.own, files: maps.Clone(a.own), imagesOf: images,
		images: make(map[string]string, len(images.Data))}
	for name, data := range images.Data {
		all.images[name] = all.add(name, corpus.ImageType(name), data)
	}
	return all
}
