package workbench

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"sync"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// maxDiffering is how many texts the list of those has whose read-back says otherwise than the English.
const maxDiffering = 100

// readBack is what a program that saw the translation alone says in English that it says.
type readBack struct {
	By      string
	At      time.Time
	Forms   []englishForm
	Earlier bool   // it is of other words than stand there now
	Words   string // of the translation that was read, where they are others and still known
	Found   []finding
}

// readBackOf returns the read-back of a text: that of the words that stand there, else the newest of earlier ones; nil where there is none. Findings are made
// for words that stand for today's English: of others nobody says that they say the same.
func (w *Workbench) readBackOf(m *moment, t text, records []history.Record) *readBack {
	all := w.readBacks.of(w.Locales.Tree(), t.locale.Tag).all
	r, now := all.Of(t.key, t.own.Forms)
	if !now {
		var ok bool
		if r, ok = all.Newest(t.key); !ok {
			return nil
		}
	}
	b := &readBack{By: r.By, At: r.At, Earlier: !now, Forms: labelled(t.locale.Tag, r.Forms())}
	switch {
	case !now:
		b.Words = joined(earlierWords(t, records, r.Text))
	case t.own.Hash == catalog.Hash(t.unit.Source):
		for _, f := range m.differences(t, r) {
			b.Found = append(b.Found, newFinding(f, r.Forms().Get(f.Form)))
		}
	}
	return b
}

// differences returns what a read-back of a text says otherwise than its English.
func (m *moment) differences(t text, r catalog.ReadBack) []check.Finding {
	u := t.unit
	u.Text = t.own.Forms
	return check.ReadBack(u, r.Forms(), m.CheckContext(t.locale))
}

// earlierWords returns the words of a text that have a hash and stood there before; none where they are not known any more.
func earlierWords(t text, records []history.Record, hash string) catalog.Forms {
	for _, p := range t.own.Previous {
		if catalog.Hash(p.Text) == hash {
			return p.Text
		}
	}
	for _, r := range records {
		for _, f := range []catalog.Forms{catalog.Forms(r.Before), catalog.Forms(r.After)} {
			if catalog.Hash(f) == hash {
				return f
			}
		}
	}
	return catalog.Forms{}
}

// readBacks are what programs have read back in each locale, as the files last were: to take thousands of lines apart takes longer than a page may.
type readBacks struct {
	mu    sync.Mutex
	byTag map[string]*parsedReadBacks
}

// parsedReadBacks are what a file of read-backs holds. The same pointer means the same file.
type parsedReadBacks struct {
	data   []byte
	all    catalog.ReadBacks
	faults store.Faults
}

// of returns what the file of a locale holds now.
func (s *readBacks) of(tree store.Tree, tag string) *parsedReadBacks {
	path := corpus.ReadBackPath(tag)
	data, err := store.ReadFile(tree, path)
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.byTag[tag]
	if before != nil && err == nil && bytes.Equal(before.data, data) {
		return before
	}
	now := &parsedReadBacks{data: data}
	if err == nil {
		now.all, now.faults = catalog.ParseReadBacks(tree.Path(path), data)
	} else if !errors.Is(err, fs.ErrNotExist) {
		now.faults = store.Faults{{File: tree.Path(path), Msg: err.Error()}}
	}
	if s.byTag == nil {
		s.byTag = map[string]*parsedReadBacks{}
	}
	s.byTag[tag] = now
	return now
}

// differing is the list of the texts of a locale whose read-back says otherwise than their English.
type differing struct {
	Texts  []keyLine // the first of them
	More   int       // how many more there are
	Faults []string  // of lines that cannot be read
}

// differing returns the texts of a locale whose read-back, of the words that stand there, says otherwise than their English. What m has found stays for as long as the
// file of read-backs does.
func (w *Workbench) differing(m *moment, l *locale.Locale) *differing {
	file := w.readBacks.of(w.Locales.Tree(), l.Tag)
	found, _ := m.differing.LoadOrStore(file, sync.OnceValue(func() *differing { return m.newDiffering(l, file) }))
	return found.(func() *differing)()
}

func (m *moment) newDiffering(l *locale.Locale, file *parsedReadBacks) *differing {
	d := &differing{}
	for _, f := range file.faults {
		d.Faults = append(d.Faults, f.Error())
	}
	if len(file.all) == 0 {
		return d
	}
	for _, slug := range m.slugs() {
		for _, p := range m.texts(l, slug) {
			own := m.served(p, l)
			r, ok := file.all.Of(p.key, own.Forms)
			t := text{place: p, unit: m.unit(p), own: own}
			if !ok || own.Hash != catalog.Hash(t.unit.Source) {
				continue
			}
			t.unit.Comments = own.Comments
			found := m.differences(t, r)
			switch {
			case len(found) == 0:
			case len(d.Texts) == maxDiffering:
				d.More++
			default:
				worst := found[max(0, slices.IndexFunc(found, func(f check.Finding) bool { return f.Severity == check.Error }))]
				d.Texts = append(d.Texts, keyLine{Path: p.path(), Key: p.key, Text: worst.Message, By: r.By})
			}
		}
	}
	return d
}
