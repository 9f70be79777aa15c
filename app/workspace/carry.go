package workspace

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Carried is a translation that follows its English, which has not changed by one character, from a key that has left the site to a new one.
type Carried struct {
	Tag, From, To string
	Reviewed      bool // its sign-off goes with it

	path, slug   string // of the catalog that it goes into
	locale       *locale.Locale
	source, text string // hashes
}

// moves are the keys that came to a locale's catalog and those that left it, since it was laid out before: what is carried is
// decided in that moment alone, so that a text that somebody takes out later stays out.
type moves struct{ came, left map[string]bool }

func movesOf(old, next *catalog.File) (m moves) {
	m = moves{map[string]bool{}, map[string]bool{}}
	if old == nil {
		old = &catalog.File{}
	}
	for _, x := range next.Messages() {
		if _, ok := old.Find(x.Key); !ok && isUntranslated(x) {
			m.came[x.Key] = true
		}
	}
	for _, x := range old.Messages() {
		if _, ok := next.Find(x.Key); !ok {
			m.left[x.Key] = true
		}
	}
	return m
}

// isUntranslated reports whether nobody has ever translated a text under its key.
func isUntranslated(m catalog.Message) bool { return m.Forms.Empty() && len(m.Previous) == 0 }

// departed is a translation whose key has left the site.
type departed struct {
	catalog.Message
	from *plannedCatalog
}

// carry fills texts that nobody has translated under their keys with the translations of the same English under keys that have left the site,
// where these do not differ. They stay where they were too, out of use (law 3).
func (p *plan) carry() {
	tags := map[string]bool{}
	for _, f := range p.files {
		if f.slug != catalog.InterfaceSlug && len(f.moves.came)+len(f.moves.left) > 0 {
			tags[f.tag] = true
		}
	}
	gone := map[[2]string][]departed{} // by locale and hash of the English
	for _, f := range p.files {
		if !tags[f.tag] || f.slug == catalog.InterfaceSlug {
			continue
		}
		for _, m := range f.next.Obsolete() {
			if !m.Forms.Empty() && m.Hash != "" {
				gone[[2]string{f.tag, m.Hash}] = append(gone[[2]string{f.tag, m.Hash}], departed{m, f})
			}
		}
	}
	if len(gone) == 0 {
		return
	}
	for _, f := range p.files {
		if tags[f.tag] && f.slug != catalog.InterfaceSlug && !f.gone {
			p.carryInto(f, gone)
		}
	}
	p.dropCarriedCosts()
}

func (p *plan) carryInto(f *plannedCatalog, gone map[[2]string][]departed) {
	texts, origins := map[string]catalog.Forms{}, map[string]departed{}
	for _, m := range f.next.Messages() {
		if !isUntranslated(m) {
			continue
		}
		found, ok := p.origin(f, m, gone[[2]string{f.tag, m.Hash}])
		if ok && (f.moves.came[m.Key] || found.from.moves.left[found.Key]) {
			texts[m.Key], origins[m.Key] = found.Forms, found
		}
	}
	if len(texts) == 0 {
		return
	}
	f.next = f.next.Fill(texts, f.english, p.categories[f.tag])
	l, _ := p.locales.Find(f.tag)
	for _, m := range f.next.Messages() {
		from, ok := origins[m.Key]
		if !ok || m.Forms.Empty() {
			continue
		}
		p.carried = append(p.carried, Carried{
			Tag: f.tag, From: from.Key, To: m.Key, path: f.path, slug: f.slug, locale: l, source: m.Hash, text: catalog.Hash(m.Forms),
			Reviewed: m.Forms == from.Forms && p.maySignOff(f, m, from) && p.signOff(l, from.Key, m.Hash, m.Forms) != nil,
		})
	}
}

// origin returns the translation that a text is carried from; ok is false where there is none, or where they differ. Those of one page that has been
// renamed are told apart by what follows the page in their keys.
func (p *plan) origin(f *plannedCatalog, m catalog.Message, candidates []departed) (found departed, ok bool) {
	differ := func() bool {
		return slices.ContainsFunc(candidates, func(d departed) bool { return d.Forms != candidates[0].Forms })
	}
	tail := func(key string) string { _, rest, _ := strings.Cut(key, "."); return rest }
	sameTail := func(d departed) bool { return tail(d.Key) == tail(m.Key) }
	if english := p.find("en", f.slug); len(candidates) > 1 && differ() && english != nil && english.before == nil {
		other := func(d departed) bool { return !d.from.gone || d.from != candidates[0].from }
		if i := slices.IndexFunc(candidates, sameTail); i >= 0 && !slices.ContainsFunc(candidates, other) {
			return candidates[i], true
		}
	}
	if len(candidates) == 0 || differ() {
		return departed{}, false
	}
	l, _ := p.locales.Find(f.tag)
	return slices.MaxFunc(candidates, func(a, b departed) int {
		rank := func(d departed) (n int) {
			for i, good := range []bool{sameTail(d), p.signOff(l, d.Key, m.Hash, d.Forms) != nil, p.maySignOff(f, m, d)} {
				if good {
					n += 1 << i
				}
			}
			return n
		}
		return rank(a) - rank(b)
	}), true
}

// maySignOff reports whether a sign-off may follow a text: it is used as before, and the page is not critical unless the one before was.
func (p *plan) maySignOff(to *plannedCatalog, m catalog.Message, from departed) bool {
	english := p.find("en", from.from.slug)
	return catalog.SameUse(m, from.Message) && (!to.english.Critical() || english != nil && english.wasCritical)
}

// dropCarriedCosts takes the translations that are carried out of what edits cost.
func (p *plan) dropCarriedCosts() {
	carried := map[[2]string]bool{}
	for _, c := range p.carried {
		carried[[2]string{c.Tag, c.From}] = true
	}
	for _, f := range p.files {
		f.changed = slices.DeleteFunc(f.changed, func(c changedText) bool { return c.gone && carried[[2]string{f.tag, c.key}] })
	}
}

// recordCarried puts on record which sign-offs and credits follow their texts, before these are written: a record of a text that is not there counts
// for nothing, and the next sync finds it. It returns what may be written then.
func (w *Workspace) recordCarried(c Changes) (writes []store.Write, leftOut []error) {
	byTag := map[string][]Carried{}
	for _, one := range c.Carried {
		byTag[one.Tag] = append(byTag[one.Tag], one)
	}
	failed := map[string]error{} // by path of a catalog
	for _, list := range byTag {
		if !w.hasLedger(list[0].locale) {
			continue
		}
		if _, err := w.appendLedger(list[0].locale, func(j *ledger) { j.carry(list) }); err != nil {
			for _, one := range list {
				failed[one.path] = err
			}
		}
	}
	for _, one := range c.Writes {
		if err := failed[one.Path]; err != nil {
			leftOut = append(leftOut, w.leftAsItIs(one, err))
			continue
		}
		writes = append(writes, one)
	}
	return writes, leftOut
}

// hasLedger reports whether a locale has a ledger: without one there is nothing to carry in it.
func (w *Workspace) hasLedger(l *locale.Locale) bool {
	_, err := w.locales.Tree().Stat(corpus.LedgerPath(l.Tag))
	return err == nil
}

// carry adds the sign-offs and credits of texts under the keys that they move to, each with its name, time and note.
func (j *ledger) carry(list []Carried) {
	type texts struct{ key, source, text string }
	signed, revoked, known := map[texts]catalog.SignOff{}, map[texts]bool{}, map[catalog.Record]bool{}
	credits := map[texts][]catalog.Record{}
	for _, s := range catalog.ActiveSignOffs(j.records) {
		if at := (texts{s.Key, s.Source, s.Text}); !s.At.Before(signed[at].At) {
			signed[at] = s
		}
	}
	for _, r := range j.records {
		at := texts{r.Key, r.Source, r.Text}
		r.At = r.At.UTC()
		known[r] = true
		switch r.Kind {
		case catalog.KindRevoke:
			revoked[at] = true
		case catalog.KindCredit:
			credits[at] = append(credits[at], r)
		}
	}
	add := func(r catalog.Record, c Carried) {
		r.Key, r.From, r.At = c.To, c.From, r.At.UTC()
		if !known[r] {
			known[r] = true
			j.added = append(j.added, r)
		}
	}
	for _, c := range list {
		from := texts{c.From, c.source, c.text}
		for _, r := range credits[from] {
			add(r, c)
		}
		if s, ok := signed[from]; ok && c.Reviewed && !revoked[texts{c.To, c.source, c.text}] {
			add(catalog.Record{Kind: catalog.KindCarried, SignOff: s}, c)
		}
	}
}
