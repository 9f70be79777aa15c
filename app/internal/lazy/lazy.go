// Package lazy holds values that are made when they are first asked for.
package lazy

import (
	"sync"
	"sync/atomic"
)

// Value is a value that is made when it is first asked for, and kept. Asking for it again takes no lock. The zero Value is ready for use.
type Value[T any] struct {
	made   atomic.Pointer[T]
	making sync.Mutex
}

// Get returns the value, and makes it if nobody has asked before. make is called once, unless it panics.
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
