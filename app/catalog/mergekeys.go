package catalog

import (
	"regexp"
	"slices"
	"strings"
)

// mergeKeys returns the keys of both sides, each once: in the order of the side that has moved some, with those that the other has alone behind the key that they
// follow there.
func mergeKeys(base, x, y []string) []string {
	if isSubsequence(common(base, x), base) { // x moved none
		x, y = y, x
	}
	place := make(map[string]int, len(x)) // of a key in the result
	for i, k := range x {
		place[k] = i
	}
	behind := map[int][]string{} // keys of y alone, by the place in x of the key that they follow; -1 for the first
	last := -1
	for _, k := range y {
		if i, ok := place[k]; ok {
			last = i
		} else {
			behind[last] = append(behind[last], k)
		}
	}
	merged := slices.Clone(behind[-1])
	for i, k := range x {
		merged = append(append(merged, k), behind[i]...)
	}
	return merged
}

// common returns the keys of list that base has.
func common(base, list []string) []string {
	known := make(map[string]bool, len(base))
	for _, k := range base {
		known[k] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(k string) bool { return !known[k] })
}

// isSubsequence reports whether the keys of list stand in base in the same order.
func isSubsequence(list, base []string) bool {
	i := 0
	for _, k := range base {
		if i < len(list) && list[i] == k {
			i++
		}
	}
	return i == len(list)
}

// samePage returns the three versions under the name that the page has in the result: where one side has renamed it, the other two follow.
func samePage(base, x, y *File) (b, sx, sy *File) {
	from, to := base.slug(), x.slug()
	if to == from {
		to = y.slug()
	}
	if from == "" || to == "" || from == to || x.slug() != from && x.slug() != to || y.slug() != from && y.slug() != to {
		return base, x, y
	}
	renamed := [3]*File{base, x, y}
	for i, f := range renamed {
		if f.slug() == to {
			continue
		}
		next, ok := f.RenamePage(f.name, from, to, nil)
		if !ok {
			return base, x, y
		}
		renamed[i] = next
	}
	return renamed[0], renamed[1], renamed[2]
}

// slug returns the page that all entries are of, "" where there is none, or more than one.
func (f *File) slug() (slug string) {
	for _, m := range f.messages {
		s, _, _ := strings.Cut(m.Key, ".")
		if slug != "" && s != slug {
			return ""
		}
		slug = s
	}
	return slug
}

// numbered matches the last part of a key that the next text of its kind gets.
var numbered = regexp.MustCompile(`^(p|li|c|q|img|fn)[0-9]+$`)

// separate renames the key of one of two texts where each side has added a text of its own to the page, and both got the next number: a key is never
// given to a second text (law 4). The new name tells the text, so that it is the same in every catalog of the page.
func (m *fileMerge) separate() {
	for _, key := range slices.Clone(m.x.keys) {
		x, y := m.x.live[key], m.y.live[key]
		if !m.kind.page || !numbered.MatchString(key[strings.LastIndexByte(key, '.')+1:]) || m.base.has(key) || !isSoundEntry(x) || !isSoundEntry(y) {
			continue
		}
		hx, hy := m.englishHash(x[0]), m.englishHash(y[0])
		switch {
		case hx == hy || !hashForm.MatchString(hx) || !hashForm.MatchString(hy):
		case hx < hy: // as mergeHash chooses
			m.y.rename(key, key+"-"+hy[len("sha1-"):][:6])
		default:
			m.x.rename(key, key+"-"+hx[len("sha1-"):][:6])
		}
	}
}

// englishHash returns the hash of the English that an entry stands for.
func (m *fileMerge) englishHash(e *entry) string {
	if m.kind.english {
		return Hash(e.forms())
	}
	return e.value("hash")
}

// has reports whether a version has an entry of that key, in use or not.
func (s *mergeSide) has(key string) bool {
	return s.live[key] != nil || slices.ContainsFunc(s.trailers, func(t trailer) bool { return t.obsolete != nil && t.obsolete.key == key })
}

// rename changes the key of an entry, unless the new one is used.
func (s *mergeSide) rename(from, to string) {
	if s.has(to) {
		return
	}
	e := s.live[from][0].clone()
	e.key = to
	s.live[to] = []*entry{e}
	delete(s.live, from)
	s.keys[slices.Index(s.keys, from)] = to
}
