package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Vote is a machine that has a vote about which machine holds what, whether it runs or not.
type Vote struct {
	Name string // its ID where the machines have started since it was lost, and know its name no more
	ID   string // made from its name
	Up   bool
}

// removed is the record that a machine is taken out of a cluster. It stands under a key that no file can have, and stays: no two machines have one name, and NATS itself
// would take the machine back after five minutes, with whatever it holds.
type removed struct {
	Machine string    `json:"machine"`
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
}

const removedPrefix = filesPrefix + "=removed."

// RemovedError is the error of a machine that was taken out of its cluster and is started again.
type RemovedError struct {
	Machine string
	At      time.Time
}

// Error implements error.
func (e *RemovedError) Error() string {
	return fmt.Sprintf("%s was taken out of the cluster at %s (parlance cluster remove), and another machine may have its vote: it does not come back under its old name. To have a machine here again, start it with an "+
		"empty --cluster-dir, under which it joins as a new one; this folder is as it was, and needed no more once parlance cluster status finds the cluster whole", e.Machine, e.At.Format("2006-01-02 15:04 UTC"))
}

// MarkRemoved writes that a machine, of a name and an ID, is taken out of the cluster, unless that is written already. From then on it is refused when it starts.
func MarkRemoved(ctx context.Context, conn *nats.Conn, name, id string) error {
	c, err := filesOf(ctx, conn)
	if err != nil {
		return err
	}
	data, err := json.Marshal(removed{name, id, time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	if _, err := c.publish(ctx, c.files, []message{{subject: removedPrefix + id, data: data}}); !errors.Is(err, errConflict) {
		return err
	}
	return nil
}

// CheckRemoved returns a [RemovedError] where a machine with a name and an ID was taken out of the cluster. Where nobody answers until ctx ends, it returns nil.
func CheckRemoved(ctx context.Context, conn *nats.Conn, name, id string) error {
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(askPatience/2))
	if err != nil {
		return err
	}
	c := &Cluster{js: js}
	for ctx.Err() == nil {
		asking, cancel := context.WithTimeout(ctx, askPatience/2)
		s, err := js.Stream(asking, filesConfig().Name)
		cancel()
		if err == nil {
			c.files = &stream{Stream: s}
			var r removed
			at, err := c.lastRecord(ctx, removedPrefix+id, &r)
			if err == nil && at > 0 {
				return &RemovedError{name, r.At}
			} else if err == nil {
				return nil
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

// RemovedMachines returns the names of the machines that were taken out, by their IDs.
func RemovedMachines(ctx context.Context, conn *nats.Conn) (map[string]string, error) {
	c, err := filesOf(ctx, conn)
	if err != nil {
		return nil, err
	}
	info, err := c.files.Info(ctx, jetstream.WithSubjectFilter(removedPrefix+"*"))
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for subject := range info.State.Subjects {
		var r removed
		if _, err := c.lastRecord(ctx, subject, &r); err != nil {
			return nil, err
		}
		names[r.ID] = r.Machine
	}
	return names, nil
}

// filesOf returns a cluster of which only the stream of the files can be used.
func filesOf(ctx context.Context, conn *nats.Conn) (*Cluster, error) {
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(askPatience))
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, quorumPatience)
	defer cancel()
	s, err := openStream(ctx, js, Options{}, filesConfig())
	if err != nil {
		return nil, err
	}
	return &Cluster{js: js, files: s}, nil
}
