package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// clusterCommand are the commands about the machines of a cluster.
type clusterCommand struct {
	Status clusterStatusCommand       `cmd:"" help:"Tell which machines of a cluster are up, how far each is, and what to do."`
	Secret clusterReaderSecretCommand `cmd:"" name:"reader-secret" help:"Print the secret of readers, with which a server can read what readers are served and do nothing else."`
	Remove clusterRemoveCommand       `cmd:"" help:"Take a machine that is lost for good out of a cluster, and have another one hold what it held."`
	Resize clusterResizeCommand       `cmd:"" help:"Have three or five machines hold everything."`
}

type clusterStatusCommand struct {
	clusterAccess
	JSON bool `name:"json" help:"Print JSON."`
}

// Run prints what is known of a cluster. Where something is to be done the exit code is 1.
func (c *clusterStatusCommand) Run(t *terminal) error {
	var s cluster.Status
	err := c.withConnection(func(conn *voter.Conn, secret voter.Secret) (err error) {
		s, err = cluster.StatusOf(context.Background(), conn, c.votes(secret))
		return err
	})
	if err != nil {
		return err
	}
	if c.JSON {
		err = writeJSON(t.out, s)
	} else {
		err = writeClusterStatus(t, s)
	}
	if err != nil {
		return err
	}
	return findingsIf(len(s.Todo) > 0)
}

func writeClusterStatus(t *terminal, s cluster.Status) error {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "MACHINE\tSTATE\tHOLDS\tRELEASE\tBEHIND\tDISK FREE\tVERSION\n")
	for _, m := range s.Machines {
		release := "?"
		if m.Release != "" {
			release = short(m.Release)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%s\t%s\n", visible(m.Name), stateOf(m), holdsOf(s, m), release, m.Behind, diskOf(m), visible(m.Version))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, line := range slices.Concat(s.Todo, s.Notes) {
		fmt.Fprintf(&b, "%s\n", visible(line))
	}
	if len(s.Todo) == 0 {
		fmt.Fprintf(&b, "The cluster %q is whole: nothing is to be done.\n", visible(s.Cluster))
	}
	_, err := fmt.Fprint(t.out, b.String())
	return err
}

// stateOf returns in words what a machine is at the moment.
func stateOf(m cluster.Machine) string {
	switch {
	case !m.Up:
		return "down"
	case m.Leader:
		return "up, leader"
	case m.Reader:
		return "up, reader"
	case !m.Voice:
		return "up, no voice"
	}
	return "up"
}

// holdsOf returns in words what a machine holds of what the cluster does.
func holdsOf(s cluster.Status, m cluster.Machine) string {
	switch {
	case len(m.Holds) > 0 && len(m.Holds) == len(s.Parts):
		return "all"
	case len(m.Holds) > 0:
		return strings.Join(m.Holds, ", ")
	}
	return "-"
}

// diskOf returns in words how much room a machine has.
func diskOf(m cluster.Machine) string {
	switch {
	case m.DiskFull:
		return "FULL"
	case m.DiskFree == nil:
		return "?"
	case *m.DiskFree < 1<<30:
		return fmt.Sprintf("%d MB", *m.DiskFree>>20)
	}
	return fmt.Sprintf("%.1f GB", float64(*m.DiskFree)/(1<<30))
}

// majorityFor is for how long an answer of the leader is taken to say that there is one: it is asked every ten seconds.
const majorityFor = 40 * time.Second

// role returns what a server is in a cluster, as its flags say.
func (f *clusterFlags) role(data string) server.Cluster {
	if f.Name != "" {
		return server.Cluster{Name: f.Name, Role: "machine"}
	}
	c := server.Cluster{Role: "server", Machine: serverName(cmp.Or(f.Dir, data))}
	if text, _ := f.secretText(); voter.IsReader(text) {
		c.Role = "reader"
	}
	return c
}

// state returns how far this server is, for its metrics and its readiness.
func (p *part) state() server.Cluster {
	c, s := p.server, p.disk.State()
	c.Release, c.Released, c.Lag, c.Behind = string(s.Release), s.Released, s.Lag, s.Behind
	c.DiskFree, c.DiskKnown = voter.FreeIn(p.dir)
	if !p.isDone() || p.err != nil {
		return c
	}
	j := p.joined
	switch {
	case j.reader != nil:
		c.Name, c.Reached = j.reader.Cluster(), j.conn.IsConnected()
	case j.voter != nil:
		c.Name, c.Machine, c.Reached = j.Name(), j.name, j.voter.Reached()
	default:
		c.Name, c.Reached = j.Name(), j.Conn().IsConnected()
	}
	if j.reader == nil {
		c.Follows, c.Refused = true, j.Unsaved()
	}
	c.Majority = c.Reached && time.Since(s.Answered) < majorityFor
	return c
}
