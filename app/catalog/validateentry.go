package catalog

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// entryHint returns the header of the table that should stand for a key written as a member.
func entryHint(key []string) string {
	for len(key) > 1 && isReserved(key[len(key)-1]) {
		key = key[:len(key)-1]
	}
	return header(strings.Join(key, "."))
}

// validateMember returns what is wrong with the name or type of a member, or "".
func validateMember(e *entry, it item, name string) string {
	lower := strings.ToLower(name)
	switch {
	case lower == "leftdelim" || lower == "rightdelim":
		return fmt.Sprintf("%s is not allowed: texts are no templates here", name)
	case lower == "id" || lower == "translation" || !isReserved(lower):
		return fmt.Sprintf("unknown member %s: an entry has hash and the plural forms zero, one, two, few, many, other; a message of its own is written %s",
			name, entryHint(append(strings.Split(e.key, "."), it.key...)))
	case lower != name:
		return fmt.Sprintf("unknown member %s: write it %s", name, lower)
	case it.valueKind != unstable.String:
		return fmt.Sprintf("%s is no text: put it between quotation marks", name)
	case e.member(name) != nil:
		return fmt.Sprintf("%s stands twice in %s: delete one", name, header(e.key))
	}
	return ""
}

// findKeyConflicts makes faults of keys that stand twice, and keys that are both a message and the beginning of others: go-i18n refuses both.
func (r *entryReader) findKeyConflicts() {
	seen := make(map[string]*entry, len(r.parts))
	for _, p := range r.parts {
		if p.entry == nil || p.bad {
			continue
		}
		if first := seen[p.key]; first != nil {
			r.fault(p.offset, "the key %s stands already in line %d: keep one of the two", p.key, first.line)
			p.bad, first.bad = true, true
			continue
		}
		seen[p.key] = p.entry
	}
	for _, p := range r.parts {
		if p.entry == nil {
			continue
		}
		for i := range len(p.key) {
			if p.key[i] == '.' && seen[p.key[:i]] != nil {
				r.fault(p.offset, "the key %s begins with the key %s, which is a message itself: rename one", p.key, p.key[:i])
				p.bad = true
			}
		}
	}
}
