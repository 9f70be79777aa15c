// Package minutelimit counts what is done in a minute, and says who has to wait.
//
// It promises a bound of memory (law 8): those beyond [maxKeys] in a minute are counted as one. Everybody begins anew with each minute of the clock.
package minutelimit

import (
	"sync"
	"time"
)

const maxKeys = 10_000 // that are counted one by one

// Limit counts by key: a person, or a network. The zero Limit is ready. It is safe for concurrent use.
type Limit[Key comparable] struct {
	mu     sync.Mutex
	minute int64
	counts map[Key]int
}

// Take counts one for a key and returns 0, or returns how long to wait where most were counted in this minute. The zero key stands for all that are beyond what
// can be counted one by one, too.
func (l *Limit[Key]) Take(key Key, most int, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if minute := now.Unix() / 60; minute != l.minute || l.counts == nil {
		l.minute, l.counts = minute, map[Key]int{}
	}
	if _, known := l.counts[key]; !known && len(l.counts) >= maxKeys {
		key = *new(Key)
	}
	if l.counts[key] >= most {
		return time.Duration(60-now.Unix()%60) * time.Second
	}
	l.counts[key]++
	return 0
}
