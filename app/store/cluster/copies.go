package cluster

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Holding is which machines hold a stream, each of which is a part of what a cluster holds.
type Holding struct {
	Stream string
	Copies int               // how many machines shall hold it
	Leader string            // the machine that decides the order of what is written to it
	Whole  map[string]bool   // by the name or ID of each machine that is to hold it: whether it runs and holds everything
	Behind map[string]uint64 // and how many changes it does not have yet
	Up     map[string]bool   // and whether its leader has heard of it within [silent]

	kept bool // it is kept from some machines, see [place]
}

// whatOf returns in a word what a stream holds.
func whatOf(stream string) string {
	switch stream {
	case filesConfig().Name:
		return "texts"
	case objectsConfig().Name:
		return "releases"
	}
	return strings.TrimPrefix(stream, "parlance-")
}

// quorumPatience is how long the leaders of the streams are asked for before most machines count as away: longer than the machines take to choose another leader.
const quorumPatience = 8 * time.Second

// Holdings asks the leaders of all streams. The error is [ErrUnsaved] where one does not answer within [quorumPatience].
func Holdings(ctx context.Context, conn *nats.Conn) ([]Holding, error) {
	return holdingsWithin(ctx, conn, quorumPatience)
}

func holdingsWithin(ctx context.Context, conn *nats.Conn, patience time.Duration) ([]Holding, error) {
	js, err := jetstream.New(conn)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	configs := streamConfigs()
	list, errs := make([]Holding, len(configs)), make(chan error, len(configs))
	for i, config := range configs {
		go func() {
			info, err := infoOf(ctx, js, config.Name)
			if err == nil {
				list[i] = holdingOf(info)
			} else if config.Name == namesConfig().Name && errors.Is(err, jetstream.ErrStreamNotFound) {
				err = nil // an earlier build made the cluster, and nobody has needed it yet
			}
			errs <- err
		}()
	}
	for range configs {
		if failed := <-errs; failed != nil && err == nil {
			err = failed
			cancel()
		}
	}
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(h Holding) bool { return h.Stream == "" }), nil
}

func holdingOf(info *jetstream.StreamInfo) Holding {
	h := Holding{Stream: info.Config.Name, Copies: info.Config.Replicas, Whole: map[string]bool{}, Behind: map[string]uint64{}, Up: map[string]bool{}, kept: info.Config.Placement != nil}
	if info.Cluster == nil || info.Cluster.Leader == "" {
		return h
	}
	h.Leader = info.Cluster.Leader
	h.Whole[h.Leader], h.Up[h.Leader] = true, true
	for _, peer := range info.Cluster.Replicas {
		name := peerName(peer.Name)
		h.Whole[name] = peer.Current && !peer.Offline && peer.Lag == 0
		h.Behind[name] = peer.Lag
		h.Up[name] = !peer.Offline && peer.Active < silent
	}
	return h
}

// machines returns the names or IDs of the machines that are to hold the stream, in order.
func (h Holding) machines() []string { return slices.Sorted(maps.Keys(h.Whole)) }

// lacks reports whether a machine that is to hold the stream was not heard of lately.
func (h Holding) lacks() bool {
	return slices.ContainsFunc(h.machines(), func(name string) bool { return !h.Up[name] })
}

var unknownPeer = regexp.MustCompile(`^Server name unknown .*\(peerID: (\w+)\)$`)

// peerName returns the name of a machine, its ID where those that run do not know its name any more.
func peerName(name string) string {
	if m := unknownPeer.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return name
}

// infoOf asks the leader of a stream for it until there is an answer, or ctx ends.
func infoOf(ctx context.Context, js jetstream.JetStream, name string) (*jetstream.StreamInfo, error) {
	for {
		asking, cancel := context.WithTimeout(ctx, askPatience)
		s, err := js.Stream(asking, name)
		cancel()
		if err == nil && (s.CachedInfo().Cluster == nil || s.CachedInfo().Cluster.Leader != "") { // without a leader any machine answers, and knows nothing
			return s.CachedInfo(), nil
		}
		if err != nil && !passing(err) && !errors.Is(err, context.Canceled) {
			return nil, fmt.Errorf("asking for %s: %w", name, err)
		}
		select {
		case <-ctx.Done():
			return nil, ErrUnsaved
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// Majority returns nil where most of the machines that hold something answer, for each part of what the cluster holds, or where it holds nothing yet. The error, after
// about ten seconds, names the machines that answer, and what to do. What is then asked of the cluster would wait for nothing.
func Majority(ctx context.Context, conn *nats.Conn) error {
	var answers []answer
	for began := time.Now(); ; {
		holdings, err := Holdings(ctx, conn)
		if errors.Is(err, jetstream.ErrStreamNotFound) {
			return nil
		} else if err != nil && !errors.Is(err, ErrUnsaved) {
			return err
		}
		if err == nil && saves(holdings, nil) && !slices.ContainsFunc(holdings, Holding.lacks) {
			return nil // the leaders have heard of all of them just now
		}
		var asked error
		if answers, _, asked = ask(ctx, conn); asked != nil {
			return asked
		}
		if err == nil && saves(holdings, answers) {
			return nil
		}
		if time.Since(began) > quorumPatience-statusWait { // a machine that is busy may answer late
			return noMajority(answers)
		}
	}
}

// noMajority returns [ErrNoMajority] with who answers.
func noMajority(answers []answer) error {
	var names []string
	size := 0
	for _, a := range answers {
		if size = max(size, a.Size); a.Size > 0 {
			names = append(names, a.Name)
		}
	}
	slices.Sort(names)
	switch {
	case len(names) == 0:
		return fmt.Errorf("%w (no machine tells of itself)", ErrNoMajority)
	case len(names) > size/2: // as many run as are needed, and they do not agree yet
		return fmt.Errorf("%w (%s run, and have not agreed on a leader yet: where they have just started, wait a minute)", ErrNoMajority, strings.Join(names, ", "))
	}
	return fmt.Errorf("%w (of %d machines, %s answers)", ErrNoMajority, size, strings.Join(names, ", "))
}

// ErrNoMajority is the error where something needs most machines of a cluster, and they do not answer. Readers notice nothing of it.
var ErrNoMajority = errors.New("most machines of the cluster do not answer, and nothing can be saved or changed without them: start those that are down, which parlance cluster status names, and run this again")

// saves reports whether most machines of each stream are up: those that answer, where any does, and of which its leader has heard.
func saves(holdings []Holding, answers []answer) bool {
	answered, voices := map[string]bool{}, false
	for _, a := range answers {
		answered[a.Name], voices = true, voices || a.Size > 0
	}
	for _, h := range holdings {
		up := 0
		for name := range h.Whole {
			if h.Up[name] && (answered[name] || !voices) {
				up++
			}
		}
		if len(h.Whole) > 0 && up <= len(h.Whole)/2 {
			return false
		}
	}
	return true
}
