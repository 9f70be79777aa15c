package workspace

import (
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
)

// Carried is a translation that follows its English, which has not changed by one character, from a key that has left the site to a new one.
type Carried struct {
	Tag, From, To string
	Reviewed      bool // its sign-off goes with it

	path, slug   string // of the catalog that it goes into
	locale       *locale.Locale
	source, text string // hashes
}

// moves are the keys that came to a locale's catalog and those that left it, since it was laid out before, or whose English is another: what is carried is
// decided in that moment alone, so that a text that somebody takes out later stays out.
type moves struct{ came, left map[string]bool }

func movesOf(f *plannedCatalog) (m moves) {
	m = moves{map[string]bool{}, map[string]bool{}}
	old := f.old
	if old == nil {
		old = &catalog.File{}
	}
	for _, x := range f.next.Messages() {
		if _, ok := old.Find(x.Key); !ok {
			m.came[x.Key] = true
		}
	}
	for _, x := range old.Messages() {
		if _, ok := f.next.Find(x.Key); !ok {
			m.left[f.formerKey(x.Key)] = true
		}
	}
	for _, c := range f.changed {
		if !c.gone {
			m.came[c.key], m.left[c.key] = true, !c.translation.Empty()
		}
	}
	return m
}

// departed is a translation whose key has left the site, or stands for another English now.
type departed struct {
	catalog.Message
	from *plannedCatalog
}

// departed returns the translations of a catalog whose keys have left, under the keys that they had.
func (f *plannedCatalog) departed() (list []departed) {
	all := f.next.Obsolete()
	if f.gone { // and is left as it is, for a fault
		all = slices.Concat(all, f.next.Messages())
	}
	for _, m := range all {
		m.Key = f.formerKey(m.Key)
		list = append(list, departed{m, f})
	}
	for _, c := range f.changed {
		if !c.gone && !c.translation.Empty() {
			list = append(list, departed{catalog.Message{Key: f.formerKey(c.key), Hash: catalog.Hash(c.before), Forms: c.translation, Note: c.note}, f})
		}
	}
	return list
}

// carry fills texts that nobody has translated under their keys with the translations of the same English under keys that have left the site,
// where these do not differ. They stay where they were too, out of use (law 3).
func (p *plan) carry() {
	tags := map[string]bool{}
	for _, f := range p.files {
		if len(f.moves.came)+len(f.moves.left)+len(f.renamedTexts) > 0 {
			tags[f.tag] = true
		}
	}
	gone := map[[2]string][]departed{} // by locale and hash of the English
	for _, f := range p.files {
		if !tags[f.tag] {
			continue
		}
		for _, d := range f.departed() {
			if at := [2]string{f.tag, d.Hash}; !d.Forms.Empty() && d.Hash != "" {
				gone[at] = append(gone[at], d)
			}
		}
		for _, x := range f.renamedTexts {
			x.Reviewed = p.maySignOff(f, x.now, departed{x.before, f}) && p.signOff(x.locale, x.From, x.source, x.now.Forms) != nil
			p.carried = append(p.carried, x.Carried)
			f.made = append(f.made, movedText(f.tag, x.From, catalog.ViaSync, x.now))
		}
	}
	for _, f := range p.files {
		if tags[f.tag] && !f.gone {
			p.carryInto(f, gone)
		}
	}
	p.dropCarriedCosts()
}

func (p *plan) carryInto(f *plannedCatalog, gone map[[2]string][]departed) {
	var edits []catalog.Edit
	origins := map[string]departed{}
	for _, m := range f.next.Messages() {
		candidates := gone[[2]string{f.tag, m.Hash}]
		if !m.Forms.Empty() { // it comes back with its old words: those that it had until now, at another place, are newer
			candidates = slices.DeleteFunc(slices.Clone(candidates), func(d departed) bool {
				return !f.moves.came[m.Key] || !d.from.moves.left[d.Key] || d.Key == m.Key
			})
		}
		found, ok := p.origin(f, m, candidates)
		if !ok || !f.moves.came[m.Key] && !found.from.moves.left[found.Key] || p.keepsSigned(f, m, found) {
			continue
		}
		if origins[m.Key] = found; m.Forms != found.Forms {
			edits = append(edits, catalog.Edit{Key: m.Key, Source: m.Hash, Was: catalog.Hash(m.Forms), Forms: found.Forms, At: now(), Via: catalog.ViaSync})
		}
	}
	if len(origins) == 0 {
		return
	}
	next, outcomes := f.next.Replay(edits, nil)
	for _, made := range changed(f.tag, outcomes) {
		made.from = origins[made.Key].Key
		f.made = append(f.made, made)
	}
	if next != f.next {
		f.next = catalog.SyncLocale(f.english, next, p.categories[f.tag])
	}
	for _, m := range f.next.Messages() {
		from, ok := origins[m.Key]
		if !ok || m.Forms.Empty() {
			continue
		}
		c := p.newCarried(f, m, from.Key)
		c.Reviewed = m.Forms == from.Forms && p.maySignOff(f, m, from) && p.signOff(c.locale, from.Key, m.Hash, m.Forms) != nil
		p.carried = append(p.carried, c)
	}
}

// keepsSigned reports whether a text of a critical page keeps words that are signed off, because the newer ones would not be.
func (p *plan) keepsSigned(f *plannedCatalog, m catalog.Message, newer departed) bool {
	l, _ := p.locales.Find(f.tag)
	return f.english.Critical() && !m.Forms.Empty() && p.signOff(l, m.Key, m.Hash, m.Forms) != nil &&
		(!p.maySignOff(f, m, newer) || p.signOff(l, newer.Key, m.Hash, newer.Forms) == nil)
}

// movedText returns the edit that a text is which stands under another key now.
func movedText(tag, from string, via catalog.Via, m catalog.Message) madeEdit {
	edit := catalog.Edit{Key: m.Key, Source: m.Hash, Was: catalog.Hash(catalog.Forms{}), Forms: m.Forms, At: now(), Via: via}
	return madeEdit{Outcome: catalog.Outcome{Edit: edit}, tag: tag, from: from}
}

func (p *plan) newCarried(f *plannedCatalog, m catalog.Message, from string) Carried {
	l, _ := p.locales.Find(f.tag)
	return Carried{Tag: f.tag, From: from, To: m.Key, path: f.path, slug: f.slug, locale: l, source: m.Hash, text: catalog.Hash(m.Forms)}
}

// origin returns the translation that a text is carried from; ok is false where there is none, or where those of its kind differ. Texts of the interface,
// which are short and mean what their notes say, come from one with the same note.
func (p *plan) origin(f *plannedCatalog, m catalog.Message, candidates []departed) (found departed, ok bool) {
	differ := func() bool {
		return slices.ContainsFunc(candidates, func(d departed) bool { return d.Forms != candidates[0].Forms })
	}
	candidates = slices.DeleteFunc(slices.Clone(candidates), func(d departed) bool {
		return (d.from.slug == catalog.InterfaceSlug) != (f.slug == catalog.InterfaceSlug)
	})
	if f.slug == catalog.InterfaceSlug || len(candidates) > 1 && differ() {
		candidates = slices.DeleteFunc(candidates, func(d departed) bool { return !catalog.SameUse(m, d.Message) })
	}
	if len(candidates) == 0 || differ() {
		return departed{}, false
	}
	l, _ := p.locales.Find(f.tag)
	return slices.MaxFunc(candidates, func(a, b departed) int {
		rank := func(d departed) (n int) {
			for i, good := range []bool{d.from.moves.left[d.Key], p.signOff(l, d.Key, m.Hash, d.Forms) != nil, p.maySignOff(f, m, d)} {
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

// dropCarriedCosts takes the translations that are carried out of what edits cost. A text in whose place another came with its translation is gone.
func (p *plan) dropCarriedCosts() {
	carried, filled := map[[3]string]bool{}, map[[2]string]bool{}
	for _, c := range p.carried {
		carried[[3]string{c.Tag, c.source, c.text}], filled[[2]string{c.Tag, c.To}] = true, true
	}
	for _, f := range p.files {
		f.changed = slices.DeleteFunc(f.changed, func(c changedText) bool {
			return (c.gone || filled[[2]string{f.tag, c.key}]) && carried[[3]string{f.tag, catalog.Hash(c.before), catalog.Hash(c.translation)}]
		})
		for i, c := range f.changed {
			if filled[[2]string{f.tag, c.key}] {
				f.changed[i].gone, f.changed[i].today = true, catalog.Forms{}
			}
		}
	}
}
