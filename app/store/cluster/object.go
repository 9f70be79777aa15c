package cluster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

const (
	objectPrefix = "parlance.object."
	keptObjects  = 1 // of each subject
)

// objectsConfig returns how the files of releases are stored: each once, under its sum.
func objectsConfig() jetstream.StreamConfig {
	return jetstream.StreamConfig{Name: "parlance-objects", Subjects: []string{objectPrefix + ">"}, MaxMsgsPerSubject: keptObjects, DiscardNewPerSubject: true,
		AllowAtomicPublish: true, DenyDelete: true, DenyPurge: true, Discard: jetstream.DiscardNew, Storage: jetstream.FileStorage}
}

// storedFor returns the files that are stored because a release has them.
func (c *Cluster) storedFor(ctx context.Context, id Sum) (map[Sum]bool, error) {
	text, err := c.Object(ctx, id)
	if err != nil {
		return nil, err
	}
	m, err := ParseManifest(text)
	stored := map[Sum]bool{}
	for _, f := range m {
		stored[f.Sum] = true
	}
	return stored, err
}

// batchObjects is how many files are stored at once.
const batchObjects = 200

// putAll stores all files that go into releases and are not in stored, and returns their manifest.
func (c *Cluster) putAll(ctx context.Context, files map[string]entry, stored map[Sum]bool) (Manifest, error) {
	manifest := Manifest{}
	var waiting []message
	size := 0
	for name, e := range files {
		if !e.there() || !released(name) {
			continue
		}
		data, err := c.content(e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		sum := SumOf(data)
		manifest[name] = Listed{sum, int64(len(data))}
		if stored[sum] {
			continue
		}
		stored[sum] = true
		m := message{subject: objectPrefix + string(sum), packed: true, data: c.codec.pack(data)}
		if size += len(m.data); len(waiting) == batchObjects || size > maxBatchBytes {
			if err := c.putObjects(ctx, waiting); err != nil {
				return nil, err
			}
			waiting, size = nil, len(m.data)
		}
		waiting = append(waiting, m)
	}
	return manifest, c.putObjects(ctx, waiting)
}

// putObjects stores files, together where none of them is stored.
func (c *Cluster) putObjects(ctx context.Context, list []message) error {
	if len(list) == 0 {
		return nil
	}
	if _, err := c.publish(ctx, c.objects, list); !errors.Is(err, errConflict) {
		return err
	}
	for _, m := range list {
		if err := c.putObject(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// putObject stores a file, unless it is stored already.
func (c *Cluster) putObject(ctx context.Context, m message) error {
	for {
		_, err := c.publish(ctx, c.objects, []message{m})
		if errors.Is(err, errConflict) { // it is stored, or another machine is about to store it and may yet fail
			_, err = c.objects.GetLastMsgForSubject(ctx, m.subject)
		}
		if err == nil || !errors.Is(err, jetstream.ErrMsgNotFound) && !passing(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Object returns the file of a sum.
func (c *Cluster) Object(ctx context.Context, sum Sum) ([]byte, error) {
	packed, err := c.Packed(ctx, sum)
	if err != nil {
		return nil, err
	}
	data, err := c.codec.unpack(packed)
	if err == nil && SumOf(data) != sum {
		err = errDamaged
	}
	return data, err
}

// Packed returns the file of a sum as it is stored: packed with zstd, and not held against its sum.
func (c *Cluster) Packed(ctx context.Context, sum Sum) ([]byte, error) {
	msg, err := lastMessage(ctx, c.objects, objectPrefix+string(sum), 5*askPatience) // it may be large
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound):
		return nil, fmt.Errorf("the cluster has no file %s", sum)
	case err != nil:
		return nil, err
	}
	return msg.Data, nil
}

// lastMessage returns the last message of a subject. While a question is not answered, it is asked again until ctx ends; patience is how long one waits.
func lastMessage(ctx context.Context, s jetstream.Stream, subject string, patience time.Duration) (*jetstream.RawStreamMsg, error) {
	for {
		asking, cancel := context.WithTimeout(ctx, patience)
		msg, err := s.GetLastMsgForSubject(asking, subject)
		cancel()
		if err == nil || !passing(err) {
			return msg, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}
