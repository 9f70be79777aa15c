package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Machine is one machine of a cluster, or a server that takes part without a voice, as the others and itself tell of it.
type Machine struct {
	Name     string   `json:"machine"`
	Up       bool     `json:"up"`
	Runs     float64  `json:"up_seconds,omitempty"`  // for how long; 0 where it does not tell
	Voice    bool     `json:"voice"`                 // it is one of the machines that hold everything, or may
	Vote     bool     `json:"vote"`                  // it has one about which machine holds what, as far as that is known
	Reader   bool     `json:"reader,omitempty"`      // it has the secret of readers
	Leader   bool     `json:"leader"`                // it decides the order of what is written to the files
	Holds    []string `json:"holds,omitempty"`       // what it holds, or is to hold: texts, ledgers, logs, releases
	Removed  bool     `json:"removed,omitempty"`     // it was taken out of the cluster, as far as that went
	Behind   uint64   `json:"behind"`                // changes that it does not have yet
	Release  Sum      `json:"release,omitempty"`     // that its readers are served; "" where it does not tell
	Lag      float64  `json:"lag_seconds,omitempty"` // for how long it has known that it should serve another release
	Answers  bool     `json:"answers"`               // for releases, before readers are served them
	Version  string   `json:"version,omitempty"`     // of the program; "" where it does not answer
	DiskFree *uint64  `json:"disk_free,omitempty"`   // in bytes; nil where that is not known
	DiskFull bool     `json:"disk_full,omitempty"`   // it takes no part, because its disk is full
	Silent   float64  `json:"silent_seconds,omitempty"`
}

// Status is what is known of a cluster at one moment.
type Status struct {
	Cluster  string    `json:"cluster"`
	Release  Sum       `json:"release,omitempty"` // that readers are to be served; "" where nobody can tell
	Parts    []string  `json:"parts,omitempty"`   // what the cluster holds: texts, ledgers, logs, releases, names; nil where nobody can tell
	Machines []Machine `json:"machines"`
	Writable bool      `json:"writable"` // whether most machines of each part of what the cluster holds answer
	Todo     []string  `json:"todo"`     // what an operator is to do, in words
	Notes    []string  `json:"notes,omitempty"`

	holdings []Holding // nil where most machines do not answer
	empty    bool      // it holds nothing yet
	halfway  bool      // a backup is being restored
	voteless bool      // what machines hold can be written, and which machine holds what cannot be changed
	size     int       // how many machines are to hold everything; where nobody tells, as many as hold something
}

const (
	leaderWait = 3 * time.Second // how long the leaders of the streams have to answer
	silent     = 5 * time.Second // after which a machine of which nothing was heard counts as down
)

// StatusOf asks the leaders of the streams, and all machines that a connection reaches. It needs no quorum. votes are the machines that have a vote, nil where nobody tells.
func StatusOf(ctx context.Context, conn *nats.Conn, votes []Vote) (Status, error) {
	s, err := machinesOf(ctx, conn, votes)
	if err == nil {
		s.Todo, s.Notes = s.todo(), s.notes()
	}
	return s, err
}

// machinesOf returns who is there.
func machinesOf(ctx context.Context, conn *nats.Conn, votes []Vote) (s Status, err error) {
	answers, ofReaders, err := ask(ctx, conn)
	if err != nil {
		return s, err
	}
	var gone map[string]string
	s.holdings, err = holdingsWithin(ctx, conn, leaderWait)
	switch {
	case errors.Is(err, jetstream.ErrStreamNotFound):
		s.empty = true
	case err == nil:
		s.Writable = saves(s.holdings, answers)
		asking, cancel := context.WithTimeout(ctx, leaderWait)
		if s.Writable {
			s.voteless = !voted(asking, conn)
			gone, _ = RemovedMachines(asking, conn) // most machines may be lost at this moment: it is told without them then
		}
		cancel()
	case !errors.Is(err, ErrUnsaved):
		return s, err
	default: // the leaders of the streams tell of them only while most votes are there, and take what is written without
		s.Writable = takes(ctx, conn)
		s.voteless = s.Writable
	}
	if err := s.addFiles(ctx, conn); err != nil {
		return s, err
	}
	s.addMachines(answers, ofReaders, votes, gone)
	return s, nil
}

// addFiles asks the leader of the files for what it knows.
func (s *Status) addFiles(ctx context.Context, conn *nats.Conn) error {
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 2*askPatience)
	defer cancel()
	files, err := js.Stream(ctx, filesConfig().Name)
	if err != nil {
		return nil // without a leader the machines tell of themselves
	}
	s.Cluster = files.CachedInfo().Config.Metadata[clusterMark]
	s.empty = files.CachedInfo().State.Msgs == 0
	var b beginning
	if _, err := (&Cluster{js: js, files: &stream{Stream: files}}).lastRecord(ctx, beginningKey, &b); err == nil {
		s.halfway = b.Restoring != "" && !b.Filled
	}
	var r Release
	if msg, err := files.GetLastMsgForSubject(ctx, releaseKey); err == nil && json.Unmarshal(msg.Data, &r) == nil {
		s.Release = r.ID
	}
	return nil
}

// addMachines has the status tell of all machines that are known: those that answer, are to hold something, have a vote, or are missed. gone are those that were removed.
func (s *Status) addMachines(answers, ofReaders []answer, votes []Vote, gone map[string]string) {
	known, names := map[string]*Machine{}, maps.Clone(gone)
	if names == nil {
		names = map[string]string{}
	}
	for _, v := range votes {
		if names[v.ID] == "" {
			names[v.ID] = v.Name
		}
	}
	get := func(name string) *Machine {
		if full, ok := names[name]; ok {
			name = full
		}
		if known[name] == nil {
			known[name] = &Machine{Name: name, Voice: true}
		}
		return known[name]
	}
	answered := slices.ContainsFunc(answers, func(a answer) bool { return a.Size > 0 }) // else the leaders are believed, which learn late that one is down
	for i, h := range s.holdings {
		s.Parts, s.size = append(s.Parts, whatOf(h.Stream)), max(s.size, h.Copies)
		for name := range h.Whole {
			m := get(name)
			m.Holds = append(m.Holds, whatOf(h.Stream))
			m.Behind = max(m.Behind, h.Behind[name])
			m.Up = m.Up || !answered && h.Up[name]
			m.Leader = m.Leader || i == 0 && name == h.Leader
		}
	}
	for _, a := range answers {
		if a.Cluster != "" {
			s.Cluster = a.Cluster
		}
		if len(s.holdings) == 0 {
			s.size = max(s.size, a.Size)
		}
		known[a.Name] = a.on(known[a.Name])
	}
	for _, a := range ofReaders {
		if known[a.Name] == nil {
			known[a.Name] = a.ofReader()
		}
	}
	for _, v := range votes {
		get(v.Name).Vote = true
	}
	for _, name := range gone {
		if known[name] != nil {
			known[name].Removed = true
		}
	}
	addSilent(known, answers)
	for _, name := range slices.Sorted(maps.Keys(known)) {
		s.Machines = append(s.Machines, *known[name])
	}
}

// voted reports whether most of the machines that have a vote are there: without them, the servers tell nothing of the account.
func voted(ctx context.Context, conn *nats.Conn) bool {
	js, err := jetstream.New(conn)
	if err != nil {
		return false
	}
	for range 2 { // one answer may be lost
		asking, cancel := context.WithTimeout(ctx, askPatience)
		_, err = js.AccountInfo(asking)
		cancel()
		if err == nil {
			return true
		}
	}
	return false
}

// takes reports whether the leaders of what is written by people take messages: each is asked to take one that it must refuse, because of what should stand before it.
func takes(ctx context.Context, conn *nats.Conn) bool {
	js, err := jetstream.New(conn)
	if err != nil {
		return false
	}
	for _, prefix := range []string{filesPrefix, ledgerPrefix, logPrefix} {
		asking, cancel := context.WithTimeout(ctx, askPatience)
		_, err := js.Publish(asking, prefix+"=asked", nil, jetstream.WithExpectLastSequencePerSubject(math.MaxInt64), jetstream.WithRetryAttempts(0))
		cancel()
		if !isConflict(err) {
			return false
		}
	}
	return true
}
