package catalog

import "slices"

// openPast reads the unread catalogs in which previous translations stand, and notes which texts the others translate.
func (r *Memory) openPast() {
	r.holders = map[string][]*LazyCatalogs{}
	for _, u := range r.lazy {
		for _, tag := range u.WithPrevious {
			r.read(u, tag)
		}
		if len(u.Tags) == 0 {
			continue
		}
		for _, m := range u.English.messages {
			text := m.Forms.joined()
			if h := r.holders[text]; len(h) == 0 || h[len(h)-1] != u {
				r.holders[text] = append(h, u)
			}
		}
	}
}

// openFor reads the unread catalogs of a locale that translate an English text.
func (r *Memory) openFor(tag, text string) {
	for _, u := range r.holders[text] {
		if !slices.Contains(u.opened, tag) && slices.Contains(u.Tags, tag) {
			r.read(u, tag)
		}
	}
}

// read takes in one unread catalog. One that was changed or taken away in this moment has nothing to show.
func (r *Memory) read(u *LazyCatalogs, tag string) {
	u.opened = append(u.opened, tag)
	f, err := u.Read(tag)
	if err != nil || f.faulty {
		return
	}
	if m := r.byEnglish[tag]; m != nil {
		f.addTo(m)
		return
	}
	r.files[tag] = append(r.files[tag], f)
}

// addTo adds the translations in the file to a memory.
func (f *File) addTo(memory map[string][]pastTranslation) {
	f.eachTranslation(func(k pastTranslation) {
		text := k.source.joined()
		memory[text] = append(memory[text], k)
	})
}
