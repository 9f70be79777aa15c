package voter

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strconv"
	"strings"

	"github.com/nats-io/nats-server/v2/server"
)

// maxPayload is how large a message may be, in bytes: a file of the largest size that does not shrink, and its header.
const maxPayload = 17 << 20

var clusterName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// check returns what is wrong with the options.
func (o Options) check() error {
	switch {
	case !clusterName.MatchString(o.Cluster):
		return fmt.Errorf("%q is no name of a cluster: use small letters, digits and -", o.Cluster)
	case len(o.Peers) != 0 && len(o.Peers) != 2 && len(o.Peers) != 4:
		return fmt.Errorf("with %d peers the cluster would have %d machines: it has 1, 3 or 5, because an even number outlives no more losses", len(o.Peers), o.Replicas())
	case o.Dir == "":
		return errors.New("name a folder for what this machine holds of the cluster")
	case len(o.Secret) == 0:
		return errors.New("the cluster has no secret")
	}
	for i, addr := range append([]string{o.Addr, o.Client}, o.Peers...) {
		if i == 1 && addr == "" {
			continue
		}
		host, port, err := net.SplitHostPort(addr)
		if _, number := strconv.ParseUint(port, 10, 16); err != nil || number != nil || host == "" {
			return fmt.Errorf("%q is no address: write HOST:PORT, for example 10.0.0.1:6222", addr)
		}
		if o.TLS == nil && !isLoopback(host) {
			return fmt.Errorf("%s is not on this machine alone: name certificates for TLS, because texts and the secret would go over the network as they are", addr)
		}
	}
	if o.TLS == nil {
		return nil
	}
	host, _, _ := net.SplitHostPort(o.Addr)
	client, _, _ := net.SplitHostPort(o.Client)
	return o.TLS.check(host, client)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// config returns the configuration of the server as text. As text, because a server whose options were set one by one was reported never to find its
// leader again after a restart (nats-server#6890).
func (o Options) config(name string) string {
	return o.common(name) + fmt.Sprintf("server_tags: [%q]\njetstream { store_dir: %q, sync_interval: always }\n", Tag(name), o.Dir)
}

// Tag returns the tag of a machine, by which a stream is kept from it: placement of NATS knows no names.
func Tag(name string) string { return "machine:" + name }

// common returns the configuration of a server that reaches the others and keeps nothing.
func (o Options) common(name string) string {
	var b strings.Builder
	set := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	set("server_name: %q", name)
	set("max_payload: %d", maxPayload)
	set("max_pending: %d", 4*maxPayload)
	// A server that does not listen for clients never reaches the others either: it waits for its own address first.
	set("listen: %q", cmp.Or(o.Client, "127.0.0.1:-1"))
	set("write_deadline: 10s")
	set("authorization { users: [{user: %q, password: %q}, {user: %q, password: %q, permissions: {publish: %q, subscribe: [%q, %q]}}] }",
		userFull, o.Secret.full(), userReader, o.Secret.Reader(), readerSays, readerHears, readerInbox+".>")
	set("accounts { %q: { users: [{user: %q, password: %q, permissions: {publish: [%q, %q], subscribe: %q}}] } }", server.DEFAULT_SYSTEM_ACCOUNT,
		userMembers, o.Secret.members(), askMembers, server.JSApiRemoveServer, "_INBOX.>")
	if o.TLS != nil && o.Client != "" {
		set("tls { cert_file: %q, key_file: %q, ca_file: %q }", o.TLS.Cert, o.TLS.Key, o.TLS.CA)
	}
	if len(o.Peers) > 0 {
		o.cluster(set)
	}
	return b.String()
}

// cluster configures how the machines reach each other.
func (o Options) cluster(set func(format string, args ...any)) {
	set("cluster {")
	set("name: %q, listen: %q, no_advertise: true, compression: s2_auto", o.Cluster, o.Addr)
	set("authorization { user: %q, password: %q, timeout: 5 }", userPeer, o.Secret.peer())
	if o.TLS != nil {
		set("tls { cert_file: %q, key_file: %q, ca_file: %q, verify: true, timeout: 5 }", o.TLS.Cert, o.TLS.Key, o.TLS.CA)
	}
	routes := make([]string, len(o.Peers))
	for i, peer := range o.Peers {
		routes[i] = strconv.Quote("nats-route://" + userPeer + ":" + o.Secret.peer() + "@" + peer)
	}
	set("routes: [%s]", strings.Join(routes, ", "))
	set("}")
}
