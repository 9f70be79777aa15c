package voter_test

import (
	"context"
	"crypto/x509"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/internal/certtest"
	"github.com/parlance/parlance/app/internal/freeaddr"
	"github.com/parlance/parlance/app/store/cluster/voter"
)

// encrypted returns options of machines that prove to each other who they are.
func encrypted(t *testing.T, a *certtest.Authority) [3]voter.Options {
	t.Helper()
	o := options(t)
	cert, key := a.Certificate(t, "machine", nil)
	for i, client := range freeaddr.List(t, 3) {
		o[i].TLS, o[i].Client = &voter.TLS{Cert: cert, Key: key, CA: a.File}, client
	}
	return o
}

// What the others would refuse is refused at the start, with the reason, and nothing is written.
func TestCertificatesAreRefusedAtTheStart(t *testing.T) {
	a, other := certtest.New(t), certtest.New(t)
	for says, change := range map[string]func(c *x509.Certificate){
		"not valid today": func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour)
		},
		"not for the address": func(c *x509.Certificate) { c.IPAddresses = []net.IP{net.IPv4(10, 0, 0, 1)} },
		"servers and clients": func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth} },
		"another authority":   nil,
		"with the key":        nil,
		"no such file":        nil,
		"holds no":            nil,
	} {
		o := encrypted(t, a)[0]
		switch {
		case change != nil:
			o.TLS.Cert, o.TLS.Key = a.Certificate(t, "bad", change)
		case says == "another authority":
			o.TLS.CA = other.File
		case says == "with the key":
			_, o.TLS.Key = a.Certificate(t, "other", nil)
		case says == "no such file":
			o.TLS.CA += "x"
		case says == "holds no":
			o.TLS.CA = o.TLS.Key
		}
		if _, err := voter.Start(o); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
		if entries, err := os.ReadDir(o.Dir); err != nil || len(entries) > 0 {
			t.Errorf("%s: something was written: %v", says, entries)
		}
	}
}

// Machines reach each other encrypted; commands and readers need the certificate of the authority, and the secret.
func TestMachinesAndClientsOverTLS(t *testing.T) {
	a, other := certtest.New(t), certtest.New(t)
	o := encrypted(t, a)
	v := start(t, o[0])
	start(t, o[1])
	good := &voter.TLS{CA: a.File}
	full, err := voter.ConnectFull(o[0].Secret, good, "nats://"+v.ClientAddr())
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	if state, err := full.TLSConnectionState(); err != nil || !state.HandshakeComplete {
		t.Errorf("it is not encrypted: %v", err)
	}
	reader, err := voter.ConnectReader(o[0].Secret.Reader(), good, v.ClientAddr())
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	awaitAnswer(t, full, start(t, o[2]))
	for says, try := range map[string]func() (*nats.Conn, error){
		"another authority": func() (*nats.Conn, error) {
			return voter.ConnectFull(o[0].Secret, &voter.TLS{CA: other.File}, v.ClientAddr())
		},
		"unknown authority": func() (*nats.Conn, error) { return voter.ConnectFull(o[0].Secret, nil, v.ClientAddr()) },
		"secret is another": func() (*nats.Conn, error) {
			return voter.ConnectFull("another secret of 20 letters", good, v.ClientAddr())
		},
		"over the network": func() (*nats.Conn, error) { return voter.ConnectFull(o[0].Secret, nil, "nats://10.0.0.1:4222") },
		"no address":       func() (*nats.Conn, error) { return voter.ConnectFull(o[0].Secret, nil, "http://127.0.0.1:4222") },
	} {
		if conn, err := try(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		} else if conn != nil {
			conn.Close()
		}
	}
	plain := start(t, options(t)[0])
	if conn, err := voter.ConnectFull(o[0].Secret, good, plain.ClientAddr()); err == nil || !strings.Contains(err.Error(), "does not encrypt") {
		t.Errorf("got %v", err)
	} else if conn != nil {
		conn.Close()
	}
}

// awaitAnswer waits until what is asked at one machine reaches another.
func awaitAnswer(t *testing.T, conn *nats.Conn, v *voter.Voter) {
	t.Helper()
	own, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	if _, err := own.Subscribe("parlance.tell.test", func(m *nats.Msg) { _ = m.Respond(nil) }); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(time.Minute); ; {
		if _, err := conn.Request("parlance.tell.test", nil, time.Second); err == nil {
			return
		} else if time.Now().After(end) {
			t.Fatal(err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// A machine with a certificate that the others do not take is told so; the others go on.
func TestOthersRefuseCertificates(t *testing.T) {
	a, other := certtest.New(t), certtest.New(t)
	o := encrypted(t, a)
	good := start(t, o[0])
	start(t, o[1])
	bad := o[2]
	bad.TLS = &voter.TLS{CA: other.File}
	bad.TLS.Cert, bad.TLS.Key = other.Certificate(t, "stranger", nil)
	v := start(t, bad)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := v.Refused(ctx); err == nil || !strings.Contains(err.Error(), "certificates") {
		t.Errorf("got %v", err)
	}
	v.Close()
	ctx, cancel = context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	if err := good.Refused(ctx); err != nil {
		t.Errorf("a machine gave up because another was refused: %v", err)
	}
}
