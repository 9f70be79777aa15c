package segment

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/textdiff"
)

// editor is a page that is edited, with the keys that its English catalog would record.
type editor struct {
	blocks []string
	memory []KnownKey
}

func (e *editor) source() string { return head + strings.Join(e.blocks, "\n\n") + "\n" }

// sync parses the page, assigns keys, and records them: live ones in the order of the page, then the retired.
func (e *editor) sync(t testing.TB) (*Page, []string) {
	t.Helper()
	p := mustParse(t, e.source())
	keys := p.Keys(e.memory)
	if again := p.Keys(e.memory); !slices.Equal(keys, again) {
		t.Fatalf("not pure: %v then %v", keys, again)
	}
	live := map[string]bool{}
	var memory []KnownKey
	for i, s := range p.Segments {
		if keys[i] == "" {
			if !s.NoTranslate {
				t.Fatalf("no key for %q", s.Text)
			}
			continue
		}
		if live[keys[i]] {
			t.Fatalf("key %s twice in\n%s", keys[i], e.source())
		}
		live[keys[i]] = true
		memory = append(memory, KnownKey{Key: keys[i], Kind: s.Kind, Text: s.Text})
	}
	for _, m := range e.memory {
		if !live[m.Key] {
			m.Retired = true
			memory = append(memory, m)
		}
	}
	e.memory = memory
	if again := p.Keys(memory); !slices.Equal(again, keys) {
		t.Fatalf("keys do not settle: %v then %v", keys, again)
	}
	return p, keys
}

// byText returns the keys of each text, sorted: identical texts cannot be told apart.
func byText(p *Page, keys []string) map[string][]string {
	m := map[string][]string{}
	for i, s := range p.Segments {
		m[s.Text] = append(m[s.Text], keys[i])
	}
	for _, k := range m {
		slices.Sort(k)
	}
	return m
}

var vocabulary = strings.Fields(`fever nurse doctor clinic sleep water pain swelling needle marrow spine sample blood record
	consent parent child school travel visa hotel nurseries breathing seizure allergy steroid antibiotic dressing shower walking
	therapy speech hearing vision laboratory donor freezing thawing counting dose minute hour morning evening weekend`)

func sentence(r *rand.Rand) string {
	words := make([]string, 6+r.IntN(8))
	for i := range words {
		words[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(words, " ") + fmt.Sprint(" ", r.IntN(1e6))
}

func block(r *rand.Rand) string {
	s := sentence(r)
	switch label := strconv.FormatUint(r.Uint64(), 36); r.IntN(8) {
	case 0:
		return "## " + s
	case 4:
		return "## " + s + " {#h" + label + "}"
	case 5:
		return s + "[^" + label + "] ~~x~~ [a][" + label + "]\n\n[^" + label + "]: " + sentence(r) + "\n\n[" + label + "]: /" + label
	case 1:
		return "- " + s
	case 2:
		return "> " + s
	case 3:
		return "| a |\n|---|\n| " + s + " |"
	}
	return s
}

func TestLaw4OtherKeysStay(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		e := &editor{}
		for range 3 + r.IntN(30) {
			e.blocks = append(e.blocks, block(r))
		}
		p, keys := e.sync(t)
		before := byText(p, keys)
		for range 10 {
			e.edit(r)
			p, keys = e.sync(t)
			after := byText(p, keys)
			for text, was := range before {
				if now := after[text]; len(now) == len(was) && !slices.Equal(now, was) {
					t.Fatalf("seed %d: %q had %v and now has %v", seed, text, was, now)
				}
			}
			before = after
		}
	}
}

// edit inserts, moves or deletes one block.
func (e *editor) edit(r *rand.Rand) {
	at := r.IntN(len(e.blocks))
	switch r.IntN(3) {
	case 0:
		e.blocks = slices.Insert(e.blocks, at, block(r))
	case 1:
		b := e.blocks[at]
		e.blocks = slices.Delete(e.blocks, at, at+1)
		e.blocks = slices.Insert(e.blocks, r.IntN(len(e.blocks)+1), b)
	case 2:
		if len(e.blocks) > 2 {
			e.blocks = slices.Delete(e.blocks, at, at+1)
		}
	}
}

func TestLaw4AKeyIsNeverGivenToAnUnlikeText(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		e := &editor{}
		for range 5 + r.IntN(20) {
			e.blocks = append(e.blocks, block(r))
		}
		had := map[string]string{}
		for range 15 {
			for range 1 + r.IntN(4) {
				e.edit(r)
			}
			if r.IntN(2) == 0 {
				e.blocks[r.IntN(len(e.blocks))] = block(r)
			}
			p, keys := e.sync(t)
			for i, k := range keys {
				was, ok := had[k]
				if ok && was != p.Segments[i].Text && textdiff.NewComparer().Similarity(was, p.Segments[i].Text, 0) < similarInGap {
					t.Fatalf("seed %d: %s was %q, is %q", seed, k, was, p.Segments[i].Text)
				}
				had[k] = p.Segments[i].Text
			}
		}
	}
}

// keysOf syncs the first page, then the second, and returns the keys of both.
func keysOf(t *testing.T, before, after string) (a, b []string) {
	t.Helper()
	e := &editor{blocks: []string{before}}
	_, a = e.sync(t)
	e.blocks = []string{after}
	_, b = e.sync(t)
	return a[2:], b[2:]
}

func TestLaw4Cases(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"typo in a short heading", "# Infecton risk\n\nx", "# Infection risk\n\nx", "infecton-risk.heading infecton-risk.p1"},
		{"typo in a one-word heading", "# Fver\n\nx", "# Fever\n\nx", "fver.heading fver.p1"},
		{"new text under an edited heading", "# Fver\n\nabc", "# Fever\n\nabc\n\nquite new", "fver.heading fver.p1 fver.p2"},
		{"typo and a paragraph before it", "one fine day\n\nCall us if you are unwel.", "Something new.\n\none fine day\n\nAnother.\n\nCall us if you are unwell.", "intro.p3 intro.p1 intro.p4 intro.p2"},
		{"edited and moved", "First the doctor checks your blood.\n\nb b b\n\nc c c", "b b b\n\nc c c\n\nFirst the doctor checks your child's blood.", "intro.p2 intro.p3 intro.p1"},
		{"first of two alike deleted", "Yes.\n\nmiddle\n\nYes.\n\nend", "middle\n\nYes.\n\nend", "intro.p2 intro.p3 intro.p4"},
		{"alike, one added", "Yes.\n\nmiddle", "Yes.\n\nmiddle\n\nYes.", "intro.p1 intro.p2 intro.p3"},
		{"paragraph becomes an item", "abc def\n\nghi", "- abc def\n\nghi", "intro.p1 intro.p2"},
		{"a heading's key stays with headings", "# Same text\n\nother stuff", "Same text\n\nother stuff", "intro.p1 same-text.p1"},
		{"replaced by an unlike text", "Take one pill.\n\nend", "Never swim alone.\n\nend", "intro.p3 intro.p2"},
		{"two headings of one name", "# Note\n\na\n\n# Note\n\nb", "# Note\n\nb", "note-2.heading note-2.p1"},
		{"section added above one of the same name", "# Note\n\na", "# Note\n\nb b b\n\n# Note\n\na", "note-2.heading note-2.p1 note.heading note.p1"},
		{"moved below another heading", "# A\n\nabc\n\n# B\n\ndef", "# A\n\n# B\n\ndef\n\nabc", "a.heading b.heading b.p1 a.p1"},
		{"title edited into a heading's place", "# A\n\nx", "# B\n\nx", "b.heading a.p1"},
		{"made fixed", "abc\n\ndef", "<!-- notranslate -->\nabc\n\ndef", " intro.p2"},
	} {
		_, got := keysOf(t, c.before, c.after)
		want := strings.Split(c.want, " ")
		for i := range want {
			if want[i] != "" {
				want[i] = "page." + want[i]
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

func TestLaw4RetiredTextGetsItsKeyBack(t *testing.T) {
	e := &editor{blocks: []string{"# Heading", "first text", "second, unlike"}}
	_, was := e.sync(t)
	e.blocks = []string{"# Heading", "second, unlike"}
	e.sync(t)
	e.blocks = []string{"# Heading", "nothing of the sort", "second, unlike"}
	if _, keys := e.sync(t); slices.Contains(keys, was[3]) {
		t.Fatalf("the key of a deleted text went to another: %v", keys)
	}
	e.blocks = []string{"# Heading", "first text", "second, unlike"}
	if _, keys := e.sync(t); !slices.Equal(keys, was) {
		t.Errorf("got %v, want %v", keys, was)
	}
}

func TestNewKeys(t *testing.T) {
	p := mustParse(t, head+`para

- item

> quote

![alt](x)

# Other

x

## What's **café** like?

x

## 幹細胞

x

## Intro

## A heading that goes on and on and on without an end

<!-- notranslate -->
## Fixed

x

| a |
|---|
`)
	want := `page.page.title page.page.summary page.intro.p1 page.intro.li1 page.intro.q1 page.intro.img1 page.other-section.heading ` +
		`page.other-section.p1 page.whats-cafe-like.heading page.whats-cafe-like.p1 page.section.heading page.section.p1 ` +
		`page.intro-section.heading page.a-heading-that-goes-on-and-on-and-on.heading  page.fixed.p1 page.fixed.c1`
	if got := strings.Join(p.Keys(nil), " "); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestATextComesBackToItsOldestKey(t *testing.T) {
	page, err := Parse("a", "a.md", []byte("+++\ntitle = \"T\"\ndescription = \"D.\"\npublished = 2026-01-02\nupdated = 2026-01-02\n+++\n\nWords.\n"))
	if err != nil {
		t.Fatal(err)
	}
	keys := page.Keys([]KnownKey{
		{Key: "a.intro.p3", Kind: KindParagraph, Text: "Words.", Retired: true},
		{Key: "a.intro.p2", Kind: KindParagraph, Text: "Words.", Retired: true},
	})
	if got := keys[len(keys)-1]; got != "a.intro.p2" {
		t.Errorf("got %s, want a.intro.p2", got)
	}
}

// FuzzKeys edits a page by the bytes of a script and holds law 4 after each sync.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("abcdefgh"), uint64(1))
	f.Add([]byte("\x00\x01\x02\x03 duplicates"), uint64(2))
	f.Fuzz(func(t *testing.T, script []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 3))
		e := &editor{blocks: []string{"# Start", "some text"}}
		e.sync(t)
		for _, c := range script[:min(len(script), 60)] {
			switch {
			case c%7 == 0:
				if b := e.blocks[int(c)%len(e.blocks)]; !strings.ContainsAny(b, "^{") { // a footnote and an id stand once
					e.blocks = append(e.blocks, b)
				}
			case c%7 == 1:
				if b := &e.blocks[int(c)%len(e.blocks)]; !strings.HasSuffix(*b, "|") && !strings.HasSuffix(*b, "}") {
					*b += string('a' + rune(c%26))
				}
			case c%7 == 2:
				e.blocks = append(e.blocks, "## "+strings.Fields("one Other id Two few 中文 Infection Page")[int(c)%8])
			default:
				e.edit(r)
			}
			_, keys := e.sync(t)
			for _, k := range keys {
				for part := range strings.SplitSeq(k, ".") {
					if IsReserved(part) {
						t.Fatalf("reserved part in %s", k)
					}
				}
			}
		}
		before := byText(mustParse(t, e.source()), mustParse(t, e.source()).Keys(e.memory))
		e.edit(r)
		p, keys := e.sync(t)
		for text, now := range byText(p, keys) {
			if was := before[text]; len(was) == len(now) && !slices.Equal(was, now) {
				t.Fatalf("%q had %v and now has %v", text, was, now)
			}
		}
	})
}
