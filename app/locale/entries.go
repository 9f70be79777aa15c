package locale

import (
	"cmp"
	"slices"
	"strconv"
)

// Entry is one of the language ranges that a [Chooser] knows, for other programs that choose by the same table. What has a script or a region that no entry has
// is that of the same language without the region, but never without the script.
type Entry struct {
	Language, Script, Region string   // as in a tag; script and region may be ""
	Tags                     []string // of the locales that suit it, best first
}

// Entries returns what suits the readers of each language: same are locales in their own language, related those that the table gives to readers of others, which
// come after every locale of the first kind. They are in the order of their ranges.
func (c *Chooser) Entries(t *Table) (same, related []Entry) {
	list := func(table fallbackTable) (entries []Entry) {
		for key, indexes := range table {
			e := Entry{Language: unpackLetters(uint64(key.language())), Script: title(unpackLetters(uint64(key.script()) >> scriptShift)), Region: unpackRegion(uint64(key) >> regionShift)}
			for _, i := range indexes {
				e.Tags = append(e.Tags, t.Locales[i].Tag)
			}
			entries = append(entries, e)
		}
		slices.SortFunc(entries, func(a, b Entry) int {
			return cmp.Or(cmp.Compare(a.Language, b.Language), cmp.Compare(a.Script, b.Script), cmp.Compare(a.Region, b.Region))
		})
		return entries
	}
	return list(c.same), list(c.related)
}

// unpackLetters returns what packLetters was given, in lower case.
func unpackLetters(n uint64) string {
	var letters []byte
	for ; n > 0; n >>= 5 {
		letters = append(letters, byte(n&31)+'a'-1)
	}
	slices.Reverse(letters)
	return string(letters)
}

func unpackRegion(n uint64) string {
	if n >= numericRegion {
		digits := strconv.FormatUint(n-numericRegion, 10)
		return "000"[len(digits):] + digits
	}
	letters := []byte(unpackLetters(n))
	for i := range letters {
		letters[i] -= 'a' - 'A'
	}
	return string(letters)
}

// title returns a script with its first letter as a capital one.
func title(script string) string {
	if script == "" {
		return ""
	}
	return string(script[0]-'a'+'A') + script[1:]
}
