package cli

import (
	"context"
	"fmt"
	"slices"
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
	return c.withMembers(func(ctx context.Context, conn, members *voter.Conn) error {
		is := voter.Member{Name: c.Name}.Is
		if err := cluster.Spare(ctx, conn, is); err != nil {
			return fmt.Errorf("nothing was changed: %w", err)
		}
		if err := voter.Remove(ctx, members, c.Name); err != nil {
			return err
		}
		if err := settle(ctx, t, conn, is); err != nil {
			return fmt.Errorf("%s is out of the cluster, and %w", visible(c.Name), err)
		}
		_, err := fmt.Fprintf(t.out, "%s is out of the cluster, and the others hold everything\n", visible(c.Name))
		return err
	})
}

type clusterResizeCommand struct {
	clusterAccess
	Machines int `arg:"" help:"How many machines are to hold everything: 3 or 5."`
}

// Run has more or fewer machines hold everything, and waits until they do.
func (c *clusterResizeCommand) Run(t *terminal) error {
	return c.withMembers(func(ctx context.Context, conn, _ *voter.Conn) error {
		if err := cluster.Resize(ctx, conn, c.Machines); err != nil {
			return err
		}
		if err := settle(ctx, t, conn, func(string) bool { return false }); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "%d machines hold everything\n", c.Machines)
		return err
	})
}

// settle shows how far the machines are that get what they are to hold.
func settle(ctx context.Context, t *terminal, conn *voter.Conn, removed func(name string) bool) error {
	p := t.newProgress()
	defer p.End()
	return cluster.Settle(ctx, conn, removed, func(whole, of int) {
		p.Start("copies that are whole", of)
		p.Advance(whole)
	})
}

// lostVotes returns the machines that have a vote, do not run and hold nothing, so that nothing else tells of them.
func (f *clusterAccess) lostVotes(known []cluster.Machine) (names []string) {
	_ = f.withMembers(func(ctx context.Context, _, members *voter.Conn) error { // without a majority nobody can say
		ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
		defer cancel()
		list, err := voter.Members(ctx, members)
		for _, m := range list {
			if !m.Up && !slices.ContainsFunc(known, func(k cluster.Machine) bool { return m.Is(k.Name) }) {
				names = append(names, m.Name)
			}
		}
		return err
	})
	return names
}

// withMembers connects to the cluster that the flags name, once more for its machines, and does something with them.
func (f *clusterAccess) withMembers(do func(ctx context.Context, conn, members *voter.Conn) error) error {
	return f.withConnection(func(conn *voter.Conn, secret voter.Secret) error {
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
