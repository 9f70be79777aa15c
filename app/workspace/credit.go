package workspace

import (
	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
)

// Credit records that by has made the translations with those keys or of those pages. It refuses a text without a translation, and one
// that by has signed off: the reviewer is not the translator. Errors are those of [Workspace.SignOff].
func (w *Workspace) Credit(l *locale.Locale, names []string, by string) (LedgerResult, error) {
	return w.recordTexts(l, names, func(j *ledger, x text) (already, refused string) {
		if x.own.Forms.Empty() || x.own.Hash == "" {
			return "", "there is no translation to credit"
		}
		return j.credit(x.key, x.own.Hash, x.own.Forms, by)
	})
}

// credit adds a credit. It returns why there was nothing to do, or why it refused.
func (j *ledger) credit(key, source string, text catalog.Forms, by string) (already, refused string) {
	words := catalog.Hash(text)
	switch {
	case j.isTranslator(key, words, by):
		return "already credited to " + by, ""
	case j.isReviewer(key, words, by):
		return "", by + " has signed this text off, and the reviewer is not the translator: take that back first (parlance review --revoke)"
	}
	j.add(catalog.KindCredit, key, source, words, by, "")
	return "", ""
}
