package catalog

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
)

const (
	maxKey         = 512 // the longest key, in bytes
	needsFullCheck = 255 // in the place of a combining class, for a character that only [allFlaws] can judge
	maxMarksInRow  = 16  // combining characters in a row, before [allFlaws] must judge them
)

func validateKey(key string) string {
	if len(key) > maxKey {
		return fmt.Sprintf("the key is longer than %d bytes: shorten it", maxKey)
	}
	for part := range strings.SplitSeq(key, ".") {
		switch {
		case part == "":
			return fmt.Sprintf("the key %q has an empty part: write names between its dots", key)
		case !bareKey(strings.ReplaceAll(part, "/", "-")):
			return fmt.Sprintf("the key %q has a character that keys do not have: use the letters a to z, digits, - and _", key)
		case segment.IsReserved(part):
			return fmt.Sprintf("the key %q has the part %q, a word that go-i18n reserves: choose another", key, part) + without(key, part)
		}
	}
	return ""
}

// without returns advice on a key that ends in the name of a member, such as [a.b.other], "" for any other.
func without(key, part string) string {
	if key, ok := strings.CutSuffix(key, "."+part); ok && strings.Contains(key, ".") && validateKey(key) == "" {
		return ": write it as " + header(key)
	}
	return ""
}

// findKeyConflicts makes faults of keys that stand twice, and keys that are both a message and the beginning of others: go-i18n refuses both.
func (r *entryReader) findKeyConflicts() {
	entries := r.parts[1:]
	seen := make(map[string]*entry, len(entries))
	for _, p := range entries {
		if p.skip {
			continue
		}
		switch first := seen[p.key]; {
		case first != nil && p.meant:
			first.bad = true
		case first != nil && !p.bad:
			r.fault(p.offset, "the key %s stands already in line %d: keep one of the two", p.key, first.line)
			p.bad, first.bad = true, true
		case !p.bad || p.meant:
			seen[p.key] = p.entry
		}
	}
	for _, p := range entries {
		for i := range len(p.key) {
			if p.key[i] == '.' && seen[p.key[:i]] != nil {
				r.fault(p.offset, "the key %s begins with the key %s, which is a message itself: rename one", p.key, p.key[:i])
				p.bad = true
			}
		}
	}
}

// entryHint returns the header of the table that should stand for a key written as a member.
func entryHint(key []string) string {
	for len(key) > 1 && segment.IsReserved(key[len(key)-1]) {
		key = key[:len(key)-1]
	}
	return header(strings.Join(key, "."))
}

// validateMember returns what is wrong with the name or type of a member, or "".
func (r *entryReader) validateMember(e *entry, x expression) string {
	key, kind, raw := x.key, x.Value().Kind, string(r.toml.Raw(x.Value().Raw))
	if c := x.Value().Child(); kind == unstable.Array && c != nil && c.Kind == unstable.String && !c.Next().Valid() {
		raw = string(c.Data)
	}
	name := strings.Join(key, ".")
	lower := strings.ToLower(name)
	switch {
	case lower == "leftdelim" || lower == "rightdelim":
		return fmt.Sprintf("%s is not allowed: texts are no templates here", name)
	case kind == unstable.String && len(key) == 1 && lower != "id" && (!segment.IsReserved(lower) || lower == "translation"):
		if e.member("other") == nil && !r.otherFollows(x.end) {
			return fmt.Sprintf("unknown member %s: the name before a text is not translated: write it as other = %s", name, raw)
		}
		return fmt.Sprintf("unknown member %s: an entry has hash and the plural forms zero, one, two, few, many, other; put # before what is a comment", name)
	case lower == "id" || lower == "translation" || !segment.IsReserved(lower):
		return fmt.Sprintf("unknown member %s: an entry has hash and the plural forms zero, one, two, few, many, other; a message of its own is written %s",
			name, entryHint(append(strings.Split(e.key, "."), key...)))
	case lower != name:
		return fmt.Sprintf("unknown member %s: write it %s", name, lower)
	case kind != unstable.String:
		return fmt.Sprintf("%s is no text: put it between quotation marks", name) + inQuotes(name, kind, raw)
	case e.member(name) != nil:
		return fmt.Sprintf("%s stands twice in %s: delete one", name, header(e.key))
	}
	return ""
}

// otherFollows reports whether the entry has a member other not far below an offset.
func (r *entryReader) otherFollows(offset int) bool {
	const far = 4 << 10
	rest := r.data[offset:min(len(r.data), offset+far)]
	if i := bytes.Index(rest, []byte("\n[")); i >= 0 {
		rest = rest[:i]
	}
	return otherMember.Match(rest)
}

var otherMember = regexp.MustCompile(`(?mi)^[ \t]*other[ \t]*=`)

// inQuotes returns how a value that is no text is written as one, "" where that is not certain.
func inQuotes(name string, kind unstable.Kind, raw string) string {
	if kind == unstable.InlineTable || raw == "" {
		return ""
	}
	return ": write it as " + name + " = " + tomltext.Quote(raw)
}
