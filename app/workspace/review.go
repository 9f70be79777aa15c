package workspace

import (
	"fmt"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// TextResult is what became of one text.
type TextResult struct {
	Key     string
	Already string       // why there was nothing to do, for example "already credited to Ada"; "" otherwise
	Refused *store.Fault // where the text stands, and why it was refused; nil where it was not
	Own     bool         // it was refused because the words are those of who was to sign them (R44)
}

// LedgerResult is what was done to a locale's ledger.
type LedgerResult struct {
	File   string // the ledger, as a person names it
	Texts  []TextResult
	Faults store.Faults // of lines of the ledger that cannot be read; they hold nothing up
}

// Count returns how many texts are on record now that were not, and how many were refused.
func (r LedgerResult) Count() (done, refused int) {
	for _, x := range r.Texts {
		if x.Refused != nil {
			refused++
		} else if x.Already == "" {
			done++
		}
	}
	return done, refused
}

// SignOff records that by has reviewed the texts with those keys or of those pages. It refuses a text that is missing, outdated or at fault,
// and one whose words are by's own, as the ledger or the history says. Refusals are in the [LedgerResult] alone; the error is an [UnknownNamesError], or
// that the history could not be read or the ledger not be written.
func (w *Workspace) SignOff(l *locale.Locale, names []string, by history.Person, note string) (LedgerResult, error) {
	wrote, err := w.wrote(l.Tag, by)
	if err != nil {
		return LedgerResult{}, err
	}
	context, own := w.checkContext(l), map[string]bool{}
	r, err := w.recordTexts(l, names, func(j *ledger, x text) (already, refused string) {
		source, words := catalog.Hash(x.english), catalog.Hash(x.own.Forms)
		if why := w.whyNotSignable(context, x); why != "" {
			return "", why
		}
		if own[x.key] = wrote(j, x.key, words); own[x.key] {
			return "", by.Name + " is on record as the translator of this text: somebody else must review it"
		}
		for _, before := range j.active {
			if before.Key == x.key && before.Source == source && before.Text == words && catalog.SameName(before.By, by.Name) {
				return "already signed off by " + before.By, ""
			}
		}
		j.add(catalog.KindSignOff, x.key, source, words, by.Name, note).Words = catalog.Words(x.own.Forms)
		return "", ""
	})
	for i := range r.Texts {
		r.Texts[i].Own = own[r.Texts[i].Key]
	}
	return r, err
}

// wrote returns what tells whether somebody wrote words of a text, by their hash: a credit in its locale's ledger names them, or the history does, under any name
// that they have had.
func (w *Workspace) wrote(tag string, by history.Person) (func(j *ledger, key, words string) bool, error) {
	recorded, err := w.journal.Wrote(tag, by)
	var names []string
	if err == nil {
		names, err = w.journal.Names(by)
	}
	if err != nil {
		return nil, fmt.Errorf("nothing was signed, because the history cannot say whose words these are: %w", err)
	}
	return func(j *ledger, key, words string) bool {
		return j.isTranslator(key, words, names...) || recorded(key, words)
	}, nil
}

// Revoke takes every sign-off of the texts back, whatever words it was for and whoever gave it. Errors are those of [Workspace.SignOff].
func (w *Workspace) Revoke(l *locale.Locale, names []string, by, note string) (LedgerResult, error) {
	return w.recordTexts(l, names, func(j *ledger, x text) (already, refused string) {
		taken := map[[2]string]bool{}
		for _, before := range catalog.ActiveSignOffs(j.records) {
			pair := [2]string{before.Source, before.Text}
			if before.Key == x.key && !taken[pair] {
				taken[pair] = true
				j.add(catalog.KindRevoke, x.key, before.Source, before.Text, by, note)
			}
		}
		if len(taken) == 0 {
			return "", "nobody has signed this text off"
		}
		return "", ""
	})
}

// recordTexts calls decide, which may add to the ledger, for each named text. decide returns why there was nothing to do, or why it refused.
func (w *Workspace) recordTexts(l *locale.Locale, names []string, decide func(*ledger, text) (already, refused string)) (r LedgerResult, err error) {
	texts, err := w.namedTexts(l, names)
	if err != nil {
		return r, err
	}
	r.File = w.CatalogPath(corpus.LedgerPath(l.Tag))
	r.Faults, err = w.appendLedger(l, func(j *ledger) {
		r.Texts = make([]TextResult, len(texts))
		for i, x := range texts {
			already, refused := decide(j, x)
			r.Texts[i] = TextResult{Key: x.key, Already: already}
			if refused != "" {
				r.Texts[i].Refused = w.position(l, x)
				r.Texts[i].Refused.Msg = x.key + ": " + refused
			}
		}
	})
	return r, err
}

// whyNotSignable returns why a translation cannot be signed off, "" for one that can: it is missing, outdated or at fault. context is that of
// its locale.
func (w *Workspace) whyNotSignable(context check.Context, x text) string {
	file := w.CatalogPath(corpus.CatalogPath(context.Tag, x.slug))
	fault := slices.IndexFunc(w.corpus.Faults, func(f *store.Fault) bool { return f.File == file })
	switch {
	case x.own.Key == "" && fault >= 0: // what is sound can be signed off (law 9)
		return "its entry cannot be read: mend its file first: " + w.corpus.Faults[fault].Error()
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

// firstError returns the first error that the rules find in a translation of a text, "" where there is none.
func firstError(context check.Context, x text, words catalog.Forms, comments []string) string {
	for _, f := range check.Message(check.Unit{Key: x.key, Kind: x.kind, Source: x.english, Text: words, Comments: comments}, context) {
		if f.Severity == check.Error {
			return fmt.Sprintf("%s: %s (%s)", f.Rule, f.Message, f.Hint)
		}
	}
	return ""
}

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
	case j.isTranslator(key, words, catalog.NameKey(by)):
		return "already credited to " + by, ""
	case j.isReviewer(key, words, by):
		return "", by + " has signed this text off, and the reviewer is not the translator: take that back first (parlance review --revoke)"
	}
	j.add(catalog.KindCredit, key, source, words, by, "")
	return "", ""
}

// text is one text of a page or of the interface, and what one locale has for it.
type text struct {
	slug, key, kind string
	english         catalog.Forms   // today's
	own             catalog.Message // the locale's entry; the zero Message where there is none
}

// texts returns all texts of a locale, and the slug of each page with the interface's at the end.
func (w *Workspace) texts(l *locale.Locale) (list []text, slugs []string) {
	add := func(f *catalog.File, t text) {
		if f != nil {
			t.own, _ = f.Find(t.key)
		}
		list = append(list, t)
	}
	for _, p := range w.corpus.Sources() {
		slugs = append(slugs, p.Slug)
		for i, seg := range p.Segments {
			if p.Keys[i] != "" {
				add(p.Catalog(l.Index), text{slug: p.Slug, key: p.Keys[i], kind: string(seg.Kind), english: catalog.Forms{Other: seg.Text}})
			}
		}
	}
	for _, m := range w.corpus.Interface[w.corpus.Locales.English().Index].Messages() {
		add(w.corpus.Interface[l.Index], text{slug: catalog.InterfaceSlug, key: m.Key, kind: catalog.InterfaceSlug, english: m.Forms})
	}
	return list, append(slugs, catalog.InterfaceSlug)
}

// namedTexts returns the texts that are named by their keys or by their pages, each once, in the order of the pages. The error is an
// [UnknownNamesError] where a name is neither.
func (w *Workspace) namedTexts(l *locale.Locale, names []string) ([]text, error) {
	all, known := w.texts(l)
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	var named []text
	for _, x := range all {
		known = append(known, x.key)
		if wanted[x.key] || wanted[x.slug] {
			named = append(named, x)
		}
	}
	return named, checkNames(names, known)
}

func (w *Workspace) position(l *locale.Locale, x text) *store.Fault {
	f := &store.Fault{File: w.CatalogPath(corpus.CatalogPath(l.Tag, x.slug))}
	if x.own.Key != "" {
		f.Line, f.Col = x.own.Position("other")
	}
	return f
}
