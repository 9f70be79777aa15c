package voter

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store"
)

const maxPEM = 1 << 20 // bytes of a file of certificates

// check returns why the other machines, or readers, would refuse what the files hold; nil where they would not. They are told at the start, because later it
// would only be seen in the logs of the others.
func (t *TLS) check(hosts ...string) error {
	pair, err := tls.LoadX509KeyPair(t.Cert, t.Key)
	if err != nil {
		return fmt.Errorf("the certificate %s with the key %s: %w", t.Cert, t.Key, err)
	}
	roots, err := pool(t.CA)
	if err != nil {
		return err
	}
	between := x509.NewCertPool()
	for _, der := range pair.Certificate[1:] {
		if c, err := x509.ParseCertificate(der); err == nil {
			between.AddCert(c)
		}
	}
	for _, usage := range []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth} { // a machine is asked, and asks
		_, err := pair.Leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, KeyUsages: []x509.ExtKeyUsage{usage}})
		if err != nil {
			return fmt.Errorf("the certificate %s: %w", t.Cert, explain(err))
		}
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() { // others reach it at another address, which only they know
			continue
		}
		if err := pair.Leaf.VerifyHostname(host); err != nil {
			return fmt.Errorf("the certificate %s: %w", t.Cert, explain(err))
		}
	}
	return nil
}

// pool returns the certificates of a file.
func pool(path string) (*x509.CertPool, error) {
	dir, name := filepath.Split(path)
	data, err := store.ReadAtMost(os.DirFS(cmp.Or(dir, ".")), name, maxPEM)
	if err != nil {
		return nil, fmt.Errorf("the certificate of who signed those of the machines: %w", err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(data) {
		return nil, fmt.Errorf("%s holds no certificate of who signed those of the machines: it is a PEM file", path)
	}
	return roots, nil
}

// ErrOtherSecret is the error of who has another secret than the cluster.
var ErrOtherSecret = nats.ErrAuthorization

// explain returns an error of a connection, or of a certificate, with what a person can do.
func explain(err error) error {
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return fmt.Errorf("it was signed by another authority than --cluster-tls-ca names: give all machines certificates of one authority, and everybody its certificate (%w)", err)
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return fmt.Errorf("it is not for the address: have the authority name the address in it (%w)", err)
	}
	if invalid, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		switch invalid.Reason {
		case x509.Expired:
			return fmt.Errorf("it is not valid today, or the clock is wrong: have the authority give a new one (%w)", err)
		case x509.IncompatibleUsage:
			return fmt.Errorf("it must serve for servers and clients both, because the machines ask each other (%w)", err)
		}
		return err
	}
	switch {
	case errors.Is(err, ErrOtherSecret):
		return fmt.Errorf("its secret is another one (%w)", err)
	case errors.Is(err, nats.ErrSecureConnWanted):
		return fmt.Errorf("it does not encrypt, and --cluster-tls-ca asks for that: is it a machine of the cluster? (%w)", err)
	case errors.Is(err, nats.ErrNoServers):
		return fmt.Errorf("does a machine of the cluster listen there (--cluster-client-addr)? (%w)", err)
	}
	return err
}

// endsSoon is how long before its end a certificate is warned of.
const endsSoon = 30 * 24 * time.Hour

// ends returns when the certificate is no longer valid; the zero time where that cannot be told.
func (t *TLS) ends() time.Time {
	pair, err := tls.LoadX509KeyPair(t.Cert, t.Key)
	if err != nil {
		return time.Time{}
	}
	return pair.Leaf.NotAfter
}
