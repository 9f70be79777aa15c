package workspace

import "cmp"

// Progress is told how far something is that takes its time. Goroutines share it.
type Progress interface {
	Start(what string, total int) // what is done from now on, and how many there are of it; 0 where it is not known
	Step()                        // one more is done
}

// silent is a [Progress] that does nothing.
type silent struct{}

func (silent) Start(string, int) {}
func (silent) Step()             {}

// orSilent returns p, or one that does nothing where p is nil.
func orSilent(p Progress) Progress { return cmp.Or[Progress](p, silent{}) }
