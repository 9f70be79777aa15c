package search

import "strings"

// minCompound is how many letters the first of two words written together must have.
const minCompound = 3

// wordsOf returns the forms of a word of a query: of its parts, where it is not known and they are, as in a compound, or where a space is missing.
func (d *Dictionary) wordsOf(text string) []word {
	whole := d.language.word(text)
	w := queryWord{word: whole}
	letters, least := []rune(whole.folded), w.minPart()
	switch {
	case len(letters) < 2*min(least, minCompound) || d.knows(whole, false):
		return []word{whole}
	case least == minPartHang:
		return d.hangulParts(whole, letters)
	}
	for i := len(letters) - least; i >= min(least, minCompound); i-- {
		first, second := d.language.word(string(letters[:i])), d.language.word(string(letters[i:]))
		if d.knows(second, true) && (d.knows(first, i > minCompound) || letters[i-1] == 's' && d.knows(d.language.word(string(letters[:i-1])), true)) {
			return []word{first, second}
		}
	}
	return []word{whole}
}

// hangulParts returns the parts of a Korean word that are known, the longest first from the left. Readers leave spaces out, and what is left is mostly an ending.
// A part is looked for letter by letter, because what begins no word begins none when it is longer.
func (d *Dictionary) hangulParts(whole word, letters []rune) (list []word) {
	for i := 0; i+minPartHang <= len(letters); {
		var longest word
		n := minPartHang
		for ; i+n <= len(letters); n++ {
			w := d.language.word(string(letters[i : i+n]))
			if !d.knows(w, true) {
				break
			}
			longest = w
		}
		if n == minPartHang {
			i++
			continue
		}
		list = append(list, longest)
		i += n - 1
	}
	if len(list) == 0 {
		return []word{whole}
	}
	return list
}

// knows reports whether a word is there in any form, or as the beginning of another; or, if not only that, as a part of another.
func (d *Dictionary) knows(w word, asBeginning bool) bool {
	d.mu.RLock()
	_, known := d.ids[w.folded]
	known = known || len(d.stems[w.stems[0]]) > 0 || len(d.stems[w.stems[1]]) > 0
	d.mu.RUnlock()
	if known {
		return true
	}
	j := d.join()
	if asBeginning {
		return strings.Contains(j.text, "\n"+w.folded)
	}
	return strings.Contains(j.text, w.folded)
}
