package lang

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Sense is the name of a meaning that a translation must not turn into another one, such as "vein" or "at-once". The data files of the
// languages list its words.
type Sense string

// Never is the one sense whose words stand beside a "not" in many languages.
const Never Sense = "never"

// senseFamilies are lines of senses, as senses.toml writes them.
type senseFamilies [][]Sense

// UnmarshalText reads one family a line.
func (f *senseFamilies) UnmarshalText(text []byte) error {
	for line := range strings.Lines(string(text)) {
		var family []Sense
		for _, s := range strings.Fields(line) {
			family = append(family, Sense(s))
		}
		if len(family) > 0 {
			*f = append(*f, family)
		}
	}
	return nil
}

// others returns the senses of the families of one sense, without itself.
func (f senseFamilies) others(s Sense) (list []Sense) {
	for _, family := range f {
		if slices.Contains(family, s) {
			list = append(list, slices.DeleteFunc(slices.Clone(family), func(o Sense) bool { return o == s })...)
		}
	}
	return list
}

// Opposites returns the senses that a translation of a text with one sense has no word for, unless it has one for the sense itself, or
// negates the other: what is "not common" is rare.
func (s Sense) Opposites() []Sense { return senseRelations().opposed[s] }

// Kin returns the senses that a translation of a text with one sense has no word for, unless it has one for the sense itself.
func (s Sense) Kin() []Sense { return senseRelations().kinds[s] }

// Apart returns the senses that a translation of a text with one sense has no word for.
func (s Sense) Apart() []Sense { return senseRelations().apart[s] }

// Needed returns the senses of which a translation of a text with one sense has a word; none where it may do without.
func (s Sense) Needed() []Sense { return senseRelations().needed[s] }

type relations struct{ opposed, kinds, apart, needed map[Sense][]Sense }

var senseRelations = sync.OnceValue(func() relations {
	f := known()
	r := relations{map[Sense][]Sense{}, map[Sense][]Sense{}, map[Sense][]Sense{}, map[Sense][]Sense{}}
	for s := range English().Senses {
		r.opposed[s], r.kinds[s], r.apart[s] = f.Opposed.others(s), f.Kinds.others(s), f.Apart.others(s)
	}
	for _, family := range f.Needed {
		r.needed[family[0]] = family
	}
	return r
})

// Says reports whether a text, folded and with its words given, has a word of one of some senses.
func (l *Language) Says(senses []Sense, folded string, words []Word) bool {
	return slices.ContainsFunc(senses, func(s Sense) bool {
		list, ok := l.Senses[s]
		return ok && list.In(folded, words)
	})
}

// Hiding returns the senses of one kind with another, or opposed to it, some of whose words hold words of it, as "unusual" does "usual".
func (l *Language) Hiding(s Sense) []Sense {
	l.readOnce.Do(func() { l.hiding = l.readHiding() })
	return l.hiding[s]
}

func (l *Language) readHiding() map[Sense][]Sense {
	hiding := map[Sense][]Sense{}
	for s, list := range l.Senses {
		for _, o := range slices.Concat(s.Kin(), s.Opposites()) {
			if l.KnowsSense(o) && slices.ContainsFunc(l.Senses[o].all, list.within) {
				hiding[s] = append(hiding[s], o)
			}
		}
	}
	return hiding
}

// SaysInstead reports whether a text, folded, has words of one sense and none of another. Of words inside each other the longest
// counts: what is unusual is not usual.
func (l *Language) SaysInstead(one, other Sense, folded string) bool {
	a, b := l.Senses[one].places(folded), l.Senses[other].places(folded)
	return len(outside(a, b)) > 0 && len(outside(b, a)) == 0
}

// outside returns the places that lie inside no longer one of others.
func outside(places, others []Sentence) []Sentence {
	return slices.DeleteFunc(slices.Clone(places), func(p Sentence) bool {
		return slices.ContainsFunc(others, func(o Sentence) bool {
			return o.Start <= p.Start && p.End <= o.End && o.End-o.Start > p.End-p.Start
		})
	})
}

// Without returns a folded text without the words and pieces that have a sense, so that those of others inside them are not found: a tendon
// is no muscle, though Chinese writes it with the character for one.
func (l *Language) Without(s Sense, folded string) string {
	list, ok := l.Senses[s]
	if !ok {
		return folded
	}
	var rest strings.Builder
	from := 0
	for _, p := range list.places(folded) {
		rest.WriteString(folded[from:max(from, p.Start)] + " ")
		from = max(from, p.End)
	}
	return rest.String() + folded[from:]
}

// Around returns what stands around each word of a folded text that has a sense, with a space in its place: some bytes before and behind it,
// and what they cut off of a word, but nothing beyond a comma, which is two spaces there.
func (l *Language) Around(s Sense, folded string, bytes int) (list []string) {
	for _, p := range l.Senses[s].places(folded) {
		from, to := max(0, p.Start-bytes), min(len(folded), p.End+bytes)
		for from > 0 && !utf8.RuneStart(folded[from]) || from > 0 && InWord(RuneAt(folded, from)) && !l.Unspaced && InWord(RuneBefore(folded, from)) {
			from--
		}
		for to < len(folded) && (!utf8.RuneStart(folded[to]) || !l.Unspaced && InWord(RuneAt(folded, to)) && InWord(RuneBefore(folded, to))) {
			to++
		}
		before, behind := folded[from:p.Start], folded[p.End:to]
		if i := strings.LastIndex(before, "  "); i >= 0 {
			before = before[i:]
		}
		behind, _, _ = strings.Cut(behind, "  ")
		list = append(list, before+" "+behind)
	}
	return list
}

// KnowsSense reports whether words of a sense are known.
func (l *Language) KnowsSense(s Sense) bool { _, ok := l.Senses[s]; return ok }

// phrase is English words that have a sense.
type phrase struct {
	words []string
	sense Sense
}

// englishPhrases are those of all senses, by their first word.
var englishPhrases = sync.OnceValue(func() map[string][]phrase {
	all := map[string][]phrase{}
	for _, s := range slices.Sorted(maps.Keys(English().Senses)) {
		for _, text := range English().Senses[s].all {
			var words []string
			for _, w := range Words(text) {
				words = append(words, w.Lower)
			}
			all[words[0]] = append(all[words[0]], phrase{words, s})
		}
	}
	return all
})

// SensesOf returns the senses that English words have, in order and each once. The longest phrase that starts at a word counts alone;
// what a word before negates, or a number before counts, does not count.
func SensesOf(words []Word) (list []Sense) {
	for i := 0; i < len(words); {
		longest := 1
		var here []Sense
		for _, p := range englishPhrases()[words[i].Lower] {
			switch n := len(p.words); {
			case n < longest || !p.startsAt(words[i:]):
				continue
			case n > longest:
				longest, here = n, nil
			}
			here = append(here, p.sense)
		}
		if len(here) > 0 && !negated(words[:i]) && !counted(words[:i]) {
			list = append(list, here...)
		}
		i += longest
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (p phrase) startsAt(words []Word) bool {
	return len(words) >= len(p.words) && slices.EqualFunc(p.words, words[:len(p.words)], func(a string, b Word) bool { return a == b.Lower })
}

// counted reports whether the last of some words is a number in digits, whose unit other rules compare.
func counted(before []Word) bool {
	return len(before) > 0 && ClassOf(FirstRune(before[len(before)-1].Lower))&Digit != 0
}

// negated reports whether one of the last words of some negates what follows.
func negated(before []Word) bool {
	return slices.ContainsFunc(before[max(0, len(before)-2):], func(w Word) bool {
		return w.Lower == "not" || w.Lower == "no" || w.Lower == "never" || strings.HasSuffix(w.Lower, "n't")
	})
}
