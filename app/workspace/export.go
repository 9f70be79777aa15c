package workspace

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/exchange/xliff"
	"github.com/parlance/parlance/app/locale"
)

// Export returns all that a locale's catalogs say, as sync would lay them out. What has a fault is not in it.
func (w *Workspace) Export(l *locale.Locale) exchange.Document { return w.document(w.plan(), l) }

func (w *Workspace) document(p *plan, l *locale.Locale) exchange.Document {
	name := ""
	if ui := p.find("en", catalog.InterfaceSlug); ui != nil {
		m, _ := ui.next.Find("ui.site.name")
		name = m.Forms.Other
	}
	doc := exchange.Document{Site: name, Target: l.Tag}
	if name != "" { // otherwise a fault of the interface, and nobody's import waits for it
		doc.Fingerprint = exchange.Fingerprint(name)
	}
	for _, f := range p.files {
		if f.tag != l.Tag || f.gone {
			continue
		}
		doc.Units = append(doc.Units, exchange.Units(f.slug, f.english, f.next, func(key string) bool {
			m, _ := f.next.Find(key)
			return w.corpus.SignedOff(l, key, m.Hash, m.Forms)
		})...)
	}
	return doc
}

// WhyKeepExport returns what would be lost if an export were written over the file that stands there, "" where nothing would. now is what the
// catalogs say, data the content of the file.
func WhyKeepExport(now exchange.Document, name string, data []byte) string {
	if len(data) == 0 {
		return ""
	}
	before, err := ReadExchange(name, data)
	if err != nil {
		return "is there already, and is no export that can be read"
	}
	merged, err := exchange.Merge(now, before)
	switch n := len(merged.Changes) + len(merged.Refused); {
	case err != nil:
		return "is there already, and is of another locale or site"
	case n == 1:
		return "holds 1 translation that the catalogs do not have"
	case n > 1:
		return fmt.Sprintf("holds %d translations that the catalogs do not have", n)
	}
	return ""
}

// FormatOf returns the format that the ending of a file's name says, "po" or "xliff", and "" where it says none.
func FormatOf(name string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".po", ".pot":
		return "po"
	case ".xlf", ".xliff":
		return "xliff"
	}
	return ""
}

// WriteExchange returns a document as a file of a format: "xliff" is XLIFF 2.1, any other GNU gettext's PO.
func WriteExchange(format string, doc exchange.Document) ([]byte, error) {
	if format == "xliff" {
		return xliff.Write(doc)
	}
	return po.Write(doc)
}
