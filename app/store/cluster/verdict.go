package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"sync"

	"github.com/nats-io/nats.go"
)

// verdicts are the answers of servers for a release, as they come in.
type verdicts struct {
	heard chan bool // has room for one: there may be others

	mu   sync.Mutex
	list []verdict

	waiting map[string]string // for whom, and what is said of it if it does not answer
	readers map[string]bool   // by the names of all servers: whether it is known to have the secret of readers
}

// maxVerdicts is how many answers are kept until it is known who is there.
const maxVerdicts = 2 * maxStatuses

// hear notes an answer.
func (v *verdicts) hear(msg *nats.Msg, reader bool) {
	var said verdict
	if reader && len(msg.Data) > maxSaid || json.Unmarshal(msg.Data, &said) != nil || said.Machine == "" {
		return
	}
	said.reader = reader
	said.Unreadable = said.Unreadable[:min(len(said.Unreadable), maxUnreadable)]
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.count(reader) < maxVerdicts {
		v.list = append(v.list, said)
	}
	select {
	case v.heard <- true:
	default:
	}
}

func (v *verdicts) count(reader bool) (n int) {
	for _, said := range v.list {
		if said.reader == reader {
			n++
		}
	}
	return n
}

// wait returns what was answered once nobody is waited for, or ctx ends, and who is waited for then. A reader answers for itself, and once: what it says in the name of
// another server, or of none that is there, is passed over.
func (v *verdicts) wait(ctx context.Context) (list []verdict, waiting map[string]string) {
	for {
		list, waiting = v.believed()
		if len(waiting) == 0 {
			return list, waiting
		}
		select {
		case <-ctx.Done():
			return v.believed()
		case <-v.heard:
		}
	}
}

// believed returns the answers that count, and who has not answered yet.
func (v *verdicts) believed() (list []verdict, waiting map[string]string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	waiting = maps.Clone(v.waiting)
	said := map[string]bool{}
	for _, one := range v.list {
		isReader, known := v.readers[one.Machine]
		if one.reader && (!known || !isReader || said[one.Machine]) || known && isReader && !one.reader {
			continue
		}
		said[one.Machine] = true
		list = append(list, one)
		delete(waiting, one.Machine)
	}
	return list, waiting
}

// refusals returns who cannot serve a release: who says so, and who has a fault in a file that others read. A file in which all see a fault is the fault of its text: it
// costs nobody anything else.
func refusals(list []verdict) (refused []Refusal) {
	seen, served := map[string]int{}, 0
	for _, v := range list {
		if v.Refused == "" {
			served++
		}
		for _, name := range v.Unreadable {
			seen[name]++
		}
	}
	for _, v := range list {
		if v.Refused != "" {
			refused = append(refused, Refusal{v.Machine, v.Refused})
			continue
		}
		for _, name := range v.Unreadable {
			if seen[name] < served {
				refused = append(refused, Refusal{v.Machine, fmt.Sprintf("it cannot read %s, and others can: does it run another build?", name)})
				break
			}
		}
	}
	return refused
}
