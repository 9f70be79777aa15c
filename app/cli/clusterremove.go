package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// settlePatience is how long a command waits until machines hold everything. They go on without it.
const settlePatience = 30 * time.Minute

type clusterRemoveCommand struct {
	clusterAccess
	Name string `arg:"" help:"The machine, as cluster status names it."`
}

// Run takes the vote of a machine away that does not run, and waits until as many machines as are to hold everything do so.
func (c *clusterRemoveCommand) Run(t *terminal) error {
	return c.withMembers(t, func(ctx context.Context, conn, members *voter.Conn) error {
		list, err := voter.Members(ctx, members)
		if err != nil {
			return fmt.Errorf("nothing was changed: %w", err)
		}
		r := cluster.Removal{Name: c.Name, ID: voter.ID(c.Name), Vote: func() error { return voter.Remove(ctx, members, c.Name) }}
		for _, m := range list {
			if r.Votes = append(r.Votes, cluster.Vote(m)); m.Is(c.Name) {
				r.Name, r.ID = m.Name, m.ID
			}
		}
		p := t.newProgress()
		defer p.End()
		r.Step = p.copies()
		if err := cluster.Remove(ctx, conn, r); err != nil {
			return err
		}
		p.End()
		_, err = fmt.Fprintf(t.out, "%s is out of the cluster, and the others hold everything\n", visible(c.Name))
		return err
	})
}

type clusterResizeCommand struct {
	clusterAccess
	Machines int `arg:"" help:"How many machines are to hold everything: 3 or 5."`
}

// Run has more or fewer machines hold everything, all of it the same ones, and waits until they do.
func (c *clusterResizeCommand) Run(t *terminal) error {
	return c.withMembers(t, func(ctx context.Context, conn, _ *voter.Conn) error {
		p := t.newProgress()
		defer p.End()
		spare, err := cluster.Resize(ctx, conn, c.Machines, p.copies())
		if err != nil {
			return err
		}
		p.End()
		if _, err := fmt.Fprintf(t.out, "%d machines hold everything\n", c.Machines); err != nil || len(spare) == 0 {
			return err
		}
		_, err = fmt.Fprintf(t.out, "These hold nothing, and may be ended now: %s. Stop one, take it out, and then the next:\n", visible(strings.Join(spare, ", ")))
		for _, name := range spare {
			if err == nil {
				_, err = fmt.Fprintf(t.out, "    parlance cluster remove %s\n", visible(name))
			}
		}
		return err
	})
}

// copies returns what shows how far the machines are that get what they are to hold.
func (p *progress) copies() func(whole, of int) {
	return func(whole, of int) {
		p.Start("copies that are whole", of)
		p.Advance(whole)
	}
}

// withMembers connects to the cluster that the flags name, once more for its machines, and does something with them, where most of them answer.
func (f *clusterAccess) withMembers(t *terminal, do func(ctx context.Context, conn, members *voter.Conn) error) error {
	return f.withMajority(t, func(conn *voter.Conn, secret voter.Secret) error {
		members, err := voter.ConnectMembers(secret, f.tls(), f.Cluster...)
		if err != nil {
			return fmt.Errorf("%w: the machine may run an earlier build, which lets no machine be removed: upgrade it first", err)
		}
		defer members.Close()
		ctx, cancel := context.WithTimeout(context.Background(), settlePatience)
		defer cancel()
		return do(ctx, conn, members)
	})
}

// votes returns the machines that have a vote, nil where nobody tells.
func (f *clusterAccess) votes(secret voter.Secret) (votes []cluster.Vote) {
	members, err := voter.ConnectMembers(secret, f.tls(), f.Cluster...)
	if err != nil {
		return nil
	}
	defer members.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	list, _ := voter.Members(ctx, members) // without a majority nobody can say
	for _, m := range list {
		votes = append(votes, cluster.Vote(m))
	}
	return votes
}
