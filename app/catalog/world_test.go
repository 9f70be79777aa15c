package catalog

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

func (w *world) next(prefix string) string {
	w.used++
	return fmt.Sprintf("%s%dz", prefix, w.used)
}

func (w *world) save() { w.past = append(w.past, slices.Clone(w.english)) }

func (w *world) insert() {
	w.save()
	m := message{w.next("s.k"), Forms{Other: w.next("E")}}
	switch w.r.IntN(4) {
	case 0:
		m.forms.One = w.next("E")
	case 1:
		m.forms.Other += "\\\n" + w.next("one: E")
	}
	w.english = slices.Insert(w.english, w.r.IntN(len(w.english)+1), m)
}

func (w *world) some() int { return w.r.IntN(max(1, len(w.english))) }

func (w *world) remove() {
	if w.save(); len(w.english) > 0 {
		i := w.some()
		w.english = slices.Delete(w.english, i, i+1)
	}
}

func (w *world) edit() {
	if w.save(); len(w.english) > 0 {
		m := &w.english[w.some()]
		switch w.r.IntN(3) {
		case 0:
			m.forms.Other = w.next("E")
		case 1:
			m.forms.One = w.next("E")
		case 2:
			m.forms.One = ""
		}
	}
}

func (w *world) move() {
	if w.save(); len(w.english) > 0 {
		i := w.some()
		m := w.english[i]
		w.english = slices.Delete(w.english, i, i+1)
		w.english = slices.Insert(w.english, w.r.IntN(len(w.english)+1), m)
	}
}

func (w *world) undo() {
	if len(w.past) > 0 {
		w.english = slices.Clone(w.past[w.r.IntN(len(w.past))])
	}
}

// rewrite changes the file as a person would, in an editor.
func (w *world) rewrite(lines []string) {
	w.file = parse(w.t, "ui.ar.toml", strings.Join(lines, "\n"))
}

func (w *world) lines() []string { return strings.Split(string(w.file.Bytes()), "\n") }

var (
	emptyText = regexp.MustCompile(`^(zero|one|two|few|many|other) = ""`)
	typedWord = regexp.MustCompile(`[WC]\d+z`)
)

func (w *world) fill() {
	lines := w.lines()
	for i, l := range lines {
		if emptyText.MatchString(l) && w.r.IntN(3) == 0 {
			word := w.next("W")
			w.typed[word] = true
			text := []string{`"%s"`, `'%s "x"'`, "'''\n%s\\\ny'''", `"[%s]"`, `"one: %s"`, `" %s "`}[w.r.IntN(6)]
			lines[i] = strings.Replace(l, `""`, fmt.Sprintf(text, word), 1)
		}
	}
	w.rewrite(lines)
}

// comment puts a comment of people's anywhere but inside a text.
func (w *world) comment() {
	lines := w.lines()
	i := w.r.IntN(len(lines) + 1)
	if i < len(lines) && strings.Count(strings.Join(lines[:i], "\n"), "'''")%2 == 1 {
		return
	}
	word := w.next("C")
	w.typed[word] = true
	add := []string{"# " + word}
	if w.r.IntN(3) == 0 {
		add = append(add, "")
	}
	w.rewrite(slices.Insert(lines, i, add...))
}

// damage takes away a line of the tool's: a hash, a "#>" or a "#.".
func (w *world) damage() {
	lines := w.lines()
	i := w.r.IntN(len(lines))
	for _, p := range []string{"hash = ", "#>", "#."} {
		if strings.HasPrefix(lines[i], p) && !typedWord.MatchString(lines[i]) {
			w.rewrite(slices.Delete(lines, i, i+1))
			return
		}
	}
}

// erase takes away a line with a previous translation: the translator's right.
func (w *world) erase() {
	lines := w.lines()
	i := w.r.IntN(len(lines))
	if !strings.HasPrefix(lines[i], "#~") || strings.Contains(lines[i], "[s.") || strings.Contains(lines[i], "'''") {
		return
	}
	gone := typedWord.FindAllString(lines[i], -1)
	w.file = parse(w.t, "ui.ar.toml", strings.Join(slices.Delete(lines, i, i+1), "\n"))
	for _, word := range gone {
		if !strings.Contains(w.kept(), word) {
			delete(w.typed, word)
		}
	}
}

// kept returns the file without its suggestions, which are copies and keep nothing.
func (w *world) kept() string {
	return strings.Join(slices.DeleteFunc(w.lines(), func(l string) bool { return strings.HasPrefix(l, "#=") }), "\n")
}

// stray adds an entry of a key that English does not have.
func (w *world) stray() {
	word := w.next("W")
	w.typed[word] = true
	w.rewrite(append(w.lines(), "["+w.next("s.typo")+"]", `other = "`+word+`"`, ""))
}

// accept lets a previous translation stand again.
func (w *world) accept() {
	w.sync()
	if ms := w.file.Messages(); len(ms) > 0 {
		w.file, _, _ = accept(w.file, ms[w.r.IntN(len(ms))].Key, w.r.IntN(2) == 0)
	}
	w.sync()
}

// refill brings another text from a translator's tool.
func (w *world) refill() {
	w.sync()
	if ms := w.file.Messages(); len(ms) > 0 {
		word := w.next("W")
		var faults store.Faults
		w.file, faults = w.file.SetValues(map[string]Forms{ms[w.r.IntN(len(ms))].Key: {Other: word}})
		w.typed[word] = len(faults) == 0
	}
	w.sync()
}

// suggest shows earlier translations, twice the same.
func (w *world) suggest(english *File) {
	for range 2 {
		r := NewMemory()
		r.Add("ar", w.file)
		shown := r.Suggest("ar", w.file)
		if again := SyncLocale(english, shown, categories[:]); !bytes.Equal(again.Bytes(), shown.Bytes()) {
			w.t.Fatalf("law 5: shown\n%s\nlaid out\n%s", shown.Bytes(), again.Bytes())
		}
		if again := r.Suggest("ar", shown); again != shown {
			w.t.Fatalf("law 5: shown\n%s\nagain\n%s", shown.Bytes(), again.Bytes())
		}
		for i, m := range shown.Messages() {
			if m.Forms != w.file.Messages()[i].Forms {
				w.t.Fatalf("%s was filled in", m.Key)
			}
		}
		w.file = shown
	}
}

func (w *world) sync() {
	var m layout
	for _, msg := range w.english {
		e := &entry{key: msg.key}
		for _, c := range msg.forms.Filled() {
			e.set(c, msg.forms.Get(c))
		}
		m.entries = append(m.entries, e)
	}
	old := w.file
	if old == nil {
		old = parse(w.t, "ui.ar.toml", "")
	}
	english := m.file(&File{name: "ui.en.toml"}, false)
	w.file = checkSync(w.t, english, old, categories[:])
	w.suggest(english)
	text := w.kept()
	for word, stays := range w.typed {
		if stays && !strings.Contains(text, word) {
			w.t.Fatalf("law 3: %s is lost; was\n%s\nis\n%s", word, old.Bytes(), text)
		}
	}
}
