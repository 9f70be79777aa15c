package cluster

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Holding is which machines hold a stream, each of which is a part of what a cluster holds.
type Holding struct {
	Stream string
	Copies int             // how many machines shall hold it
	Whole  map[string]bool // by the name or ID of each machine that is to hold it: whether it runs and holds everything
}

// Holdings asks the leaders of all streams. The error is [ErrUnsaved] where most machines do not answer.
func Holdings(ctx context.Context, conn *nats.Conn) ([]Holding, error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return nil, err
	}
	var list []Holding
	for _, config := range streamConfigs() {
		info, err := infoOf(ctx, js, config.Name)
		if errors.Is(err, jetstream.ErrStreamNotFound) && config.Name == namesConfig().Name {
			continue // an earlier build made the cluster, and nobody has needed it yet
		}
		if err != nil {
			return nil, err
		}
		h := Holding{Stream: config.Name, Copies: info.Config.Replicas, Whole: map[string]bool{}}
		if info.Cluster != nil && info.Cluster.Leader != "" {
			h.Whole[info.Cluster.Leader] = true
			for _, peer := range info.Cluster.Replicas {
				h.Whole[peerName(peer.Name)] = peer.Current && !peer.Offline && peer.Lag == 0
			}
		}
		list = append(list, h)
	}
	return list, nil
}

var unknownPeer = regexp.MustCompile(`^Server name unknown .*\(peerID: (\w+)\)$`)

// peerName returns the name of a machine, its ID where those that run do not know its name any more.
func peerName(name string) string {
	if m := unknownPeer.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}

// infoOf asks the leader of a stream for it until there is an answer, for [patience] at most.
func infoOf(ctx context.Context, js jetstream.JetStream, name string) (*jetstream.StreamInfo, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		asking, cancel := context.WithTimeout(ctx, askPatience)
		s, err := js.Stream(asking, name)
		cancel()
		if err == nil {
			return s.CachedInfo(), nil
		}
		if !passing(err) {
			return nil, fmt.Errorf("asking for %s: %w", name, err)
		}
		select {
		case <-ctx.Done():
			return nil, ErrUnsaved
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Spare returns why a machine cannot be removed, nil where it can: it runs, others do not hold everything, or no machine is there to take its place. is
// reports whether a name or ID is that machine's.
func Spare(ctx context.Context, conn *nats.Conn, is func(name string) bool) error {
	holdings, err := Holdings(ctx, conn)
	if err != nil {
		return err
	}
	answers, _, err := ask(ctx, conn)
	if err != nil {
		return err
	}
	up := 0
	for _, a := range answers {
		if is(a.Name) {
			return fmt.Errorf("%s runs: stop it first, so that it does not come back", a.Name)
		}
		up++
	}
	for _, h := range holdings {
		for name, whole := range h.Whole {
			if !is(name) && !whole {
				return fmt.Errorf("%s does not run, or does not hold everything yet: removing another machine now could lose what that one alone has; wait until parlance cluster status finds it whole", name)
			}
		}
		if up < h.Copies {
			return fmt.Errorf("%d other machines run, and %d copies are kept: start the machine that takes its place first, with an empty --cluster-dir (to go on with fewer machines: parlance cluster resize)",
				up, h.Copies)
		}
	}
	return nil
}

// Settle waits until as many machines as are to hold everything do so, and a removed one does not count any more. step is called with how many copies of
// all are whole.
func Settle(ctx context.Context, conn *nats.Conn, removed func(name string) bool, step func(whole, of int)) error {
	for {
		holdings, err := Holdings(ctx, conn)
		if err != nil && !errors.Is(err, ErrUnsaved) { // the leader may just have been chosen anew
			return err
		}
		whole, of := 0, 0
		for _, h := range holdings {
			of += h.Copies
			for name, ok := range h.Whole {
				if ok && !removed(name) {
					whole++
				}
			}
		}
		if step(whole, of); err == nil && whole >= of {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d of %d copies are whole so far: it goes on by itself, and parlance cluster status tells how far it is", whole, of)
		case <-time.After(500 * time.Millisecond):
		}
	}
}

// Resize has so many machines hold everything: 3 or 5. Those that run have to be as many.
func Resize(ctx context.Context, conn *nats.Conn, machines int) error {
	if !slices.Contains([]int{3, 5}, machines) {
		return errors.New("a cluster has 3 or 5 machines")
	}
	answers, _, err := ask(ctx, conn)
	answers = slices.DeleteFunc(answers, func(a answer) bool { return a.Size == 0 })
	if err == nil && len(answers) < machines {
		err = fmt.Errorf("%d machines run: start the others first, each with the addresses of all others", len(answers))
	}
	if err != nil {
		return err
	}
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	for _, config := range streamConfigs() {
		info, err := infoOf(ctx, js, config.Name)
		if errors.Is(err, jetstream.ErrStreamNotFound) && config.Name == namesConfig().Name {
			continue
		}
		if err != nil {
			return err
		}
		next := info.Config
		next.Replicas = machines
		next.Metadata[replicasMark] = strconv.Itoa(machines)
		asking, cancel := context.WithTimeout(ctx, patience)
		_, err = js.UpdateStream(asking, next)
		cancel()
		if err != nil {
			return fmt.Errorf("%s: %w: run the same command again", config.Name, err)
		}
	}
	return nil
}

// replace returns what to do about a machine that is down.
func (s Status) replace(lost string) string {
	if spare := s.spare(); spare != "" {
		return fmt.Sprintf("%s is down: start it; where its disk is lost for good, %s takes its place: parlance cluster remove %s", lost, spare, lost)
	}
	return fmt.Sprintf("%s is down: start it; where its disk is lost for good, start a machine with an empty --cluster-dir in its place, and then: parlance cluster remove %s", lost, lost)
}

// spare returns a machine that runs and holds nothing, "" where there is none.
func (s Status) spare() string {
	for _, m := range s.Machines {
		if m.Up && m.Voice && len(s.holdings) > 0 && !slices.ContainsFunc(s.holdings, func(h Holding) bool { _, holds := h.Whole[m.Name]; return holds }) {
			return m.Name
		}
	}
	return ""
}

// copies returns what is to be done about how many machines hold everything.
func (s Status) copies() (list []string) {
	down, kept, wanted := false, 0, 0
	for _, m := range s.Machines {
		down = down || m.Voice && !m.Up
		behind := slices.ContainsFunc(s.holdings, func(h Holding) bool { whole, holds := h.Whole[m.Name]; return holds && !whole })
		if m.Up && behind && m.Behind <= farBehind {
			list = append(list, fmt.Sprintf("%s does not hold everything yet: wait until it does before another machine is stopped", m.Name))
		}
	}
	for i, h := range s.holdings {
		if wanted = max(wanted, h.Copies); i == 0 || len(h.Whole) < kept {
			kept = len(h.Whole)
		}
	}
	spare := s.spare()
	switch {
	case kept < wanted && spare == "":
		list = append(list, fmt.Sprintf("%d machines hold everything in place of %d: start another one with an empty --cluster-dir", kept, wanted))
	case kept < wanted:
		list = append(list, fmt.Sprintf("%s is about to get everything: wait", spare))
	case spare != "" && !down:
		list = append(list, fmt.Sprintf("%s runs and holds nothing: stop it and run parlance cluster remove %s, or with five machines parlance cluster resize 5", spare, spare))
	}
	return list
}
