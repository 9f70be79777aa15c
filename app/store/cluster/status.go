package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Machine is one machine of a cluster, as the others and itself tell of it.
type Machine struct {
	Name     string `json:"machine"`
	Up       bool   `json:"up"`
	Leader   bool   `json:"leader"`              // it decides the order of what is written to the files
	Behind   uint64 `json:"behind"`              // changes that it does not have yet
	Version  string `json:"version,omitempty"`   // of the program; "" where it does not answer
	DiskFree uint64 `json:"disk_free,omitempty"` // in bytes; 0 where that is not known
}

// Status is what is known of a cluster at one moment.
type Status struct {
	Cluster  string    `json:"cluster"`
	Machines []Machine `json:"machines"`
	Writable bool      `json:"writable"` // whether most machines answer
	Todo     []string  `json:"todo"`     // what an operator is to do, in words

	holdings []Holding // nil where most machines do not answer
}

const (
	statusSubject = "parlance.ask.status"
	statusWait    = time.Second     // how long machines have to tell of themselves
	silent        = 5 * time.Second // after which a machine of which nothing was heard counts as down
	lowDisk       = 1 << 30         // bytes of disk that are too few
	farBehind     = uint64(1000)    // changes
	maxStatuses   = 1000            // answers that are read
)

// answer is what a machine tells of itself.
type answer struct {
	Machine
	Cluster string `json:"cluster"`
	Size    int    `json:"machines"` // how many machines its cluster has
}

// Tell has a machine of a cluster of so many answer whoever asks for the status, until the connection is closed. disk returns the bytes that are free, 0
// where that is not known. A machine tells of itself before it has what the others hold.
func Tell(conn *nats.Conn, cluster string, size int, machine, version string, disk func() uint64) error {
	_, err := conn.Subscribe(statusSubject, func(msg *nats.Msg) {
		data, err := json.Marshal(answer{Machine{Name: machine, Version: version, DiskFree: disk()}, cluster, size})
		if err == nil {
			_ = msg.Respond(data) // who asked asks again
		}
	})
	return err
}

// StatusOf asks the leader of the files, and all machines that a connection reaches. It needs no quorum.
func StatusOf(ctx context.Context, conn *nats.Conn) (s Status, err error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return s, err
	}
	asking, cancel := context.WithTimeout(ctx, askPatience)
	stream, failed := js.Stream(asking, filesConfig().Name)
	cancel()
	answers, err := ask(ctx, conn)
	if err != nil {
		return s, err
	}
	known, up, size := map[string]*Machine{}, 0, 0
	if failed == nil {
		s.Cluster, known = stream.CachedInfo().Config.Metadata[clusterMark], peersOf(stream.CachedInfo(), len(answers) == 0)
		size = len(known)
	}
	for _, a := range answers {
		s.Cluster, size = a.Cluster, a.Size
		if known[a.Name] == nil {
			known[a.Name] = &Machine{Name: a.Name}
		}
		k := known[a.Name]
		k.Up, k.Version, k.DiskFree = true, a.Version, a.DiskFree
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		s.Machines = append(s.Machines, *known[name])
		if known[name].Up {
			up++
		}
	}
	s.Writable = failed == nil && up > size/2
	if s.Writable {
		if s.holdings, err = Holdings(ctx, conn); err != nil { // most machines were lost meanwhile
			s.Writable = false
		}
	}
	s.Todo = s.todo(size)
	return s, nil
}

// peersOf returns the machines that hold a stream, as its leader tells of them, which learns late that one is down: where machines tell of themselves, those
// that are silent are, and the leader is not believed.
func peersOf(info *jetstream.StreamInfo, believed bool) map[string]*Machine {
	known := map[string]*Machine{}
	if info.Cluster == nil {
		return known
	}
	for _, peer := range info.Cluster.Replicas {
		known[peer.Name] = &Machine{Name: peer.Name, Up: believed && !peer.Offline && peer.Active < silent, Behind: peer.Lag}
	}
	if leader := info.Cluster.Leader; leader != "" {
		known[leader] = &Machine{Name: leader, Up: believed, Leader: true}
	}
	return known
}

// ask has all machines tell of themselves.
func ask(ctx context.Context, conn *nats.Conn) (list []answer, err error) {
	inbox := conn.NewRespInbox()
	answers, err := conn.SubscribeSync(inbox)
	if err != nil {
		return nil, err
	}
	defer answers.Unsubscribe()
	if err := conn.PublishRequest(statusSubject, inbox, nil); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, statusWait)
	defer cancel()
	for range maxStatuses {
		msg, err := answers.NextMsgWithContext(ctx)
		if err != nil { // all that answer have
			return list, nil
		}
		var a answer
		if json.Unmarshal(msg.Data, &a) == nil && a.Name != "" {
			list = append(list, a)
		}
	}
	return list, nil
}

// todo returns what an operator is to do.
func (s Status) todo(size int) (list []string) {
	list = []string{} // [] in JSON, and not null
	if !s.Writable {
		list = append(list, "nothing can be saved, because most machines do not answer: start those that are down, readers notice nothing meanwhile")
	}
	versions := map[string]bool{}
	for _, m := range s.Machines {
		switch {
		case !m.Up:
			list = append(list, s.replace(m.Name))
		case m.DiskFree > 0 && m.DiskFree < lowDisk:
			list = append(list, fmt.Sprintf("%s has %d MB of disk left: make room", m.Name, m.DiskFree>>20))
		case m.Behind > farBehind:
			list = append(list, fmt.Sprintf("%s is %d changes behind: wait until it has them before another machine is stopped", m.Name, m.Behind))
		}
		if m.Version != "" {
			versions[m.Version] = true
		}
	}
	list = append(list, s.copies()...)
	if missing := size - len(s.Machines); missing > 0 {
		list = append(list, fmt.Sprintf("%d more of the %d machines do not answer: start them", missing, size))
	}
	if len(versions) > 1 {
		list = append(list, "the machines run different builds: upgrade the rest")
	}
	return list
}
