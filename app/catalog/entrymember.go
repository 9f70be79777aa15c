package catalog

import (
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
)

// member reads a line "name = value" of an entry.
func (r *entryReader) member(p *part, e expression) {
	if p.skip || r.otherSpelling(e) || r.withoutHeader(p, e) {
		return
	}
	name := strings.Join(e.key, ".")
	if p.entry == nil {
		r.fault(e.offset, "the entry %s is not a table: write %s, and below it other = \"…\"", name, entryHint(e.key))
		r.opaque = true
		return
	}
	v := e.Value()
	if msg := r.validateMember(p.entry, e); msg != "" {
		r.fault(e.offset, "%s", msg)
		p.bad = true
		return
	}
	p.addMember(r.newMember(name, v, p.below, e.trail))
	p.below = nil
}

func (r *entryReader) newMember(name string, v *unstable.Node, before []string, trail string) member {
	m := member{before: before, name: name, raw: string(r.toml.Raw(v.Raw)), value: string(v.Data), trail: trail, offset: r.base + int(v.Raw.Offset)}
	if text := NormalizeText(m.value); text != m.value {
		m.value, m.raw = text, tomltext.Quote(text)
	}
	return m
}

func (e *entry) addMember(m member) { e.members = append(e.members, m) }

// withoutHeader begins an entry without a key where one is lost: a second hash, below the tool's lines. It is kept as it stands.
func (r *entryReader) withoutHeader(p *part, e expression) bool {
	if len(e.key) != 1 || e.key[0] != "hash" || p.entry != nil && (p.member("hash") == nil || !slices.ContainsFunc(p.below, hasMark)) {
		return false
	}
	r.fault(e.offset, "above this line the key of its entry is missing, a line such as [page.section.p1]: write it there; parlance sync shows it in an entry of its own")
	lost := part{entry: &entry{offset: e.offset, end: e.end, bad: true}, skip: true}
	lost.line, lost.col = r.position(e.offset)
	r.parts = append(r.parts, lost)
	return true
}

// otherSpelling takes what is a message in TOML, but not written as a table: members with the whole key, a.b.other = "x", and inline tables,
// a.b = { other = "x" }. sync writes it as a table. It reports whether there was such a one.
func (r *entryReader) otherSpelling(e expression) bool {
	table := r.table
	if len(table) > 0 && len(e.key) > 1 && e.key[0] == table[0] {
		table = nil // whoever wrote the whole key meant the whole key
	}
	found := r.flatten(slices.Concat(table, e.key), e.Value())
	if len(found) == 0 || len(table) > 0 && len(e.key) == 1 && e.Value().Kind != unstable.InlineTable {
		return false
	}
	for _, f := range found {
		p := &r.parts[len(r.parts)-1]
		if p.entry == nil || p.key != f.key {
			r.parts = append(r.parts, part{entry: &entry{key: f.key, offset: e.offset, end: e.end}, plain: true})
			p = &r.parts[len(r.parts)-1]
			p.line, p.col = r.position(e.offset)
		}
		p.addMember(f.member)
	}
	r.parts[len(r.parts)-1].members[len(r.parts[len(r.parts)-1].members)-1].trail = e.trail
	r.respelled = true
	return true
}

// keyedMember is a member with the key of its entry.
type keyedMember struct {
	key string
	member
}

// flatten returns the members that a value at a path holds; none where one of them is no text of an entry.
func (r *entryReader) flatten(path []string, v *unstable.Node) (all []keyedMember) {
	if v.Kind == unstable.InlineTable {
		const most = 100 // members of one line, each of which counts its column
		for children := v.Children(); children.Next(); {
			child, full := children.Node(), slices.Clone(path)
			for k := child.Key(); k.Next(); {
				full = append(full, string(k.Node().Data))
			}
			inner := r.flatten(full, child.Value())
			if len(inner) == 0 || len(all) > most {
				return nil
			}
			all = append(all, inner...)
		}
		return all
	}
	last := len(path) - 1
	key, name := strings.Join(path[:max(0, last)], "."), path[last]
	if v.Kind != unstable.String || last < 1 || name == "id" || name == "translation" || !segment.IsReserved(name) || name != strings.ToLower(name) || validateKey(key) != "" {
		return nil
	}
	return []keyedMember{{key, r.newMember(name, v, nil, "")}}
}

// dropEmptyTables takes away the tables that hold nothing but other tables, as some programs write them: [safety] above [safety.intro.p1].
func (r *entryReader) dropEmptyTables() {
	prefixes := map[string]bool{}
	for _, p := range r.parts[1:] {
		for i := range len(p.key) {
			if p.key[i] == '.' {
				prefixes[p.key[:i]] = true
			}
		}
	}
	kept := r.parts[:1]
	for _, p := range r.parts[1:] {
		if len(p.members) > 0 || p.bad || p.broken || !prefixes[p.key] {
			kept = append(kept, p)
			continue
		}
		before := &kept[len(kept)-1]
		if p.trail != "" {
			before.below = append(before.below, p.trail)
		}
		before.below = append(before.below, p.below...)
	}
	r.parts = kept
}
