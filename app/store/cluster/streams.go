package cluster

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

const (
	bucket       = "parlance"            // the key-value bucket of the files
	filesPrefix  = "$KV." + bucket + "." // the subject of a file is this and its key
	ledgerPrefix = "parlance.ledger."
	logPrefix    = "parlance.log."

	// format is the number of how things are stored. A change that an earlier build cannot read gives it the next number.
	format = "1"

	// kept is how many versions of each file are kept.
	kept = 64

	// sayWaiting is how often an operator hears that a machine waits for the others.
	sayWaiting = 20 * time.Second
)

// What stands in the metadata of a stream, and in the header of every message.
const (
	formatMark   = "Parlance-Format"
	clusterMark  = "Parlance-Cluster"
	replicasMark = "Parlance-Replicas"
	codingMark   = "Content-Encoding"
	writeMark    = "Parlance-Write" // which write a message is of, so that whoever got no answer finds out
)

// streamConfigs returns how everything that a cluster holds is stored: files, ledgers, logs, the files of releases, and names.
func streamConfigs() []jetstream.StreamConfig {
	return []jetstream.StreamConfig{filesConfig(), linesConfig("parlance-ledgers", ledgerPrefix), linesConfig("parlance-logs", logPrefix), objectsConfig(), namesConfig()}
}

// openStreams returns all streams, in the order of [streamConfigs]. That of the names is made by whoever needs it first in a cluster of an earlier build.
func openStreams(ctx context.Context, js jetstream.JetStream, o Options) (list []*stream, err error) {
	for _, config := range streamConfigs() {
		with := o
		if config.Name == namesConfig().Name && o.Replicas == 0 {
			with.Name, with.Replicas = list[0].CachedInfo().Config.Metadata[clusterMark], list[0].CachedInfo().Config.Replicas
		}
		s, err := openStream(ctx, js, with, config)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// filesConfig returns how the bucket of the files is stored. A read of one value asks the leader (no direct access), because another machine may be behind.
func filesConfig() jetstream.StreamConfig {
	return jetstream.StreamConfig{Name: "KV_" + bucket, Subjects: []string{filesPrefix + ">"}, MaxMsgsPerSubject: kept,
		AllowAtomicPublish: true, DenyDelete: true, DenyPurge: true, Discard: jetstream.DiscardNew, Storage: jetstream.FileStorage}
}

// linesConfig returns how files that only grow are stored, under subjects with a prefix.
func linesConfig(name, prefix string) jetstream.StreamConfig {
	return jetstream.StreamConfig{Name: name, Subjects: []string{prefix + ">"},
		DenyDelete: true, DenyPurge: true, Discard: jetstream.DiscardNew, Storage: jetstream.FileStorage}
}

// openStream returns a stream, which is made where there is none. One that is not as it should be is refused, and not changed. It waits for machines that do
// not answer yet until ctx ends: those that start together need a while to choose a leader.
func openStream(ctx context.Context, js jetstream.JetStream, o Options, want jetstream.StreamConfig) (*stream, error) {
	want.Replicas = o.Replicas
	want.Metadata = map[string]string{formatMark: format, clusterMark: o.Name, replicasMark: strconv.Itoa(o.Replicas)}
	said := time.Now()
	for {
		s, err := tryStream(ctx, js, o, want)
		switch {
		case err == nil:
			return &stream{Stream: s, at: position{moved: make(chan struct{})}}, checkStream(s.CachedInfo().Config, o, want)
		case errors.Is(err, jetstream.ErrStreamNotFound):
			return nil, errors.New("the cluster holds nothing yet: start its machines first, of which the first one fills it")
		case !passing(err) && !errors.Is(err, jetstream.ErrStreamNameAlreadyInUse):
			return nil, fmt.Errorf("opening %s: %w", want.Name, err)
		case time.Since(said) > sayWaiting:
			said = time.Now()
			o.Log.Warn("the cluster does not answer: it waits until most of its machines run and reach each other", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("opening %s: %w: do most machines of the cluster run, and reach each other?", want.Name, err)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// tryStream asks once. A question that is asked while there is no leader is never answered, so that it must be asked again and not waited for.
func tryStream(ctx context.Context, js jetstream.JetStream, o Options, want jetstream.StreamConfig) (jetstream.Stream, error) {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	s, err := js.Stream(ctx, want.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) && o.Replicas > 0 {
		s, err = js.CreateStream(ctx, want)
	}
	return s, err
}

// checkStream returns why a stream cannot be used, nil where it can.
func checkStream(is jetstream.StreamConfig, o Options, want jetstream.StreamConfig) error {
	mark := is.Metadata
	switch {
	case mark[formatMark] == "":
		return fmt.Errorf("%s was not made by parlance: it would not keep what parlance stores; remove it, or use another account", is.Name)
	case mark[formatMark] != format:
		return fmt.Errorf("%s has format %s, and this program knows %s: use the release of parlance that the other machines run", is.Name, mark[formatMark], format)
	case o.Name != "" && mark[clusterMark] != o.Name:
		return fmt.Errorf("this is the cluster %q and not %q: check the addresses, or the name", mark[clusterMark], o.Name)
	case o.Replicas > 0 && mark[replicasMark] != strconv.Itoa(o.Replicas) && (o.Replicas == 1 || mark[replicasMark] == "1"): // 3 and 5 change into each other
		return fmt.Errorf("%s was made for %s machines and not for %d: name as many peers as there are", is.Name, mark[replicasMark], o.Replicas)
	case strconv.Itoa(is.Replicas) != mark[replicasMark]:
		return fmt.Errorf("%s has %d replicas in place of %s: a machine less would lose words; put it right with nats stream edit", is.Name, is.Replicas,
			mark[replicasMark])
	case is.DenyDelete != want.DenyDelete || is.DenyPurge != want.DenyPurge || is.AllowRollup || is.MaxAge > 0 || is.MaxMsgs > 0 || is.MaxBytes > 0 || is.Storage != jetstream.FileStorage,
		(is.MaxMsgsPerSubject > 0) != (want.MaxMsgsPerSubject > 0), want.MaxMsgsPerSubject > is.MaxMsgsPerSubject && want.MaxMsgsPerSubject > 0,
		is.AllowAtomicPublish != want.AllowAtomicPublish, is.Discard != want.Discard, is.DiscardNewPerSubject != want.DiscardNewPerSubject:
		return fmt.Errorf("the limits of %s were changed, so that it may lose what is stored: put them back as they are in a new cluster", is.Name)
	}
	return nil
}
