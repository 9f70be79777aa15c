package catalog

import (
	"slices"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// mergeEntry returns what two sound versions of an entry make, both changed from base, which is empty where there was none. chosen reports whether the text of
// one has become a previous one.
func mergeEntry(base, x, y *entry, kind mergedKind) (e *entry, chosen bool) {
	winner, loser := chooseText(base, x, y, kind)
	e = winner.clone()
	joined, both := joinForms(base, x, y, kind)
	if both {
		e.setAll(joined)
	}
	for i := range e.comments {
		e.comments[i] = mergeLines(base.comments[i], winner.comments[i], loser.comments[i])
	}
	e.mergeTool(base, loser, kind)
	e.mergePairs(base, winner, loser)
	p, chosen := losersText(base, winner, loser, kind)
	if chosen = chosen && !both; chosen && !e.hasPair(p) {
		e.addPair(p)
	}
	e.mergeMembers(base, loser)
	e.after = mergeLines(base.after, winner.after, loser.after)
	if e.trail = mergeValue(base.trail, winner.trail, loser.trail); loser.trail != e.trail && loser.trail != base.trail {
		e.keepComments(loser.trail)
	}
	return e, chosen
}

// chooseText returns the version whose text stands, and the other.
func chooseText(base, x, y *entry, kind mergedKind) (winner, loser *entry) {
	b, fx, fy := base.forms(), x.forms(), y.forms()
	if !kind.english {
		hash := mergeHash(base.value("hash"), x.value("hash"), y.value("hash"))
		switch {
		case y.value("hash") != hash:
			return x, y
		case x.value("hash") != hash:
			return y, x
		case base.value("hash") != hash:
			b = Forms{}
		}
	}
	switch {
	case fx == fy || fy == b:
		return x, y
	case fx == b:
		return y, x
	case kind.english && Hash(fy) < Hash(fx): // as mergeHash chooses
		return y, x
	case kind.english:
		return x, y
	}
	nx, ny := len(fx.Filled()), len(fy.Filled())
	if ny > nx || nx == ny && Hash(fy) < Hash(fx) {
		return y, x
	}
	return x, y
}

// joinForms returns the text that two versions make which have changed other plural forms of one text, or added others, for the same English. ok is false where
// they have not, where one side took a form out, or where a form that there is then could not be published.
func joinForms(base, x, y *entry, kind mergedKind) (all Forms, ok bool) {
	b, fx, fy := base.forms(), x.forms(), y.forms()
	hash := x.value("hash")
	if base.value("hash") != hash {
		b = Forms{}
	}
	if kind.english || y.value("hash") != hash || fx == fy || fx == b || fy == b {
		return all, false
	}
	for _, c := range categories {
		was, of := b.Get(c), [2]string{fx.Get(c), fy.Get(c)}
		differ := of[0] != of[1] && of[0] != was && of[1] != was
		if differ || was != "" && (of[0] == "" || of[1] == "") {
			return Forms{}, false
		}
		all = all.With(c, mergeValue(was, of[0], of[1]))
	}
	return all, all.firstFlaw(kind.page) == ""
}

// setAll makes the forms of an entry these.
func (e *entry) setAll(forms Forms) {
	for _, c := range categories {
		if text := forms.Get(c); text != e.value(c) {
			e.set(c, text)
		}
	}
	slices.SortStableFunc(e.members, func(a, b member) int {
		return slices.Index(categories[:], a.name) - slices.Index(categories[:], b.name)
	})
}

// mergeHash returns which English stands in the result. Where both sides have changed it, it is the same as in the merged English catalog.
func mergeHash(base, x, y string) string {
	switch {
	case x == y || y == base && x != "" || y == "":
		return x
	case x == base || x == "":
		return y
	}
	return min(x, y)
}

// losersText returns the text of the version that does not stand, as a previous translation; ok is false where nothing of it would be lost. Of the English of a
// page nothing is: the page has it.
func losersText(base, winner, loser *entry, kind mergedKind) (p Previous, ok bool) {
	text := loser.forms()
	if text.Empty() || text == winner.forms() || text == base.forms() && loser.value("hash") == base.value("hash") || kind.english && kind.page {
		return p, false
	}
	p.Text = text
	if loser.value("hash") == Hash(loser.source) {
		p.Source = loser.source
	}
	return p, true
}

// addPair adds a previous translation as the newest, below English that nobody translated.
func (e *entry) addPair(p Previous) {
	at := 0
	for at < len(e.pairs) && e.pairs[at].Text.Empty() && e.pairs[at].Source != p.Source {
		at++
	}
	e.pairs = slices.Insert(e.pairs, at, pair{Previous: p})
}

// mergePairs sets the previous translations: those of the winner, and what the other has added. Comments above one that is gone stay with the entry.
func (e *entry) mergePairs(base, winner, loser *entry) {
	previous := func(e *entry) (list []Previous) {
		for _, p := range e.pairs {
			list = append(list, p.Previous)
		}
		return list
	}
	merged := mergeLines(previous(base), previous(winner), previous(loser))
	above := map[Previous][]string{}
	for _, side := range []*entry{winner, loser} {
		for _, p := range side.pairs {
			if slices.Contains(merged, p.Previous) {
				above[p.Previous] = appendNew(above[p.Previous], p.before)
			} else if i := slices.IndexFunc(base.pairs, func(q pair) bool { return q.Previous == p.Previous }); i >= 0 {
				e.keepComments(slices.DeleteFunc(slices.Clone(p.before), func(l string) bool { return slices.Contains(base.pairs[i].before, l) })...)
			}
		}
	}
	e.pairs = nil
	for _, p := range merged {
		e.pairs = append(e.pairs, pair{above[p], p})
	}
}

// appendNew appends the lines that are not there.
func appendNew(lines, more []string) []string {
	for _, l := range more {
		if !slices.Contains(lines, l) {
			lines = append(lines, l)
		}
	}
	return lines
}

// mergeTool merges the tool's own lines into the winner: sync writes them anew. What people wrote with the tool's marks stays as comments.
func (e *entry) mergeTool(base, loser *entry, kind mergedKind) {
	winner := *e
	if kind.page {
		if slices.Equal(e.notes, base.notes) {
			e.notes = loser.notes
		}
	} else {
		e.notes = mergeLines(base.notes, e.notes, loser.notes)
	}
	if hash := e.value("hash"); hash != Hash(e.source) && hash == Hash(loser.source) {
		e.source = loser.source
	}
	e.suggestions = mergeLines(base.suggestions, e.suggestions, loser.suggestions)
	known := slices.Concat(winner.foreign(e.source, kind.page), base.foreign(e.source, kind.page))
	for _, l := range loser.foreign(e.source, kind.page) {
		if !slices.Contains(known, l) && !slices.Contains(markLines(markNote, e.notes), l) {
			e.keepComments(l)
		}
	}
}

// mergeMembers adds what the other version has of members beside the text: comments, and a description that only it has changed.
func (e *entry) mergeMembers(base, loser *entry) {
	for _, lm := range loser.members {
		var bm member
		if m := base.member(lm.name); m != nil {
			bm = *m
		}
		m := e.member(lm.name)
		if m == nil {
			e.keepComments(appendNew(nil, slices.DeleteFunc(append(slices.Clone(lm.before), lm.trail), func(l string) bool {
				return l == "" || l == bm.trail || slices.Contains(bm.before, l)
			}))...)
			if lm.name == "description" && bm.raw == "" {
				e.members = append(e.members, member{name: lm.name, raw: lm.raw, value: lm.value})
			}
			continue
		}
		m.before = mergeLines(bm.before, m.before, lm.before)
		trail := mergeValue(bm.trail, m.trail, lm.trail)
		if lm.trail != trail && lm.trail != bm.trail {
			e.keepComments(lm.trail)
		}
		m.trail = trail
		if lm.name == "description" && !toolDescription.MatchString(lm.value) && lm.value != m.value && lm.value != bm.value {
			e.keepComments("# description = " + tomltext.QuoteBasic(lm.value))
		}
	}
}

// mergeLines merges lists of lines, and of anything else that is compared as a whole: what one side added is added, what one side removed is gone.
func mergeLines[T comparable](base, x, y []T) []T {
	switch {
	case slices.Equal(x, y) || slices.Equal(y, base):
		return slices.Clip(x)
	case slices.Equal(x, base):
		return slices.Clip(y)
	}
	var zero T // a blank line
	var merged []T
	for _, l := range x {
		if l == zero || slices.Contains(y, l) || !slices.Contains(base, l) {
			merged = append(merged, l)
		}
	}
	for _, l := range y {
		if l != zero && !slices.Contains(x, l) && !slices.Contains(base, l) {
			merged = append(merged, l)
		}
	}
	return merged
}

// mergeValue returns the value that one side has changed; where both have, that of x.
func mergeValue[T comparable](base, x, y T) T {
	if x == base {
		return y
	}
	return x
}
