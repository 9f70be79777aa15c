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

// Machine is one machine of a cluster, or a server that takes part without a voice, as the others and itself tell of it.
type Machine struct {
	Name     string  `json:"machine"`
	Up       bool    `json:"up"`
	Voice    bool    `json:"voice"`                 // it is one of the machines that hold everything
	Reader   bool    `json:"reader,omitempty"`      // it has the secret of readers
	Leader   bool    `json:"leader"`                // it decides the order of what is written to the files
	Behind   uint64  `json:"behind"`                // changes that it does not have yet
	Release  Sum     `json:"release,omitempty"`     // that its readers are served; "" where it does not tell
	Lag      float64 `json:"lag_seconds,omitempty"` // for how long it has known that it should serve another release
	Answers  bool    `json:"answers"`               // for releases, before readers are served them
	Version  string  `json:"version,omitempty"`     // of the program; "" where it does not answer
	DiskFree uint64  `json:"disk_free,omitempty"`   // in bytes; 0 where that is not known
	Silent   float64 `json:"silent_seconds,omitempty"`
}

// Status is what is known of a cluster at one moment.
type Status struct {
	Cluster  string    `json:"cluster"`
	Release  Sum       `json:"release,omitempty"` // that readers are to be served; "" where nobody can tell
	Machines []Machine `json:"machines"`
	Writable bool      `json:"writable"` // whether most machines answer
	Todo     []string  `json:"todo"`     // what an operator is to do, in words

	holdings []Holding // nil where most machines do not answer
}

const (
	silent    = 5 * time.Second // after which a machine of which nothing was heard counts as down
	lowDisk   = 1 << 30         // bytes of disk that are too few
	farBehind = uint64(1000)    // changes
)

// StatusOf asks the leader of the files, and all machines that a connection reaches. It needs no quorum.
func StatusOf(ctx context.Context, conn *nats.Conn) (Status, error) {
	s, size, err := machinesOf(ctx, conn)
	if err != nil {
		return s, err
	}
	if s.Writable {
		if s.holdings, err = Holdings(ctx, conn); err != nil { // most machines were lost meanwhile
			s.Writable = false
		}
	}
	s.Todo = s.todo(size)
	return s, nil
}

// machinesOf returns who is there, and of how many machines with a voice.
func machinesOf(ctx context.Context, conn *nats.Conn) (s Status, size int, err error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return s, 0, err
	}
	asking, cancel := context.WithTimeout(ctx, askPatience)
	stream, failed := js.Stream(asking, filesConfig().Name)
	cancel()
	answers, ofReaders, err := ask(ctx, conn)
	if err != nil {
		return s, 0, err
	}
	known := map[string]*Machine{}
	if failed == nil {
		s.Cluster, known = stream.CachedInfo().Config.Metadata[clusterMark], peersOf(stream.CachedInfo(), len(answers) == 0)
		size = len(known)
		s.Release = pointed(ctx, stream)
	}
	for _, a := range answers {
		if s.Cluster = a.Cluster; a.Size > 0 {
			size = a.Size
		}
		known[a.Name] = a.on(known[a.Name])
	}
	for _, a := range ofReaders {
		if known[a.Name] == nil {
			known[a.Name] = a.ofReader()
		}
	}
	addSilent(known, answers)
	up := 0
	for _, name := range slices.Sorted(maps.Keys(known)) {
		s.Machines = append(s.Machines, *known[name])
		if known[name].Up && known[name].Voice {
			up++
		}
	}
	s.Writable = failed == nil && up > size/2
	return s, size, nil
}

// pointed returns the release that readers are to be served, "" where there is none or nobody says.
func pointed(ctx context.Context, files jetstream.Stream) Sum {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	var r Release
	msg, err := files.GetLastMsgForSubject(ctx, releaseKey)
	if err != nil || json.Unmarshal(msg.Data, &r) != nil {
		return ""
	}
	return r.ID
}

// peersOf returns the machines that hold a stream, as its leader tells of them, which learns late that one is down: where machines tell of themselves, those
// that are silent are, and the leader is not believed.
func peersOf(info *jetstream.StreamInfo, believed bool) map[string]*Machine {
	known := map[string]*Machine{}
	if info.Cluster == nil {
		return known
	}
	for _, peer := range info.Cluster.Replicas {
		known[peer.Name] = &Machine{Name: peer.Name, Voice: true, Up: believed && !peer.Offline && peer.Active < silent, Behind: peer.Lag}
	}
	if leader := info.Cluster.Leader; leader != "" {
		known[leader] = &Machine{Name: leader, Voice: true, Up: believed, Leader: true}
	}
	return known
}

// todo returns what an operator is to do, of a cluster of so many machines with a voice.
func (s Status) todo(size int) (list []string) {
	list = []string{} // [] in JSON, and not null
	if !s.Writable {
		list = append(list, "nothing can be saved, because most machines do not answer: start those that are down, readers notice nothing meanwhile")
	}
	versions, voices := map[string]bool{}, 0
	for _, m := range s.Machines {
		if what := s.todoOf(m); what != "" {
			list = append(list, what)
		}
		if m.Version != "" {
			versions[m.Version] = true
		}
		if m.Voice {
			voices++
		}
	}
	list = append(list, s.copies()...)
	if missing := size - voices; missing > 0 {
		list = append(list, fmt.Sprintf("%d more of the %d machines do not answer: start them", missing, size))
	}
	if len(versions) > 1 {
		list = append(list, "the machines run different builds: upgrade the rest")
	}
	return list
}

// todoOf returns what is to be done about one machine, "" for nothing.
func (s Status) todoOf(m Machine) string {
	switch {
	case !m.Up && m.Voice:
		return s.replace(m.Name)
	case !m.Up:
		return fmt.Sprintf("%s has not been heard for %s: start it; where it was taken away for good, it is forgotten after %s", m.Name, seconds(m.Silent), forgetAfter)
	case m.DiskFree > 0 && m.DiskFree < lowDisk:
		return fmt.Sprintf("%s has %d MB of disk left: make room", m.Name, m.DiskFree>>20)
	case m.Behind > farBehind:
		return fmt.Sprintf("%s is %d changes behind: wait until it has them before another machine is stopped", m.Name, m.Behind)
	case s.Release != "" && m.Release != "" && m.Release != s.Release && m.Lag == 0:
		return fmt.Sprintf("%s serves release %.12s and has not heard of %.12s: does it reach the machines that have a voice?", m.Name, m.Release, s.Release)
	case s.Release != "" && m.Release != "" && m.Release != s.Release:
		return fmt.Sprintf("%s serves release %.12s and not %.12s, which it has known of for %s: its log says why; it takes it as soon as it can", m.Name, m.Release, s.Release, seconds(m.Lag))
	}
	return ""
}

func seconds(n float64) time.Duration {
	return time.Duration(n * float64(time.Second)).Round(time.Second)
}
