package render

import (
	"crypto/sha256"
	_ "embed" // the style sheet and the icon
	"encoding/hex"
	"path"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
)

//go:embed assets/site.css
var styleSheet []byte

//go:embed assets/icon.svg
var icon []byte

// assets are the files at /assets/, whose names carry a hash of what they hold (R20).
type Assets struct {
	style, icon string                         // their URLs
	preview     struct{ style, script string } // "" in a normal site
	files       map[string]*document.Document
}

func NewAssets() *Assets {
	a := &Assets{files: map[string]*document.Document{}}
	a.style = a.add("site.css", "text/css; charset=utf-8", styleSheet)
	a.icon = a.add("icon.svg", document.SVG, icon)
	return a
}

// add takes a file in, and gives its URL.
func (a *Assets) add(name, contentType string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	named := strings.TrimSuffix(path.Base(name), ext) + "." + hex.EncodeToString(sum[:6]) + ext
	a.files[named] = document.New(contentType, content)
	return "/assets/" + named
}

// Asset gives the file at "/assets/<name>"; name carries a hash of the content.
func (s *View) Asset(name string) (*document.Document, bool) {
	d, ok := s.assets.files[name]
	return d, ok
}

// addImages takes in the images of the content tree.
func (s *View) addImages(src *corpus.Corpus) {
	s.images = make(map[string]string, len(src.Images.Data))
	if len(src.Images.Data) == 0 {
		return
	}
	all := &Assets{style: s.assets.style, icon: s.assets.icon, preview: s.assets.preview, files: map[string]*document.Document{}}
	for name, d := range s.assets.files {
		all.files[name] = d
	}
	for name, data := range src.Images.Data {
		s.images[name] = all.add(name, corpus.ImageType(name), data)
	}
	s.assets = all
}
