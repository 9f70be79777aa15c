package corpus

import (
	"bytes"
	"maps"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// A file whose bytes are a proper beginning of its last good ones seems to be cut off: Markdown, TOML and lines of JSON are valid at most places where they
// may end. Such a version is held back, and the last good one served, until something says that the end is meant to be gone.

// truncated reports whether data is before without its end, apart from white space and from what editors change without changing the text: the
// byte order mark, line ends, and how letters are composed.
func truncated(before, data []byte) bool {
	return isBeginning(before, data) || isBeginning(decomposed(before), decomposed(data))
}

func isBeginning(before, data []byte) bool {
	return bytes.HasPrefix(before, data) && len(bytes.TrimSpace(before)) > len(bytes.TrimSpace(data))
}

// decomposed returns a text in NFD, in which the end of a text changes nothing before it, with line feeds alone and without a byte order mark.
func decomposed(data []byte) []byte {
	return norm.NFD.Bytes(bytes.TrimRight(store.NewLFText(data).Text, "\r"))
}

// takesCutAnew reports whether nothing but reading everything anew on demand can say that the end of a file is meant to be gone.
func takesCutAnew(p string) bool {
	return isAttached(p) || p == englishInterface
}

// attachmentFrames is how images and documents begin and end that are whole. Of other kinds nobody can tell.
var attachmentFrames = []struct{ begin, end string }{
	{"\x89PNG", "IEND\xaeB`\x82"}, {"\xff\xd8\xff", "\xff\xd9"}, {"GIF8", "\x00;"}, {"%PDF-", "%%EOF"}, {"<", "</svg>"},
}

// isWholeAttachment reports whether data begins and ends as an image or a document does, so that it is neither cut off nor something else.
func isWholeAttachment(data []byte) bool {
	data = bytes.TrimRight(data, "\r\n")
	for _, f := range attachmentFrames {
		if bytes.HasPrefix(data, []byte(f.begin)) && bytes.HasSuffix(data, []byte(f.end)) {
			return true
		}
	}
	return false
}

// damaged reports whether a version of a file that can be read is held back: it is cut off, or was an image or a document that was whole, and is no more.
func damaged(p string, before, data []byte) bool {
	if isAttached(p) && (isWholeAttachment(data) || isWholeAttachment(before)) {
		return !isWholeAttachment(data)
	}
	return truncated(before, data)
}

// truncatedFault returns the fault of a file that was truncated.
func truncatedFault(name, p string, data []byte) error {
	way := "run parlance sync"
	switch {
	case isAttached(p):
		return &store.Fault{File: name, Msg: "the file was cut off or damaged, and readers get what it was before: save it again; if it is meant to be so, send the server SIGHUP"}
	case p == TableName:
		way = "remove the folder of the locale, or send the server SIGHUP,"
	case p == segment.SiteFile:
		way = "run parlance sync, and where that does not do, send the server SIGHUP,"
	case p == GlossaryName, takesCutAnew(p):
		way = "send the server SIGHUP"
	}
	return store.At(name, data, len(data), "the file was cut off here, and readers get what it held before: restore it, or %s if its end is meant to be gone", way)
}

// emptiedFault returns the fault of a file that has lost its whole content: it is being saved at this moment, or was truncated.
func emptiedFault(name string) error {
	return &store.Fault{File: name, Line: 1, Col: 1,
		Msg: "the file has become empty, and readers get what it held before: restore it, or delete it if it is meant to be gone"}
}

// settle serves what was held back as cut off wherever that has proved to be meant: a page whose English catalog is that of the shorter page, as
// sync leaves it, and a catalog that has every text of today's English.
func (r *Reader) settle() {
	for p := range maps.Clone(r.content.faulty) {
		f := r.content.files[p]
		if f.held == nil || f.held.page == nil {
			continue
		}
		english := r.locales.files[CatalogPath("en", f.held.page.Slug)].newest()
		if same := f.sameTexts(); same && r.content.anew || !same && agrees(f.held.page, english) {
			r.content.put(p, f.held)
		}
	}
	for _, english := range []bool{true, false} {
		for p := range maps.Clone(r.locales.faulty) {
			if f := r.locales.files[p]; f.held != nil && strings.HasPrefix(p, "en/") == english && r.whole(p, f.newest(), f.served()) {
				r.locales.put(p, f.meant())
			}
		}
	}
}

// newest returns the catalog of a file as it is now, even if it is held back; nil if there is none.
func (f *file) newest() *catalog.File {
	if f != nil && f.held != nil {
		return f.held.load()
	}
	return f.load()
}

// served returns the catalog of a file without what is held back; nil if there is none.
func (f *file) served() *catalog.File {
	if f != nil && f.held != nil && f.stored != nil && f.stored.before != nil {
		return f.stored.before.load()
	}
	return f.load()
}

// meant returns what was held back, as the version that is served.
func (f *file) meant() *file {
	if s := f.stored; s != nil {
		s.resolved, s.mismatches = nil, nil
	}
	f.held.valid = f.valid
	return f.held
}

// sameTexts reports whether the page that is held back has every text that the one before has for translators, so that no catalog tells the two apart,
// but has lost a block that is not translated, or facts of site.toml.
func (f *file) sameTexts() bool {
	count := func(p *segment.Page) (n int) {
		for _, s := range p.Segments {
			if !s.NoTranslate {
				n++
			}
		}
		return n
	}
	fewer := f.page != nil && (len(f.held.page.Segments) < len(f.page.Segments) || f.page.Site != nil)
	return fewer && count(f.held.page) == count(f.page)
}

// agrees reports whether a page's English catalog, which may be nil, has the texts of the page and no others.
func agrees(page *segment.Page, english *catalog.File) bool {
	if english == nil {
		return false
	}
	n, keys := 0, page.Keys(catalog.RememberedKeys(english))
	for i, s := range page.Segments {
		if s.NoTranslate {
			continue
		}
		if m, ok := english.Find(keys[i]); !ok || m.Forms.Other != s.Text {
			return false
		}
		n++
	}
	return n == len(english.Messages())
}

// whole reports whether a catalog has every text that it should have today and that it had before.
func (r *Reader) whole(p string, own, before *catalog.File) bool {
	tag, slug, _ := ParseCatalogPath(p)
	switch {
	case own == nil || before == nil:
		return false
	case tag != "en":
		return hasTexts(own, r.locales.files[CatalogPath("en", slug)].served(), before)
	case hasTexts(own, before, before):
		return true
	case slug == catalog.InterfaceSlug: // which is written by people: sync takes what it has lost out of the other locales
		synced := false
		for p, f := range r.locales.files {
			other := f.served()
			if tag, _, _ := strings.Cut(p, "/"); p != CatalogPath(tag, slug) || tag == "en" || other == nil {
				continue
			}
			if !hasTexts(own, other, before) {
				return false
			}
			synced = synced || hasTexts(other, own, own)
		}
		return synced
	}
	for _, f := range r.content.files {
		if f.page != nil && f.page.Slug == slug {
			return agrees(f.page, own)
		}
	}
	return true // there is no such page any more
}

// hasTexts reports whether a catalog has an entry, with the line of its text, for each that wanted has, which may be nil, and that it had before.
func hasTexts(own, wanted, before *catalog.File) bool {
	if wanted == nil {
		return true
	}
	for _, m := range wanted.Messages() {
		if _, had := before.Find(m.Key); !had {
			continue
		}
		found, ok := own.Find(m.Key)
		if line, _ := found.Position("other"); !ok || line == found.Line {
			return false
		}
	}
	return true
}
