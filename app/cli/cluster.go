package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/readers"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// clusterAccess are the flags by which a command reaches a cluster.
type clusterAccess struct {
	Cluster    []string `placeholder:"URL" help:"A cluster to take part in without a voice, in the place of folders: nats://HOST:PORT, several after commas."`
	SecretFile string   `name:"cluster-secret-file" placeholder:"FILE" help:"File with the secret of the cluster, the same on all its machines. Whoever has it may do everything in the cluster. serve --cluster without a workbench takes that of readers too (cluster reader-secret)."`
	CA         string   `name:"cluster-tls-ca" placeholder:"FILE" help:"Certificate of who signed those of the machines."`

	releasesOnly bool      // hold what readers need alone
	keep         store.Log // see [cluster.Options]
}

// clusterFlags are the flags of a server that is one of a cluster's machines, or takes part in it.
type clusterFlags struct {
	clusterAccess
	Name   string   `name:"cluster-name" placeholder:"NAME" help:"Be one of the machines that hold everything together: the name of their cluster, the same on all of them."`
	Dir    string   `name:"cluster-dir" placeholder:"DIR" help:"Folder of what this machine holds of the cluster."`
	Addr   string   `name:"cluster-addr" placeholder:"HOST:PORT" help:"Address at which the other machines reach this one."`
	Peers  []string `name:"cluster-peers" placeholder:"HOST:PORT" help:"Addresses of the other machines: two or four of them, or none for a cluster of one."`
	Client string   `name:"cluster-client-addr" placeholder:"HOST:PORT" help:"Address at which commands, readers and workbenches reach this machine (any free port, of this machine only)."`
	Cert   string   `name:"cluster-tls-cert" placeholder:"FILE" help:"Certificate of this machine. Needed, with key and CA, for every address that is not of this machine only."`
	Key    string   `name:"cluster-tls-key" placeholder:"FILE" help:"Key of the certificate."`
}

// check returns what is wrong with the flags.
func (f *clusterFlags) check() error {
	switch {
	case f.Name == "" && len(f.Cluster) == 0:
		if f.Dir != "" || f.Addr != "" || len(f.Peers) > 0 || f.Client != "" {
			return usagef("--cluster-name is missing: give it the name of the cluster that this machine is one of")
		}
		return nil
	case f.Name != "" && len(f.Cluster) > 0:
		return usagef("--cluster takes part in a cluster without a voice, and --cluster-name makes this machine one of its machines: give one of both (PARLANCE_CLUSTER in the environment counts as --cluster)")
	case f.SecretFile == "":
		return usagef("--cluster-secret-file is missing: the secret keeps others out; make one with: openssl rand -hex 32 > FILE && chmod 600 FILE")
	case f.Name != "" && (f.Dir == "" || f.Addr == ""):
		return usagef("a machine of a cluster needs --cluster-dir and --cluster-addr")
	case (f.Cert == "") != (f.Key == "") || f.Cert != "" && f.CA == "":
		return usagef("--cluster-tls-cert, --cluster-tls-key and --cluster-tls-ca belong together")
	}
	return nil
}

// joined is a cluster that this process takes part in.
type joined struct {
	*cluster.Cluster                 // nil for a reader
	reader           *readers.Client // of who has the secret of readers; nil otherwise
	conn             *voter.Conn     // of a reader
	name             string          // of this machine; "" without a voice
	voter            *voter.Voter    // nil without a voice
	key              []byte          // of the sessions of all workbenches
	close            func()

	presence *cluster.Presence // nil for a command, which is no server
}

// join starts this machine of the cluster, or connects to those that are named, and returns once everything that they hold is here too. nil for no cluster. data is where a
// server without a voice keeps what it has.
func (f *clusterFlags) join(ctx context.Context, data string, log *slog.Logger) (*joined, error) {
	if f.Name == "" && len(f.Cluster) == 0 {
		return nil, nil
	}
	if f.Name == "" {
		return f.joinWithoutVoice(ctx, data, log)
	}
	secret, err := f.secret()
	if err != nil {
		return nil, err
	}
	o := voter.Options{Cluster: f.Name, Dir: f.Dir, Addr: f.Addr, Peers: f.Peers, Client: f.Client, Secret: secret, Log: log,
		Before: func(conn *voter.Conn, name string) error { return checkRemoved(ctx, conn, name, removedPatience) }}
	if f.Cert != "" {
		o.TLS = &voter.TLS{Cert: f.Cert, Key: f.Key, CA: f.CA}
	}
	v, err := startVoter(ctx, o)
	if err != nil {
		return nil, err
	}
	log.Info("this machine is one of a cluster", "cluster", f.Name, "machine", v.Name(), "machines", o.Replicas(), "commands_at", "nats://"+v.ClientAddr())
	conn, err := v.Connect()
	if err != nil {
		v.Close()
		return nil, err
	}
	_, version := readBuild()
	presence, err := cluster.Tell(conn, cluster.Self{Machine: v.Name(), Version: version, Cluster: f.Name, Size: o.Replicas(), Disk: func() cluster.Disk {
		free, known, full := v.Disk()
		return cluster.Disk{Free: free, Known: known, Full: full}
	}})
	if err != nil {
		conn.Close()
		v.Close()
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() { cancel(v.Refused(ctx)) }()
	c, err := cluster.Open(ctx, conn, cluster.Options{Name: f.Name, Replicas: o.Replicas(), Log: log, ReleasesOnly: f.releasesOnly})
	if err != nil {
		conn.Close()
		v.Close()
		if why := context.Cause(ctx); why != nil && !errors.Is(why, context.Canceled) {
			err = why
		}
		return nil, fmt.Errorf("joining the cluster %q: %w", f.Name, err)
	}
	if err := checkRemoved(ctx, conn, v.Name(), 10*removedPatience); err != nil { // nobody may have answered before
		presence.Close()
		c.Close()
		conn.Close()
		v.Close()
		return nil, err
	}
	return &joined{Cluster: c, name: v.Name(), voter: v, key: secret.Sessions(), presence: presence,
		close: func() { presence.Close(); c.Close(); conn.Close(); v.Close() }}, nil
}

// startVoter starts a machine, once there is room on its disk.
func startVoter(ctx context.Context, o voter.Options) (*voter.Voter, error) {
	for said := false; ; said = true {
		v, err := voter.Start(o)
		if _, full := errors.AsType[*voter.FullError](err); !full {
			return v, err
		}
		if !said {
			o.Log.Error("this machine takes no part in the cluster yet: once there is room, it does by itself", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(joinAgain):
		}
	}
}

// removedPatience is how long a machine that starts again asks the others whether it was taken out. Where most of them are down nobody knows.
const removedPatience = 2 * time.Second

func checkRemoved(ctx context.Context, conn *voter.Conn, name string, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return cluster.CheckRemoved(ctx, conn, name, voter.ID(name))
}

// serverName returns the name of a server without a voice, which keeps what it has in a folder: no other has it, and it has it after a restart too.
func serverName(dir string) string {
	host, err := os.Hostname()
	if err != nil {
		host = "server"
	}
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	return host + "-" + short(cluster.SumOf([]byte(dir)))[:6]
}

// joinPatience is how long it may take to read what a cluster holds.
const joinPatience = time.Minute

// join connects to a cluster without a voice.
func (f *clusterAccess) join(ctx context.Context, log *slog.Logger) (*joined, error) {
	conn, secret, err := f.connect()
	if err != nil {
		return nil, err
	}
	return f.open(ctx, conn, secret, log)
}

// joinFor is join for a command, which ends after about ten seconds where most machines do not answer.
func (f *clusterAccess) joinFor(t *terminal) (*joined, error) {
	conn, secret, err := f.connect()
	if err != nil {
		return nil, err
	}
	if err := t.awaitMajority(conn); err != nil {
		conn.Close()
		return nil, err
	}
	return f.open(context.Background(), conn, secret, nil)
}

// open reads what a cluster holds. The connection is closed with it, or where that fails.
func (f *clusterAccess) open(ctx context.Context, conn *voter.Conn, secret voter.Secret, log *slog.Logger) (*joined, error) {
	ctx, cancel := context.WithTimeout(ctx, joinPatience)
	defer cancel()
	c, err := cluster.Open(ctx, conn, cluster.Options{Log: log, ReleasesOnly: f.releasesOnly, Keep: f.keep})
	if err != nil {
		conn.Close()
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("most of its machines did not answer within %v: parlance cluster status tells which to start", joinPatience)
		}
		return nil, fmt.Errorf("joining the cluster: %w", err)
	}
	return &joined{Cluster: c, key: secret.Sessions(), close: func() { c.Close(); conn.Close() }}, nil
}

// tls returns how the machines are known, nil on loopback.
func (f *clusterAccess) tls() *voter.TLS {
	if f.CA == "" {
		return nil
	}
	return &voter.TLS{CA: f.CA}
}

// connect connects to one of the machines that the flags name.
func (f *clusterAccess) connect() (conn *voter.Conn, secret voter.Secret, err error) {
	if secret, err = f.secret(); err != nil {
		return nil, "", err
	}
	if conn, err = voter.ConnectFull(secret, f.tls(), f.Cluster...); err != nil {
		err = f.unreached(err)
	}
	return conn, secret, err
}

// unreached says of which addresses an error is.
func (f *clusterAccess) unreached(err error) error {
	return fmt.Errorf("--cluster %s: %w", strings.Join(f.Cluster, ","), err)
}

// journal returns the history of edits that all machines of a cluster keep.
func (j *joined) journal() *history.Journal { return history.NewApart(j.Log(history.Name), j.Names()) }
