package voter

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// askBefore has o.Before ask the others, before a machine that took part already takes part again: with a server that keeps nothing, so that neither its folder nor
// what the others hold is changed. Nobody is asked where the folder is new, or the machine is alone.
func (o Options) askBefore(name string) error {
	if _, err := os.Stat(filepath.Join(o.Dir, server.JetStreamStoreDir)); err != nil || o.Before == nil || len(o.Peers) == 0 {
		return nil
	}
	asking := o
	asking.Addr, asking.Client = "127.0.0.1:-1", ""
	opts := &server.Options{}
	if err := opts.ProcessConfigString(asking.common("asks-for-" + name)); err != nil {
		return fmt.Errorf("configuring the cluster: %w", err)
	}
	opts.NoSigs = true
	s, err := server.NewServer(opts)
	if err != nil {
		return fmt.Errorf("configuring the cluster: %w", err)
	}
	s.SetLoggerV2(newLogger(slog.New(slog.DiscardHandler), nil), false, false, false) // the machine itself says it again
	defer s.WaitForShutdown()
	defer s.Shutdown()
	go s.Start()
	if !s.ReadyForConnections(readyPatience) {
		return nil // the machine itself says why
	}
	conn, err := nats.Connect("", nats.InProcessServer(s), nats.UserInfo(userFull, o.Secret.full()))
	if err != nil {
		return nil
	}
	defer conn.Close()
	return o.Before(conn, name)
}
