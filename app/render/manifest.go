package render

import (
	"encoding/json"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// ManifestName is the last part of the URL of a locale's web app manifest, "/<tag>/manifest.webmanifest". No page has a slug with a dot.
const ManifestName = "manifest.webmanifest"

// themeColor is the colour of the band at the top of every page, by day and by night.
const (
	themeColor     = "#0b5563"
	themeColorDark = "#10191d"
)

// webAppManifest is what a phone needs to show the site among its programs (W3C, Web Application Manifest).
type webAppManifest struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	ShortName  string         `json:"short_name"`
	Lang       string         `json:"lang"`
	Dir        string         `json:"dir"`
	StartURL   string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Background string         `json:"background_color"`
	Theme      string         `json:"theme_color"`
	Icons      []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// ManifestFile returns the web app manifest of a locale. All have one id, that of the site: a phone that has it in one language does not get it a second time
// in another.
func (v *View) ManifestFile(l *locale.Locale) *document.Document {
	d := newWriter(v.in(l))
	name := d.siteName()
	d.release()
	home := v.documentURL(l, Home)
	data, err := json.MarshalIndent(webAppManifest{
		ID: v.prefix + "/", Name: name.text(), ShortName: name.text(), Lang: name.as.Tag, Dir: name.as.Dir, StartURL: home, Scope: v.prefix + "/",
		Display: "minimal-ui", Background: "#ffffff", Theme: themeColor,
		Icons: []manifestIcon{
			{v.assets.icon, "any", "image/svg+xml", "any"},
			{v.assets.icon192, "192x192", "image/png", "any"},
			{v.assets.icon512, "512x512", "image/png", "any"},
			{v.assets.maskable, "512x512", "image/png", "maskable"},
		},
	}, "", "  ")
	if err != nil {
		panic(err) // strings always marshal
	}
	doc := document.New("application/manifest+json", append(data, '\n'))
	doc.Tag, doc.Language = l.Tag, name.as.Tag
	return doc
}

// WorkerName is the URL of the service worker, which must stand where the pages are that it answers for, without its first slash.
const WorkerName = "sw.js"

// ServiceWorker returns "/sw.js", the worker of readers who keep guides on their phone.
func (v *View) ServiceWorker() *document.Document { return v.assets.worker }
