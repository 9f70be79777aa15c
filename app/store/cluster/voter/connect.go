package voter

import (
	"strings"
	"time"

	"github.com/nats-io/nats.go"
)

// Conn is a connection to a cluster.
type Conn = nats.Conn

// Connect returns a connection to this machine that needs no network.
func (v *Voter) Connect() (*nats.Conn, error) {
	return nats.Connect("", append(lasting(v.name), nats.InProcessServer(v), nats.UserInfo(userFull, v.secret.full()))...)
}

// ConnectFull returns a connection, with full rights, to one of several machines of a cluster. tls is nil on loopback alone.
func ConnectFull(secret Secret, tls *TLS, addrs ...string) (*nats.Conn, error) {
	return connect(userFull, secret.full(), "", tls, addrs)
}

// ConnectReader returns a connection that can only read. secret is that of readers ([Secret.Reader]).
func ConnectReader(secret string, tls *TLS, addrs ...string) (*nats.Conn, error) {
	return connect(userReader, secret, readerInbox, tls, addrs)
}

func connect(user, password, inbox string, tls *TLS, addrs []string) (*nats.Conn, error) {
	options := append(lasting("parlance"), nats.UserInfo(user, password))
	if inbox != "" {
		options = append(options, nats.CustomInboxPrefix(inbox))
	}
	if tls != nil {
		options = append(options, nats.RootCAs(tls.CA))
	}
	return nats.Connect(strings.Join(addrs, ","), options...)
}

// lasting are options of a connection that is never given up: the machines come back.
func lasting(name string) []nats.Option {
	return []nats.Option{nats.Name(name), nats.MaxReconnects(-1), nats.ReconnectWait(100 * time.Millisecond), nats.ReconnectBufSize(-1),
		nats.PingInterval(time.Second), nats.MaxPingsOutstanding(2)}
}
