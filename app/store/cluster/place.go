package cluster

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// machineTag and the name of a machine are the tag by which a stream is kept from it: every machine has its own (package voter). "!" is how NATS writes that.
const machineTag = "machine:"

// Codes of errors that pass: a stream is on its way to other machines already.
const (
	codeMoving      jetstream.ErrorCode = 10124
	codeRearranging jetstream.ErrorCode = 10226
)

// Resize has so many machines hold everything, 3 or 5, and all of it the same ones: of those that run, those that hold the most of it already. It waits until they
// do, and returns the others that run, which may be ended and removed. step is called with how many copies of all are whole. What was interrupted goes on with the next call.
func Resize(ctx context.Context, conn *nats.Conn, machines int, step func(whole, of int)) (spare []string, err error) {
	if !slices.Contains([]int{3, 5}, machines) {
		return nil, errors.New("a cluster has 3 or 5 machines")
	}
	return gather(ctx, conn, machines, step)
}

// gather has so many machines, the same ones, hold everything.
func gather(ctx context.Context, conn *nats.Conn, machines int, step func(whole, of int)) (spare []string, err error) {
	holdings, err := Holdings(ctx, conn)
	if err != nil {
		return nil, err
	}
	answers, _, err := ask(ctx, conn)
	if err != nil {
		return nil, err
	}
	answers = slices.DeleteFunc(answers, func(a answer) bool { return a.Size == 0 || a.DiskFull })
	if len(answers) < machines {
		return nil, fmt.Errorf("%d machines run and have room: start the others first, each with the addresses of all others", len(answers))
	}
	chosen := choose(holdings, answers, machines)
	for _, a := range answers {
		if !slices.Contains(chosen, a.Name) {
			spare = append(spare, a.Name)
		}
	}
	slices.Sort(spare)
	others := slices.Clone(spare)
	for _, h := range holdings {
		others = append(others, h.machines()...)
	}
	return spare, place(ctx, conn, chosen, others, step)
}

// choose returns the names of the machines that are to hold everything, in order: those that hold the most of what is on as many machines as it is to be already,
// then of anything.
func choose(holdings []Holding, answers []answer, machines int) []string {
	points := map[string]int{}
	for _, h := range holdings {
		for name := range h.Whole {
			if points[name]++; h.Copies == machines {
				points[name] += len(holdings)
			}
		}
	}
	names := make([]string, len(answers))
	for i, a := range answers {
		names[i] = a.Name
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(points[b]-points[a], cmp.Compare(a, b)) })
	chosen := slices.Clone(names[:machines])
	slices.Sort(chosen)
	return chosen
}

// placing is how streams come to lie on the same machines.
type placing struct {
	js     jetstream.JetStream
	chosen []string
	others map[string]bool // machines that a stream is kept from
	tried  map[string]time.Time
}

// movePatience is how long a stream that was told to go to other machines may stay where it is.
const movePatience = time.Minute

// place has all streams lie on the machines that are chosen, and waits until all of these hold everything. NATS chooses by itself where a stream goes, for each stream
// anew, so that each is kept from the others: first it gets as many copies as there are machines, then it is moved, then it may go anywhere again, so that another
// machine can take the place of a lost one. Whatever an earlier call has left is taken from there.
func place(ctx context.Context, conn *nats.Conn, chosen, others []string, step func(whole, of int)) error {
	js, err := jetstream.New(conn)
	if err != nil {
		return err
	}
	p := placing{js: js, chosen: chosen, others: map[string]bool{}, tried: map[string]time.Time{}}
	for _, name := range others {
		p.others[name] = true
	}
	for answered := time.Now(); ; {
		holdings, err := Holdings(ctx, conn)
		if err != nil && !errors.Is(err, ErrUnsaved) {
			return err
		}
		if err == nil {
			answered = time.Now()
		} else if time.Since(answered) > movePatience {
			return fmt.Errorf("%w", ErrNoMajority)
		}
		whole, of, settled := 0, len(holdings)*len(chosen), err == nil
		for _, h := range holdings {
			done, err := p.step(ctx, h)
			if err != nil {
				return fmt.Errorf("the %s: %w", whatOf(h.Stream), err)
			}
			settled = settled && done
			for _, name := range chosen {
				if h.Whole[name] {
					whole++
				}
			}
		}
		if step(whole, of); settled {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d of %d copies are whole so far: run the same command again, and it goes on", whole, of)
		case <-time.After(500 * time.Millisecond):
		}
	}
}

// step does what is next for a stream, and reports whether nothing is left to do.
func (p *placing) step(ctx context.Context, h Holding) (done bool, err error) {
	machines := h.machines()
	switch {
	case h.Copies != len(p.chosen):
		return false, p.update(ctx, h.Stream, func(c *jetstream.StreamConfig) {
			c.Replicas, c.Placement = len(p.chosen), nil
			c.Metadata[replicasMark] = strconv.Itoa(len(p.chosen))
		})
	case !slices.Equal(machines, p.chosen):
		if len(machines) != len(p.chosen) { // on its way
			return false, nil
		}
		known := len(p.others)
		for _, name := range machines {
			p.others[name] = true
		}
		if at, asked := p.tried[h.Stream]; !asked || len(p.others) > known { // it may have gone to a machine that nobody knew of
			p.tried[h.Stream] = time.Now()
		} else if time.Since(at) > movePatience {
			return false, errors.New("they stay where they are: do all machines run this build? parlance cluster status tells; run the same command again then")
		} else if h.kept {
			return false, nil
		}
		var tags []string
		for _, name := range slices.Sorted(maps.Keys(p.others)) {
			if !slices.Contains(p.chosen, name) {
				tags = append(tags, "!"+machineTag+name)
			}
		}
		return false, p.update(ctx, h.Stream, func(c *jetstream.StreamConfig) { c.Placement = &jetstream.Placement{Tags: tags} })
	case h.kept:
		return false, p.update(ctx, h.Stream, func(c *jetstream.StreamConfig) { c.Placement = nil })
	}
	for _, whole := range h.Whole {
		if !whole {
			return false, nil
		}
	}
	return true, nil
}

// update changes how a stream is stored. What cannot be done at the moment is done by a later call.
func (p *placing) update(ctx context.Context, stream string, change func(c *jetstream.StreamConfig)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	info, err := infoOf(ctx, p.js, stream)
	if err == nil {
		change(&info.Config)
		_, err = p.js.UpdateStream(ctx, info.Config)
	}
	api, ok := errors.AsType[*jetstream.APIError](err)
	if errors.Is(err, ErrUnsaved) || err != nil && passing(err) || ok && (api.ErrorCode == codeMoving || api.ErrorCode == codeRearranging) {
		return nil
	}
	return err
}
