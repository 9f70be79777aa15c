package workspace

import (
	"cmp"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
)

// Pushed is a catalog that somebody brought from a folder into a cluster: what both come from, what the folder had, what the cluster had and has now, and the
// keys of texts that both had written.
type Pushed struct {
	Name                        string // inside the tree
	Base, Folder, Before, After []byte
	Both                        []string
}

// RecordPush puts into the history what pushed catalogs changed: every text that has other words now, as an edit of the person who pushed it, and the words that
// had to make way. Words that stood under another key of the locale moved: whose they are stays as it was.
func RecordPush(journal *history.Journal, by string, list []Pushed) error {
	if journal == nil {
		return nil
	}
	left := map[string]string{} // by locale and words that have left a key, that key
	var made []madeEdit
	for _, p := range list {
		made = append(made, p.edits(by, left)...)
	}
	for i := range made {
		m := &made[i]
		if from, ok := left[m.tag+catalog.Hash(m.Forms)]; ok && from != m.Key && m.Before.Empty() && !m.Forms.Empty() {
			m.from, m.By, m.Via = from, "", catalog.ViaSync
		}
	}
	if err := record(journal, made); err != nil {
		return err
	}
	for _, p := range list {
		if err := RecordMerge(journal, p.Name, Versions{Base: p.Base, Ours: p.Folder, Theirs: p.Before}, p.After, p.Both); len(p.Both) > 0 && err != nil {
			return err
		}
	}
	return nil
}

// edits returns what a pushed catalog changed, less what [RecordMerge] says. left is given the words that have left a key.
func (p Pushed) edits(by string, left map[string]string) (made []madeEdit) {
	tag, _, ok := corpus.ParseCatalogPath(p.Name)
	if !ok || tag == "en" {
		return nil
	}
	both := map[string]bool{}
	for _, key := range p.Both {
		both[key] = true
	}
	before, _ := catalog.Parse(p.Name, p.Before)
	after, _ := catalog.Parse(p.Name, p.After)
	at := now()
	add := func(key, source string, was, is catalog.Forms) {
		if was == is || both[key] {
			return
		}
		if !was.Empty() {
			left[tag+catalog.Hash(was)] = key
		}
		made = append(made, madeEdit{Outcome: pushedEdit(key, source, was, is, by, at), tag: tag})
	}
	for _, m := range before.Messages() {
		is, _ := after.Find(m.Key)
		add(m.Key, cmp.Or(is.Hash, m.Hash), m.Forms, is.Forms)
	}
	for _, m := range after.Messages() {
		if _, there := before.Find(m.Key); !there {
			add(m.Key, m.Hash, catalog.Forms{}, m.Forms)
		}
	}
	return made
}

func pushedEdit(key, source string, was, is catalog.Forms, by string, at time.Time) catalog.Outcome {
	edit := catalog.Edit{Key: key, Source: source, Was: catalog.Hash(was), Forms: is, By: by, At: at, Via: catalog.ViaPush}
	return catalog.Outcome{Edit: edit, Before: was}
}
