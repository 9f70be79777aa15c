package segment

import (
	"cmp"
	"slices"

	"github.com/parlance/parlance/app/store"
)

// maxFaults is how many faults of one page are collected: enough to correct a page in one go, and a limit for a hostile one.
const maxFaults = 100

// faultCollector collects the faults of one page.
type faultCollector struct {
	file   string
	text   []byte
	faults store.Faults
}

// add adds a fault at an offset in text.
func (f *faultCollector) add(offset int, format string, args ...any) {
	if len(f.faults) < maxFaults {
		f.faults = append(f.faults, store.At(f.file, f.text, offset, format, args...))
	}
}

// err returns the faults in the order of the page, nil if there are none.
func (f *faultCollector) err() error {
	slices.SortStableFunc(f.faults, func(a, b *store.Fault) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return f.faults.Err()
}
