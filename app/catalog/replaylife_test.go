package catalog

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// TestLaw3NoAcknowledgedEditIsLost lets translators edit from what they saw some time ago, an editor save what it read some time ago, authors change the
// English, and sync run, in any order. What an edit brought stands, or is a previous text, or is in the history; an edit takes no words out of the file that the history
// does not have already, sync takes none, and what was refused changes nothing.
func TestLaw3NoAcknowledgedEditIsLost(t *testing.T) {
	for seed := range uint64(60) {
		l := &life{t: t, recording: seed%4 > 0, r: rand.New(rand.NewPCG(seed, 12)), journal: newJournal(), english: []string{"E0", "E1", "E2"}}
		l.sync()
		for range 80 {
			do := []func(){l.edit, l.edit, l.edit, l.edit, l.typeInto, l.typeInto, l.editEnglish, l.sync, l.sync, l.look, l.sign}
			if l.recording { // without a history, nobody knows what an editor saves over
				do = append(do, l.saveStale)
			}
			do[l.r.IntN(len(do))]()
			l.checkAcknowledged()
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

type life struct {
	t            *testing.T
	r            *rand.Rand
	n            int
	english      []string
	file         *File
	seen         []*File // versions that somebody still looks at
	journal      *journal
	recording    bool // of most edits a history is kept; otherwise of none
	acknowledged []string
}

func (l *life) word(prefix string) string {
	l.n++
	return fmt.Sprintf("%s%dz", prefix, l.n)
}

func (l *life) look() { l.seen = append(l.seen, l.file) }

func (l *life) sync() {
	var en strings.Builder
	for i, text := range l.english {
		fmt.Fprintf(&en, "[s.a.p%d]\nother = %s\n", i, tomltext.QuoteBasic(text))
	}
	if l.file == nil {
		l.file = parse(l.t, "s.de.toml", "")
	}
	next := SyncLocale(parse(l.t, "s.en.toml", en.String()), l.file, []string{"other"})
	for _, word := range lifeWords.FindAllString(string(l.file.Bytes()), -1) {
		if !strings.Contains(string(next.Bytes()), word) {
			l.t.Fatalf("law 3: sync lost %s", word)
		}
	}
	l.file = next
	l.look()
}

func (l *life) editEnglish() {
	i := l.r.IntN(len(l.english))
	l.english[i] = []string{l.word("E"), "E0", "E1"}[l.r.IntN(3)]
}

func (l *life) edit() {
	at := l.seen[l.r.IntN(len(l.seen))]
	if l.r.IntN(2) == 0 {
		at = l.file
	}
	var list []Edit
	for _, m := range at.Messages() {
		if l.r.IntN(2) == 0 {
			list = append(list, Edit{Key: m.Key, Source: m.Hash, Was: Hash(m.Forms), Forms: Forms{Other: l.word("W")}, By: []string{"Ada", "Ben", ""}[l.r.IntN(3)]})
		}
	}
	before := l.file
	var known Provenance
	recording := l.recording && l.r.IntN(3) > 0
	if recording {
		known = l.journal
	}
	next, done := l.file.Replay(list, known)
	l.checkDropped(before, next)
	changed := false
	for _, o := range done {
		changed = changed || o.Changed()
		if o.Err == nil && (recording || !l.recording) {
			l.acknowledged = append(l.acknowledged, o.Forms.Other)
		}
		if o.Err != nil && strings.Contains(string(next.Bytes()), o.Forms.Other) {
			l.t.Errorf("%s was refused (%v), and is in\n%s", o.Forms.Other, o.Err, next.Bytes())
		}
		if recording {
			l.journal.record(o)
		}
	}
	if !changed && next != before {
		l.t.Errorf("nothing changed, and the file did")
	}
	l.file = next
}

// saveStale is an editor that saves what it read some time ago.
func (l *life) saveStale() { l.file = l.seen[l.r.IntN(len(l.seen))] }

// typeInto is an editor that fills an empty text, and changes nothing else.
func (l *life) typeInto() {
	ms := l.file.Messages()
	m := ms[l.r.IntN(len(ms))]
	if !m.Forms.Empty() {
		return
	}
	head := "[" + m.Key + "]\nhash = \"" + m.Hash + "\"\nother = \""
	text := strings.Replace(string(l.file.Bytes()), head, head+l.word("T"), 1)
	l.file = parse(l.t, "s.de.toml", text)
}

func (l *life) sign() {
	for _, m := range l.file.Messages() {
		if !m.Forms.Empty() && l.r.IntN(3) == 0 {
			l.journal.signed[[3]string{m.Key, m.Hash, Hash(m.Forms)}] = true
		}
	}
}

var lifeWords = regexp.MustCompile(`[WT]\d+z`)

// checkDropped fails where a word has left the file that the history did not have before.
func (l *life) checkDropped(before, after *File) {
	recorded := map[string]bool{}
	for _, words := range l.journal.words {
		recorded[words.Other] = true
	}
	for _, word := range lifeWords.FindAllString(string(before.Bytes()), -1) {
		if !recorded[word] && !strings.Contains(string(after.Bytes()), word) {
			l.t.Fatalf("law 3: %s is in no history, and is lost from\n%s\nin\n%s", word, before.Bytes(), after.Bytes())
		}
	}
}

// checkAcknowledged fails where the words of an edit that went in neither are in the file nor in the history.
func (l *life) checkAcknowledged() {
	kept := string(l.file.Bytes())
	for _, words := range l.journal.words {
		kept += words.Other + "\n"
	}
	for _, word := range l.acknowledged {
		if !strings.Contains(kept, word) {
			l.t.Fatalf("law 3: %s is lost from\n%s", word, l.file.Bytes())
		}
	}
}
