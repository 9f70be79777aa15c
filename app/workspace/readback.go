package workspace

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/engine"
	"github.com/parlance/parlance/app/exchange/xliff"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// ReadBackResult is what became of a request to read translations back.
type ReadBackResult struct {
	Estimate
	Keys     []string        // of the texts that are asked for
	By       string          // the program, as it is on record
	Texts    []ReadBackText  // all that was ever read back of these texts, as they stand
	Refused  []RefusedAnswer // answers that say nothing
	Engine   engine.Result   // how the program did
	Faults   store.Faults    // of lines of the file that cannot be read; they hold nothing up
	Findings Findings        // where what was read back differs from the English
}

// ReadBackText is a translation and what a program that saw it alone says that it says.
type ReadBackText struct {
	Key, File string // where it stands, as a person names it
	corpus.Position
	Source, Text, English catalog.Forms
	By                    string
	At                    time.Time
}

// readingBack is the work on one request.
type readingBack struct {
	EngineRequest
	ReadBackResult
	w       *Workspace
	locale  *locale.Locale
	asked   map[string]readBackForm // by id, which says nothing about the text
	got     map[string]catalog.Forms
	open    map[string]int // how many forms of a key have no answer
	pending []catalog.ReadBack
}

// readBackForm is a plural form of a text that a program is asked about.
type readBackForm struct {
	text
	form string
}

// ReadBack has a program that sees the translations of a locale alone say in English what they say, and holds that against the English. What was read back once is not
// asked again until the words change: it is kept in the file of [corpus.ReadBackPath]. open opens the trees as they are. Errors are those of [Draft].
func ReadBack(ctx context.Context, open func() (*Workspace, error), r EngineRequest) (ReadBackResult, error) {
	b := &readingBack{EngineRequest: r, asked: map[string]readBackForm{}, got: map[string]catalog.Forms{}, open: map[string]int{}}
	b.Progress = cmp.Or[Progress](r.Progress, silent{})
	w, err := open()
	if err != nil {
		return b.ReadBackResult, err
	}
	l, ok := w.Locales().Find(r.Tag)
	if !ok {
		return b.ReadBackResult, fmt.Errorf("there is no locale %q", r.Tag)
	}
	wanted, err := NewNames(w.corpus, r.Names)
	if err != nil {
		return b.ReadBackResult, err
	}
	b.w, b.locale = w, l
	requests, err := b.requests(wanted)
	if err != nil {
		return b.ReadBackResult, err
	}
	b.Estimate = Estimate{len(requests), characters(requests)}
	b.begin(w, l, b.Estimate)
	if r.Program != nil && len(requests) > 0 {
		err = b.run(ctx, requests)
	}
	if w, failed := open(); failed == nil { // the texts as they are now
		b.w = w
	}
	return b.ReadBackResult, cmp.Or(err, b.compare(wanted))
}

// requests returns what is to be asked: all translations of today's English that nobody has read back.
func (b *readingBack) requests(wanted Names) (requests []engine.Request, err error) {
	known, err := b.known()
	if err != nil {
		return nil, err
	}
	texts, _ := b.w.texts(b.locale)
	for _, x := range texts {
		if _, ok := known.Of(x.key, x.own.Forms); ok || !x.isToday() || !wanted.Has(x.slug, x.key) {
			continue
		}
		b.Keys = append(b.Keys, x.key)
		for _, form := range x.own.Forms.Filled() {
			id := strconv.Itoa(len(requests) + 1)
			b.asked[id] = readBackForm{x, form}
			b.open[x.key]++
			content, codes := xliff.EncodeContent(x.slug, x.own.Forms.Get(form))
			request := engine.Request{ID: id, Text: content}
			for _, c := range codes {
				request.Codes = append(request.Codes, engine.Code{ID: c.ID, Kind: c.Kind})
			}
			requests = append(requests, request)
		}
	}
	return requests, nil
}

// isToday reports whether a text has a translation of today's English.
func (x text) isToday() bool { return !x.own.Forms.Empty() && x.own.Hash == catalog.Hash(x.english) }

// known returns what was read back of the locale before.
func (b *readingBack) known() (catalog.ReadBacks, error) {
	all, faults, err := ReadBacks(b.w.locales.Tree(), b.locale.Tag)
	b.Faults = faults
	return all, err
}

// ReadBacks returns what programs have read back of a locale's translations, and the faults of lines that cannot be read. The error is that the file cannot.
func ReadBacks(locales store.Tree, tag string) (catalog.ReadBacks, store.Faults, error) {
	path := corpus.ReadBackPath(tag)
	data, err := store.ReadFile(locales, path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	all, faults := catalog.ParseReadBacks(locales.Path(path), data)
	return all, faults, nil
}

func (b *readingBack) run(ctx context.Context, requests []engine.Request) (err error) {
	task := engine.Task{Task: engine.ReadBack, Source: b.locale.Tag, Target: "en", Name: b.locale.Name}
	var storing error
	b.Engine, storing, err = b.ask(ctx, "reading texts back", task, requests, answers{&b.By, b.take, func() int { return len(b.pending) }, b.store})
	for i, id := range b.Engine.Unanswered {
		b.Engine.Unanswered[i] = b.asked[id].key
	}
	return cmp.Or(storing, b.store(), err)
}

// take takes one answer.
func (b *readingBack) take(a engine.Answer) {
	x := b.asked[a.ID]
	words := catalog.NormalizeText(xliff.ContentWords(x.slug, x.own.Forms.Get(x.form), a.Text))
	if reason := unusable(a, words); reason != "" {
		b.Refused = append(b.Refused, refusedAnswer(x.key, a.Text, reason))
		return
	}
	b.got[x.key] = b.got[x.key].With(x.form, words)
	if b.open[x.key]--; b.open[x.key] > 0 {
		return
	}
	r := catalog.ReadBack{Key: x.key, Text: catalog.Hash(x.own.Forms), English: map[string]string{}, By: b.By, At: time.Now().UTC().Truncate(time.Second)}
	for _, form := range b.got[x.key].Filled() {
		r.English[form] = b.got[x.key].Get(form)
	}
	b.pending = append(b.pending, r)
}

// store appends what was read back to its file.
func (b *readingBack) store() error {
	var lines bytes.Buffer
	for _, r := range b.pending {
		line, err := r.Line()
		if err != nil {
			b.Refused = append(b.Refused, RefusedAnswer{r.Key, "", err.Error()})
			continue
		}
		lines.Write(line)
	}
	b.pending = nil
	if lines.Len() == 0 {
		return nil
	}
	return b.w.locales.Append(corpus.ReadBackPath(b.locale.Tag), func([]byte) ([]byte, error) { return lines.Bytes(), nil })
}
