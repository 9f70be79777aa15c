package corpus

import (
	"time"

	"github.com/parlance/parlance/app/store"
)

// Validator finds the faults of catalogs that nobody has asked for yet. It may go on with a newer corpus. The zero Validator is ready for use.
type Validator struct{ found map[*file]store.Faults }

// Validate validates the catalogs that are not validated yet, and makes the summaries of all editions. It stops and returns false when keep
// returns false. After each page it calls rest with the time it took.
func (v *Validator) Validate(s *Corpus, keep func() bool, rest func(took time.Duration)) bool {
	if v.found == nil {
		v.found = map[*file]store.Faults{}
	}
	en := s.Locales.English().Index
	for _, p := range s.Pages {
		start := time.Now()
		english, _ := p.catalogs[en].(*file)
		for i, ref := range p.catalogs {
			if !keep() {
				return false
			}
			if f, ok := ref.(*file); ok && !f.stored.saved && !f.stored.validated {
				if _, seen := v.found[f]; !seen {
					v.found[f] = f.validate(english)
				}
			}
			p.Summary(&s.Locales.Locales[i])
		}
		rest(time.Since(start))
	}
	return true
}

// Adopt takes over the faults that were found, for the next reading, and returns how many there are.
func (r *Reader) Adopt(v *Validator) (faults int) {
	for f, list := range v.found {
		f.faults, f.stored.validated = list, true
		faults += len(list)
	}
	if faults > 0 {
		r.lastCorpus = nil // it does not list them
	}
	return faults
}

// validate returns every fault of a catalog, and changes nothing in its file.
func (f *file) validate(english *file) store.Faults {
	own, err := f.stored.load()
	f.stored.pack()
	faults := append(faultsOf(f.name, err), f.mismatchesOf(own, english)...)
	if f == english {
		return faults
	}
	return append(faults, notInline(own)...) // [file.blockFaults] is for catalogs that were saved since the start
}
