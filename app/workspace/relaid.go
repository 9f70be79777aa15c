package workspace

import (
	"cmp"
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// relaid returns what laying a catalog out does to its texts, as edits: one whose English has changed or is gone leaves its place, and one whose English came
// back stands again. The texts of a page that was renamed are edits of their own.
func relaid(f *plannedCatalog) (made []madeEdit) {
	if f.old == nil || f.next == f.old || f.renamed {
		return nil
	}
	add := func(key, source string, before, after catalog.Forms) {
		if before != after {
			edit := catalog.Edit{Key: strings.Clone(key), Source: strings.Clone(source), Was: catalog.Hash(before), Forms: cloneForms(after), At: now(), Via: catalog.ViaSync}
			made = append(made, madeEdit{Outcome: catalog.Outcome{Edit: edit, Before: cloneForms(before)}, tag: f.tag})
		}
	}
	for _, m := range f.old.Messages() {
		next, _ := f.next.Find(m.Key)
		add(m.Key, cmp.Or(next.Hash, m.Hash), m.Forms, next.Forms)
	}
	for _, m := range f.next.Messages() {
		if _, there := f.old.Find(m.Key); !there {
			add(m.Key, m.Hash, catalog.Forms{}, m.Forms)
		}
	}
	return made
}
