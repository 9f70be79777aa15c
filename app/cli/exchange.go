package cli

import (
	"bytes"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/exchange/xliff"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/workspace"
)

// siteName is the key of the text that says what the site is called. Exports name the site by it.
const siteName = "ui.site.name"

// document gives all that a locale's catalogs say, as they are to stand.
func document(d *workspace.Workspace, p *workspace.Plan, l *locale.Locale) exchange.Document {
	name := ""
	if ui := p.Find("en", catalog.InterfaceSlug); ui != nil {
		if m, ok := ui.Next.Find(siteName); ok {
			name = m.Forms.Other
		}
	}
	doc := exchange.Document{Site: name, Fingerprint: exchange.Fingerprint(name), Target: l.Tag}
	signOffs := signed(d, l)
	for _, f := range p.Files {
		if f.Tag != l.Tag || len(f.English.Messages()) == 0 {
			continue
		}
		doc.Units = append(doc.Units, exchange.Units(f.Slug, f.English, f.Next, func(key string) bool {
			m, _ := f.Next.Find(key)
			return signOffs[[3]string{key, m.Hash, catalog.Hash(m.Forms)}]
		})...)
	}
	return doc
}

// signed gives the sign-offs of a locale that stand, each as key, hash of the English, and hash of the text.
func signed(d *workspace.Workspace, l *locale.Locale) map[[3]string]bool {
	path := corpus.LedgerPath(l.Tag)
	signed := map[[3]string]bool{}
	data, err := store.ReadFile(d.Locales.Tree(), path)
	if err != nil {
		return signed
	}
	signOffs, _ := catalog.ParseLedger(d.Locales.Tree().Path(path), data)
	for _, s := range signOffs {
		signed[[3]string{s.Key, s.Source, s.Text}] = true
	}
	return signed
}

// format tells PO from XLIFF, by what the file holds where its name does not say.
func format(name string, data []byte) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".po", ".pot":
		return "po"
	case ".xlf", ".xliff":
		return "xliff"
	}
	if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n"), []byte("<")) {
		return "xliff"
	}
	return "po"
}

// parseExchange reads a file of either format.
func parseExchange(name string, data []byte) (exchange.Document, error) {
	if format(name, data) == "xliff" {
		return xliff.Read(name, data)
	}
	return po.Read(name, data)
}

// writeExchange writes a document in a format.
func writeExchange(format string, doc exchange.Document) ([]byte, error) {
	if format == "xliff" {
		return xliff.Write(doc)
	}
	return po.Write(doc)
}
