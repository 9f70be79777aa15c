package cluster

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/parlance/parlance/app/store"
)

// namePrefix is the subject of a name with its pseudonym behind it. The first message of a subject is the name, the second says that it is forgotten.
const namePrefix = "parlance.name."

// namesConfig returns how the names are stored that lines of logs have pseudonyms of. Of all that a cluster holds, names alone can be erased.
func namesConfig() jetstream.StreamConfig {
	return jetstream.StreamConfig{Name: "parlance-names", Subjects: []string{namePrefix + ">"}, Discard: jetstream.DiscardNew, Storage: jetstream.FileStorage}
}

// Names keeps whose pseudonyms stand in the lines of logs. It is safe for concurrent use.
type Names struct {
	cluster *Cluster
	making  sync.Mutex // so that one author gets one pseudonym of this process

	mu        sync.RWMutex
	authors   map[string]store.Author // by pseudonym
	own       map[store.Author]string // a pseudonym of each author
	forgotten map[string]bool         // pseudonyms
}

func newNames(c *Cluster) *Names {
	return &Names{cluster: c, authors: map[string]store.Author{}, own: map[store.Author]string{}, forgotten: map[string]bool{}}
}

// Names returns the names of the cluster. A server of readers holds none.
func (c *Cluster) Names() *Names { return c.people }

// Pseudonym returns a pseudonym of an author: one that any machine has made, else a new one, once most machines have it with the name. Machines that make one at the same
// moment make several, which are all the author's.
func (n *Names) Pseudonym(a store.Author) (string, error) {
	if n.cluster.releasesOnly {
		return "", errNoLogs
	}
	n.making.Lock()
	defer n.making.Unlock()
	if who := n.pseudonymOf(a); who != "" {
		return who, nil
	}
	data, err := json.Marshal(a)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	who := rand.Text()
	at, err := n.cluster.publish(ctx, n.cluster.names, []message{{subject: namePrefix + who, data: data}})
	if err != nil {
		return "", err
	}
	n.cluster.keep(ctx, n.cluster.names, at, func() { n.put(who, a) })
	return who, nil
}

func (n *Names) pseudonymOf(a store.Author) string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.own[a]
}

// put takes a name over, unless it is forgotten already.
func (n *Names) put(who string, a store.Author) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.forgotten[who] {
		n.authors[who], n.own[a] = a, who
	}
}

// forget takes over that a pseudonym is nobody's any more.
func (n *Names) forget(who string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if a := n.authors[who]; n.own[a] == who {
		delete(n.own, a) // another pseudonym of the same author serves again once a line needs it
	}
	delete(n.authors, who)
	n.forgotten[who] = true
}

// take takes a message of the stream over.
func (n *Names) take(who string, forgotten bool, data []byte) {
	var a store.Author
	if forgotten {
		n.forget(who)
	} else if json.Unmarshal(data, &a) == nil {
		n.put(who, a)
	}
}

// Author returns whose pseudonym it is: nobody's where it is forgotten. heard is false where nothing of it has arrived yet.
func (n *Names) Author(pseudonym string) (a store.Author, heard bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	a, heard = n.authors[pseudonym]
	return a, heard || n.forgotten[pseudonym]
}

// Forgotten returns how many pseudonyms are forgotten.
func (n *Names) Forgotten() int {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return len(n.forgotten)
}

// stored is a name as it stands in the stream.
type stored struct {
	store.Author
	sequence  uint64
	forgotten uint64 // the sequence of the message that says so, 0 for none
}

// stored returns all names that the stream has, also those that are to be forgotten and were not erased.
func (n *Names) stored(ctx context.Context) (map[string]stored, error) {
	list := map[string]stored{}
	last, err := lastOf(ctx, n.cluster.names)
	if err != nil || last == 0 {
		return list, err
	}
	err = each(ctx, n.cluster.names, func(msg jetstream.Msg, sequence uint64, _ time.Time) (more bool, err error) {
		who := strings.TrimPrefix(msg.Subject(), namePrefix)
		s := list[who]
		if msg.Headers().Get("KV-Operation") != "" {
			s.forgotten = sequence
		} else if s.sequence = sequence; json.Unmarshal(msg.Data(), &s.Author) != nil {
			return false, errDamaged
		}
		list[who] = s
		return sequence < last, nil
	})
	maps.DeleteFunc(list, func(_ string, s stored) bool { return s.sequence == 0 })
	return list, err
}

// All returns the author of every pseudonym whose name the machines have, as their leader knows it.
func (n *Names) All() (map[string]store.Author, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	list, err := n.stored(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading the names of the history: %w", unsaved(err))
	}
	all := map[string]store.Author{}
	for who, s := range list {
		all[who] = s.Author
	}
	return all, nil
}

// Erase removes the names of pseudonyms from all machines, after it has told all of them. What was cut off goes on when it is asked for again.
func (n *Names) Erase(pseudonyms []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(2+len(pseudonyms)/10)*patience)
	defer cancel()
	list, err := n.stored(ctx)
	for _, who := range pseudonyms {
		s := list[who]
		if err == nil && s.sequence > 0 && s.forgotten == 0 {
			var at uint64
			at, err = n.cluster.publish(ctx, n.cluster.names, []message{{subject: namePrefix + who, expected: s.sequence, remove: true}})
			if errors.Is(err, errConflict) { // somebody else forgets the same
				err = nil
			} else if err == nil {
				n.cluster.keep(ctx, n.cluster.names, at, func() { n.forget(who) })
			}
		}
		if err == nil && s.sequence > 0 {
			err = n.overwrite(ctx, s.sequence)
		}
	}
	if err != nil {
		return fmt.Errorf("not every name is erased: run the same command again: %w", unsaved(err))
	}
	return nil
}

// overwrite has all machines write over a message of the names, and returns once the leader has, and has told the others.
func (n *Names) overwrite(ctx context.Context, sequence uint64) error {
	for {
		asking, cancel := context.WithTimeout(ctx, askPatience)
		err := n.cluster.names.SecureDeleteMsg(asking, sequence)
		if err != nil {
			if _, gone := n.cluster.names.GetMsg(asking, sequence); errors.Is(gone, jetstream.ErrMsgNotFound) {
				err = nil
			}
		}
		cancel()
		if err == nil || !passing(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ErrUnsaved
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// unsaved returns ErrUnsaved for an error of machines that do not answer.
func unsaved(err error) error {
	if passing(err) {
		return ErrUnsaved
	}
	return err
}
