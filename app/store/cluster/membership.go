package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

// Removal is a machine that is taken out of a cluster.
type Removal struct {
	Name, ID string
	Votes    []Vote       // of all machines that have one
	Vote     func() error // takes its vote away, see package voter
	Step     func(whole, of int)
}

// is reports whether a name or ID is that machine's.
func (r Removal) is(name string) bool { return name == r.Name || name == r.ID }

// Remove takes a machine out of the cluster that does not run, has another one hold what it held, and waits until as many machines as are to hold everything do so.
// Whatever an earlier call has left undone is done by the next. Nothing is changed where most machines do not answer, where the machine runs, or where it may have what no other has.
func Remove(ctx context.Context, conn *nats.Conn, r Removal) error {
	if err := Majority(ctx, conn); err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	holdings, err := Holdings(ctx, conn)
	if err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	gone, err := RemovedMachines(ctx, conn)
	if err != nil {
		return fmt.Errorf("nothing was changed: %w", err)
	}
	votes := slices.ContainsFunc(r.Votes, func(v Vote) bool { return r.is(v.ID) || r.is(v.Name) })
	holds := slices.ContainsFunc(holdings, func(h Holding) bool { return slices.ContainsFunc(h.machines(), r.is) })
	if _, begun := gone[r.ID]; !votes && !holds && !begun {
		return fmt.Errorf("nothing was changed: no machine of the cluster is called %s: parlance cluster status names them", r.Name)
	}
	if votes || holds {
		if err := r.spared(ctx, conn, holdings); err != nil {
			return fmt.Errorf("nothing was changed: %w", err)
		}
		if err := MarkRemoved(ctx, conn, r.Name, r.ID); err != nil {
			return fmt.Errorf("nothing was changed: %w", err)
		}
	}
	if votes {
		if err := r.Vote(); err != nil {
			return fmt.Errorf("%s is on its way out of the cluster: %w; run the same command again", r.Name, err)
		}
	}
	if err := r.replace(ctx, conn); err != nil {
		return fmt.Errorf("%s has no vote any more, and another machine is to hold what it held: %w", r.Name, err)
	}
	return nil
}

// spared returns why a machine cannot be removed, nil where it can: it runs, others do not hold everything, or no machine is there to take its place.
func (r Removal) spared(ctx context.Context, conn *nats.Conn, holdings []Holding) error {
	answers, _, err := ask(ctx, conn)
	if err != nil {
		return err
	}
	up := 0
	for _, a := range answers {
		if r.is(a.Name) {
			return fmt.Errorf("%s runs: stop it first, so that it does not come back", a.Name)
		}
		if a.Size > 0 && !a.DiskFull {
			up++
		}
	}
	for _, h := range holdings {
		for name, whole := range h.Whole {
			if !r.is(name) && !whole {
				return fmt.Errorf("%s does not run, or does not hold everything yet: removing another machine now could lose what that one alone has; wait until parlance cluster status finds it whole", name)
			}
		}
		if up < h.Copies && h.Copies > 3 {
			return fmt.Errorf("%d other machines run, and %d copies are kept: start the machine that takes its place first, with an empty --cluster-dir, or go on with three machines: parlance cluster resize 3", up, h.Copies)
		} else if up < h.Copies {
			return fmt.Errorf("%d other machines run, and %d copies are kept: start the machine that takes its place first, with an empty --cluster-dir", up, h.Copies)
		}
	}
	return nil
}

// replace waits until no stream counts on the machine any more, and all lie on the same machines. The servers do that by themselves when the vote is taken away, unless their leader
// was lost at that moment.
func (r Removal) replace(ctx context.Context, conn *nats.Conn) error {
	for began := time.Now(); ; {
		holdings, err := Holdings(ctx, conn)
		if err != nil && !errors.Is(err, ErrUnsaved) {
			return err
		}
		if err != nil && time.Since(began) > movePatience {
			return ErrNoMajority
		}
		left := []Holding{}
		for _, h := range holdings {
			if slices.ContainsFunc(h.machines(), r.is) {
				left = append(left, h)
			}
		}
		if err == nil && len(left) == 0 {
			_, err := gather(ctx, conn, holdings[0].Copies, r.Step)
			return err
		}
		for _, h := range left {
			if time.Since(began) < 2*patience { // they do it by themselves
				continue
			}
			if err := r.leave(ctx, conn, h.Stream); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return errors.New("this takes long: run the same command again, and it goes on")
		case <-time.After(time.Second / 2):
		}
	}
}

// leave has a stream go on without the machine.
func (r Removal) leave(ctx context.Context, conn *nats.Conn, stream string) error {
	asking, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	question, err := json.Marshal(map[string]string{"peer": r.ID})
	if err != nil {
		return err
	}
	msg, err := conn.RequestWithContext(asking, "$JS.API.STREAM.PEER.REMOVE."+stream, question)
	if err != nil {
		return nil // it is asked again
	}
	var answer struct {
		Error *struct {
			Description string `json:"description"`
		} `json:"error"`
	}
	if err := json.Unmarshal(msg.Data, &answer); err != nil {
		return err
	}
	if answer.Error != nil && strings.Contains(answer.Error.Description, "remap") {
		return errors.New("no machine is there that can: start one with an empty --cluster-dir, and run the same command again")
	}
	return nil
}
