//go:build linux

package nemesis_test

import (
	"fmt"
	"sync"
	"time"

	"github.com/anishathalye/porcupine"
)

// What became of an edit.
const (
	wentIn = iota
	refused
	unknown // nobody knows: it may have gone in, or go in later, or never
	found   // it is no edit, but what a leader said stands there
)

// operation is an edit of one text, from words to words: by their hashes, which never come twice.
type operation struct{ key, old, new string }

// register is a text that is written by compare-and-swap (https://jepsen.io/consistency/models/linearizable). What stands in it at first is found.
var register = porcupine.Model{
	Partition: func(history []porcupine.Operation) (parts [][]porcupine.Operation) {
		byKey := map[string][]porcupine.Operation{}
		for _, op := range history {
			key := op.Input.(operation).key
			byKey[key] = append(byKey[key], op)
		}
		for _, part := range byKey {
			parts = append(parts, part)
		}
		return parts
	},
	Init: func() any { return "" },
	Step: func(state, input, output any) (bool, any) {
		op, is := input.(operation), state.(string)
		if is == "" { // the first of all
			return output.(int) == found, op.new
		}
		switch output.(int) {
		case wentIn:
			return is == op.old, op.new
		case refused:
			return is != op.old, is
		case found:
			return is == op.new, is
		}
		if is == op.old {
			return true, op.new
		}
		return true, is
	},
	DescribeOperation: func(input, output any) string { return fmt.Sprint(input, " ", output) },
}

const forever = int64(1) << 62

// record is what everybody did.
type record struct {
	began time.Time

	mu       sync.Mutex
	history  []porcupine.Operation
	counts   [found + 1]int
	words    map[string]string // acknowledged words, by them: the key
	answered time.Time         // when the edit began that was acknowledged and began last
}

func newRecord() *record { return &record{began: time.Now(), words: map[string]string{}} }

// first notes what stands in a text before anybody edits it.
func (r *record) first(key, hash string) {
	r.history = append(r.history, porcupine.Operation{ClientId: 0, Input: operation{key, hash, hash}, Output: found, Call: 0, Return: 1})
}

// add notes what became of an operation. What nobody knows of may happen at any time from its beginning on.
func (r *record) add(client int, op operation, began time.Time, became int) {
	ended := time.Since(r.began).Nanoseconds()
	if became == unknown {
		ended = forever
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.counts[became]++
	r.history = append(r.history, porcupine.Operation{ClientId: client, Input: op, Output: became, Call: began.Sub(r.began).Nanoseconds(), Return: ended})
}

// acknowledged notes that words were said to be saved, by an edit that began then.
func (r *record) acknowledged(key, words string, began time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.words[words] = key
	if began.After(r.answered) {
		r.answered = began
	}
}

// answeredSince reports whether an edit was acknowledged that began after a moment.
func (r *record) answeredSince(moment time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.answered.After(moment)
}
