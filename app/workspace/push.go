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

// PushRecords returns what the history is to say of each of some pushed catalogs: every text that has other words now, as an edit of the person who pushes it, and the words that
// make way, the pusher's too. Words that stood under another key of the locale moved: whose they are stays as it was. So does whose words are that the history has, where both
// sides wrote: a folder also holds what was pulled into it.
func PushRecords(journal *history.Journal, by string, at time.Time, list []Pushed) [][]history.Record {
	if journal == nil {
		return make([][]history.Record, len(list))
	}
	left := map[string]string{} // by locale and words that have left a key, that key
	made := make([][]madeEdit, len(list))
	for i, p := range list {
		made[i] = p.edits(journal, by, at, left)
	}
	all := make([][]history.Record, len(list))
	for n := range made {
		for _, m := range made[n] {
			if from, ok := left[m.tag+catalog.Hash(m.Forms)]; ok && from != m.Key && m.Before.Empty() && !m.Forms.Empty() {
				m.from, m.By, m.Via = from, "", catalog.ViaSync
			}
			r := history.NewRecord(m.tag, m.Outcome)
			r.From = m.from
			all[n] = append(all[n], r)
		}
	}
	return all
}

// RecordPush puts records of a push into the history.
func RecordPush(journal *history.Journal, records []history.Record) error {
	if err := journal.Append(records...); err != nil {
		return &NotRecordedError{err}
	}
	return nil
}

// edits returns what a pushed catalog changed. left is given the words that have left a key.
func (p Pushed) edits(journal *history.Journal, by string, at time.Time, left map[string]string) (made []madeEdit) {
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
	folder, _ := catalog.Parse(p.Name, p.Folder)
	known := journal.Known(tag, nil)
	for _, key := range p.Both {
		was, _ := before.Find(key)
		here, _ := folder.Find(key)
		is, _ := after.Find(key)
		if _, recorded := known.Author(key, here.Forms); recorded {
			here.Forms = was.Forms
		}
		for _, o := range bothWrote(was, here, is, by, at) {
			made = append(made, madeEdit{Outcome: o, tag: tag})
		}
	}
	return made
}

// bothWrote returns the edits of a text that the cluster and the folder wrote: the pusher's words came, and made way again where others stand.
func bothWrote(was, here, is catalog.Message, by string, at time.Time) (list []catalog.Outcome) {
	last := was.Forms
	if !here.Forms.Empty() && here.Forms != last {
		list, last = append(list, pushedEdit(is.Key, here.Hash, last, here.Forms, by, at)), here.Forms
	}
	if is.Forms != last {
		stands := pushedEdit(is.Key, is.Hash, last, is.Forms, "", at)
		if stands.Via = catalog.ViaMerge; is.Forms != was.Forms { // forms of both
			stands.By = by
		}
		list = append(list, stands)
	}
	return list
}

func pushedEdit(key, source string, was, is catalog.Forms, by string, at time.Time) catalog.Outcome {
	edit := catalog.Edit{Key: key, Source: source, Was: catalog.Hash(was), Forms: is, By: by, At: at, Via: catalog.ViaPush}
	return catalog.Outcome{Edit: edit, Before: was}
}
