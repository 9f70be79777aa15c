package lazy

import (
	"sync"
	"sync/atomic"
)

// once makes a value when it is first asked for, and keeps it. Asking for a value that is there takes no lock and allocates nothing.
type Value[T any] struct {
	made   atomic.Pointer[T]
	making sync.Mutex
}

func (o *Value[T]) Get(make func() T) T {
	if v := o.made.Load(); v != nil {
		return *v
	}
	o.making.Lock()
	defer o.making.Unlock()
	if v := o.made.Load(); v != nil {
		return *v
	}
	v := make()
	o.made.Store(&v)
	return v
}
