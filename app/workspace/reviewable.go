package workspace

import (
	"fmt"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
)

// whyNotSignable returns why a translation cannot be signed off, "" for one that can: it is missing, outdated or at fault. context is that of
// its locale.
func (w *Workspace) whyNotSignable(context check.Context, x text) string {
	for _, path := range []string{corpus.CatalogPath(context.Tag, x.slug), corpus.CatalogPath("en", x.slug)} {
		if fault := w.firstFault(path); fault != "" {
			return "its file is at fault: mend it first: " + fault
		}
	}
	switch {
	case x.own.Forms.Empty() && len(x.own.Previous) > 0:
		return "it is outdated: the English has changed, and the new text is not translated"
	case x.own.Forms.Empty():
		return "it is missing: there is no translation"
	case x.own.Hash != catalog.Hash(x.english):
		return "it is outdated: it translates another English than today's; run parlance sync"
	}
	if fault := firstError(context, x, x.own.Forms, x.own.Comments); fault != "" {
		return "parlance check has an error: " + fault
	}
	return ""
}

// firstFault returns the first fault of a catalog, "" where there is none.
func (w *Workspace) firstFault(path string) string {
	name := w.locales.Tree().Path(path)
	for _, f := range w.corpus.Faults {
		if f.File == name {
			return f.Error()
		}
	}
	return ""
}

// firstError returns the first error that the rules find in a translation of a text, "" where there is none.
func firstError(context check.Context, x text, words catalog.Forms, comments []string) string {
	for _, f := range check.Message(check.Unit{Key: x.key, Kind: x.kind, Source: x.english, Text: words, Comments: comments}, context) {
		if f.Severity == check.Error {
			return fmt.Sprintf("%s: %s (%s)", f.Rule, f.Message, f.Hint)
		}
	}
	return ""
}
