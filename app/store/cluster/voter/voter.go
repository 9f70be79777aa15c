// Package voter is one machine of a cluster: NATS JetStream inside of this process, with its part of what the machines hold together on its disk.
//
// It promises that nothing is acknowledged before it is synced (sync_interval: always), that machines without the secret are refused, and that off
// loopback everything is encrypted. A folder belongs to one machine of one cluster for good ([identity]): a machine whose folder was lost
// comes back as a new one, because one that forgot what it voted for must not vote under its old name. A machine whose files are damaged does not start ([intact]).
package voter

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// Options is what a machine is started with. Addresses are HOST:PORT.
type Options struct {
	Cluster string   // the name of the cluster, the same on all its machines
	Dir     string   // where its part is kept
	Addr    string   // where the other machines reach it
	Peers   []string // the addresses of the others: none, two or four
	Client  string   // where commands and readers reach it; "" for any free port of this machine alone
	Secret  Secret
	TLS     *TLS // nil on loopback alone
	Log     *slog.Logger

	// Before is called before a machine that took part already takes part again, with a connection to the others that run, and returns why it must not. nil for nothing.
	Before func(conn *nats.Conn, name string) error `json:"-"`
}

// TLS names the files with which the machines prove to each other who they are, and to readers.
type TLS struct{ Cert, Key, CA string }

// Voter is a machine that runs.
type Voter struct {
	server atomic.Pointer[server.Server] // another one after a restart ([Voter.attend])
	secret Secret
	name   string
	dir    string
	log    *logger
	full   atomic.Bool   // it takes no part, because its disk is full
	stop   chan struct{} // closed when it is to end
	ended  chan struct{} // closed once nobody attends it
	once   sync.Once
}

// readyPatience is how long a machine may take to listen. It reads what is on its disk first.
const readyPatience = time.Minute

// hasten is called once in a process.
var hasten = sync.OnceFunc(hastenElections)

// Start starts a machine. It does not wait for the others. The error says what is wrong with the options or the folder; then nothing was changed.
func Start(o Options) (*Voter, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.TLS != nil {
		if ends := o.TLS.ends(); time.Until(ends) < endsSoon {
			o.Log.Warn("the certificate of this machine ends soon, and the others refuse it then: have the authority give a new one, and start this machine again with it", "ends", ends)
		}
	}
	if free, known := freeIn(o.Dir); known && free < RoomAgain {
		return nil, &FullError{o.Dir, free}
	}
	if err := intact(o.Dir); err != nil {
		return nil, err
	}
	name, err := identity(o)
	if err == nil {
		err = o.askBefore(name)
	}
	if err == nil {
		err = unseal(o.Dir)
	}
	if err != nil {
		return nil, err
	}
	hasten()
	v := &Voter{secret: o.Secret, name: name, dir: o.Dir, log: newLogger(o.Log, o.Peers), stop: make(chan struct{}), ended: make(chan struct{})}
	if err := v.launch(o); err != nil {
		return nil, err
	}
	o.Client = v.ClientAddr() // after a restart too
	go v.attend(o)
	return v, nil
}

// launch starts the server, and waits until it listens.
func (v *Voter) launch(o Options) error {
	opts := &server.Options{}
	if err := opts.ProcessConfigString(o.config(v.name)); err != nil {
		return fmt.Errorf("configuring the cluster: %w", err)
	}
	opts.NoSigs = true // signals are for whoever embeds it
	s, err := server.NewServer(opts)
	if err != nil {
		return fmt.Errorf("configuring the cluster: %w", err)
	}
	s.SetLoggerV2(v.log, false, false, false)
	go s.Start()
	if err := v.ready(s); err != nil {
		s.Shutdown()
		s.WaitForShutdown()
		return fmt.Errorf("starting this machine of the cluster: %w", err)
	}
	v.server.Store(s)
	return nil
}

// ready waits until a server listens.
func (v *Voter) ready(s *server.Server) error {
	listens := make(chan bool, 1)
	go func() { listens <- s.ReadyForConnections(readyPatience) }()
	select {
	case err := <-v.log.fatal:
		return err
	case ok := <-listens:
		if !ok {
			return errSilent
		}
		return nil
	}
}

// Name returns the name of this machine in the cluster.
func (v *Voter) Name() string { return v.name }

// Replicas returns how many machines hold everything.
func (o Options) Replicas() int { return 1 + len(o.Peers) }

// ClientAddr returns where commands and readers reach this machine.
func (v *Voter) ClientAddr() string { return v.server.Load().Addr().String() }

// Reached reports whether another machine is connected to this one, which is so for the only one too.
func (v *Voter) Reached() bool { return len(v.log.ports) == 0 || v.server.Load().NumRoutes() > 0 }

// refusedFor is how long no other machine may take this one before it is said to be refused.
const refusedFor = 2 * time.Second

// Refused returns why the other machines refuse this one, as soon as one does and no other takes it: it has another secret, or is of another cluster. It
// returns nil when ctx ends.
func (v *Voter) Refused(ctx context.Context) error {
	for {
		var why error
		select {
		case <-ctx.Done():
			return nil
		case why = <-v.log.refused:
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(refusedFor):
		}
		if v.server.Load().NumRoutes() == 0 {
			return why
		}
	}
}

// Close stops the machine, and returns once its files are closed, and it is noted what is in them.
func (v *Voter) Close() {
	v.once.Do(func() {
		close(v.stop)
		<-v.ended
		v.end()
		if err := sealUp(v.dir); err != nil {
			v.log.log.Warn("it could not be noted what this machine holds: damage of its files will be found where it is in a message, and not everywhere", "error", err)
		}
	})
	<-v.ended
}

// end ends the server.
func (v *Voter) end() {
	s := v.server.Load()
	s.Shutdown()
	s.WaitForShutdown()
}

var errSilent = errors.New("it does not listen: is there another program at its address, or is its disk full?")
