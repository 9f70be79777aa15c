package voter

import (
	"fmt"
	"net"
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
	if err := checkAddrs(tls, addrs); err != nil {
		return nil, err
	}
	options := append(lasting("parlance"), nats.UserInfo(user, password))
	if inbox != "" {
		options = append(options, nats.CustomInboxPrefix(inbox))
	}
	if tls != nil {
		options = append(options, nats.RootCAs(tls.CA))
	}
	conn, err := nats.Connect(strings.Join(addrs, ","), options...)
	if err != nil {
		err = explain(err)
	}
	return conn, err
}

// checkAddrs refuses addresses to which the secret would go over a network as it is. Who gives tls:// has a certificate that the system trusts.
func checkAddrs(tls *TLS, addrs []string) error {
	for _, addr := range addrs {
		scheme, rest, ok := strings.Cut(addr, "://")
		if !ok {
			scheme, rest = "nats", addr
		}
		host, _, err := net.SplitHostPort(rest)
		if err != nil || host == "" || scheme != "nats" && scheme != "tls" {
			return fmt.Errorf("%q is no address of a cluster: write nats://HOST:PORT, for example nats://10.0.0.1:4222", addr)
		}
		if tls == nil && scheme != "tls" && !isLoopback(host) {
			return fmt.Errorf("%s is not on this machine alone, and the secret would go over the network as it is: give --cluster-tls-ca, the certificate of who signed those of the machines", addr)
		}
	}
	return nil
}

// lasting are options of a connection that is never given up: the machines come back.
func lasting(name string) []nats.Option {
	return []nats.Option{nats.Name(name), nats.MaxReconnects(-1), nats.ReconnectWait(100 * time.Millisecond), nats.ReconnectBufSize(-1),
		nats.PingInterval(time.Second), nats.MaxPingsOutstanding(2)}
}
