package site

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// mutations are what happens to files. Those that keep change nothing for readers.
var mutations = []struct {
	name  string
	keeps bool
	of    func(r *rand.Rand, good []byte, other []byte) *fstest.MapFile // nil for a file that is gone
}{
	{"cut", true, func(r *rand.Rand, good, _ []byte) *fstest.MapFile {
		return &fstest.MapFile{Data: good[:r.IntN(len(strings.TrimSpace(string(good))))]}
	}},
	{"emptied", true, func(*rand.Rand, []byte, []byte) *fstest.MapFile { return &fstest.MapFile{Data: []byte{}} }},
	{"made unreadable", true, func(*rand.Rand, []byte, []byte) *fstest.MapFile { return &fstest.MapFile{Mode: fs.ModeDevice} }},
	{"made a folder", true, func(*rand.Rand, []byte, []byte) *fstest.MapFile { return &fstest.MapFile{Mode: fs.ModeDir | 0o755} }},
	{"made a link that leads nowhere", true, func(*rand.Rand, []byte, []byte) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("nowhere"), Mode: fs.ModeSymlink}
	}},
	{"made nonsense", true, func(_ *rand.Rand, good, _ []byte) *fstest.MapFile {
		return &fstest.MapFile{Data: append([]byte("[broken\x01\n"), good...)}
	}},
	{"changed in a byte", false, func(r *rand.Rand, good, _ []byte) *fstest.MapFile {
		data := slices.Clone(good)
		data[r.IntN(len(data))] = byte(r.IntN(256))
		return &fstest.MapFile{Data: data}
	}},
	{"another file", false, func(_ *rand.Rand, _, other []byte) *fstest.MapFile { return &fstest.MapFile{Data: slices.Clone(other)} }},
	{"gone", false, func(*rand.Rand, []byte, []byte) *fstest.MapFile { return nil }},
}

// Whatever becomes of any file of a running site, or of one that is started anew, no reader is shown a text that is not a translation of the English
// that stands there, nor one that was withdrawn; what is broken changes nothing; and once the file is mended all is as it was.
func TestLaw2AndLaw7WhateverBecomesOfFiles(t *testing.T) {
	rounds := 150
	if testing.Short() {
		rounds = 30
	}
	for seed := range uint64(4) {
		f, sign, revoke := critical(t)
		f.eager = int(seed % 2)
		f.Put(f.Locales, "glossary.toml", "[knee]\nar = { translation = \"ركبة\" }\n")
		f.Put(f.Content, "img/knee.png", "\x89PNG an image IEND\xaeB`\x82")
		f.Put(f.Locales, "ar/reviews.jsonl", f.sign("ar", "page", "بند أول")+sign+f.sign("ar", "page", "اقتباس.")+revoke)
		f.Put(f.Locales, "ar/ui.ar.toml", "# nothing yet\n")
		f.Put(f.Content, "site.toml", sitetest.SiteFile)
		f.Sync()
		m := memory{}
		f.restart(m)
		if faults := f.site.Snapshot().Faults; len(faults) > 0 {
			t.Fatal(faults)
		}
		f.wreckAndMend(m, rand.New(rand.NewPCG(seed, 9)), rounds)
	}
}

func (f *fixture) wreckAndMend(m memory, r *rand.Rand, rounds int) {
	before := f.served()
	if strings.Contains(before, "فقرة مع") || !strings.Contains(before, "بند أول") {
		f.t.Fatal("the page is not what it should be")
	}
	english, arabic := f.pairs()
	for range rounds {
		tree, of := f.Locales, "locales"
		if r.IntN(4) == 0 {
			tree, of = f.Content, "content"
		}
		names := slices.Sorted(maps.Keys(tree))
		name, change := names[r.IntN(len(names))], mutations[r.IntN(len(mutations))]
		good := tree[name]
		f.putFile(tree, name, change.of(r, good.Data, tree[names[r.IntN(len(names))]].Data))
		when := fmt.Sprintf("%s/%s is %s", of, name, change.name)
		restarted := r.IntN(3) == 0
		f.happens(m, of, name, restarted, when)
		now := f.served()
		if strings.Contains(now, "فقرة مع") {
			f.t.Fatalf("%s: a sentence is shown that was withdrawn", when)
		}
		if change.keeps && now != before {
			f.t.Errorf("%s (restart %v): readers see something else, faults %v", when, restarted, f.site.Snapshot().Faults)
		}
		e, a := f.pairs()
		for key, text := range a {
			if text == arabic[key] && e[key] != english[key] {
				f.t.Errorf("%s: %s is shown for %q", when, text, e[key])
			}
		}
		f.putFile(tree, name, good)
		if restarted = r.IntN(5) == 0; !restarted && r.IntN(2) == 0 && f.site.Retry() {
			name = "" // nobody has to tell
		}
		f.happens(m, of, name, restarted, when)
		f.expect(when+" and mended", before, false)
		if f.t.Failed() {
			return
		}
	}
}

// putFile puts a file where it stood, and takes it away if it is nil.
func (f *fixture) putFile(tree fstest.MapFS, name string, file *fstest.MapFile) {
	if file == nil {
		f.Remove(tree, name)
		return
	}
	f.Put(tree, name, string(file.Data))
	tree[name].Mode = file.Mode
}

// happens tells the site of a change, or starts it anew.
func (f *fixture) happens(m memory, of, name string, restart bool, when string) {
	c := corpus.Changes{Content: []string{}, Locales: []string{}}
	switch {
	case restart:
		content, locales := f.Trees()
		if err := f.site.Keep(); err != nil {
			f.t.Fatal(err)
		}
		s, err := New(content, locales, Options{Origin: f.site.options.Origin, Now: f.site.options.Now, eager: f.eager, Keeper: m})
		if err != nil {
			f.t.Fatalf("%s: %v", when, err)
		}
		f.site = s
		f.validated()
		return
	case of == "content" && name != "":
		c.Content = []string{name}
	case name != "":
		c.Locales = []string{name}
	}
	f.site.Reload(c) // of an error nothing changes
}

// pairs returns the English and the text that readers of Arabic are shown, by key.
func (f *fixture) pairs() (english, arabic map[string]string) {
	english, arabic = map[string]string{}, map[string]string{}
	s := f.site.Snapshot()
	ar, ok := s.Locales.Find("ar")
	if !ok {
		return english, arabic
	}
	for _, p := range s.Pages {
		for i, text := range p.Publication(ar).Texts {
			english[p.Keys[i]] = p.Segments[i].Text
			if text.Locale == ar {
				arabic[p.Keys[i]] = text.Text
			}
		}
	}
	return english, arabic
}
