package site

import (
	"time"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Snapshot is everything that is served at one moment: immutable, swapped whole (law 7).
type Snapshot struct {
	Locales *locale.Table
	Chooser *locale.Chooser
	Loaded  time.Time
	Faults  store.Faults // of the files whose last good version, or nothing, is served
}

// Home is the slug of the list of guides.
const Home = ""

// Publishable gives the locales that may be negotiated on the page's neutral URL: those that reach min_coverage, and
// English. ok is false where there is no such page.
func (s *Snapshot) Publishable(slug string) (set locale.Set, ok bool) { panic("thin path") }

// Document gives the page in the locale of that index, rendering it if nobody asked before; nil where there is no such page.
func (s *Snapshot) Document(slug string, index int) *Document { panic("thin path") }

// Problem is what went wrong with a request, for the page that says so in the reader's language.
type Problem uint8

// The problems that have a page of their own.
const (
	NotFound Problem = iota
	BadRequest
	MethodNotAllowed
	URITooLong
	HeadersTooLarge
	ServerTrouble
	problems
)

// Problem gives the localized page for a problem. It has no ETag and no Location.
func (s *Snapshot) Problem(p Problem, index int) *Document { panic("thin path") }

// Asset gives the file at "/assets/<name>"; name carries a hash of the content.
func (s *Snapshot) Asset(name string) (*Document, bool) { panic("thin path") }

// Sitemap gives sitemap.xml with the hreflang alternates of every publishable document (R21).
func (s *Snapshot) Sitemap() *Document { panic("thin path") }

// Robots gives robots.txt.
func (s *Snapshot) Robots() *Document { panic("thin path") }
