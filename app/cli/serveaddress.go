package cli

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/net/idna"

	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/store/folder"
)

// originPath is what may stand behind the host of an origin: names that no address writes in another way.
var originPath = regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$`)

// checkOrigin refuses an origin that is more or less than a scheme, a host (RFC 6454) and a path, and takes a slash at its end off.
func (c *serveCommand) checkOrigin() error {
	c.Origin = strings.TrimSuffix(c.Origin, "/")
	u, err := url.Parse(c.Origin)
	if c.Origin != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.Scheme+"://"+u.Host+u.Path != c.Origin || !originPath.MatchString(u.Path)) {
		return usagef("--origin %q is no origin: write it like https://guides.example.org or https://hospital.example/guides", c.Origin)
	}
	return nil
}

// checkHosts refuses what is more than a name, and writes names as browsers send them.
func (c *serveCommand) checkHosts() error {
	for i, name := range c.Host {
		if strings.ContainsAny(name, ":/@ ") || name == "" {
			return usagef("--host %q is no name: write it like guides.example.org, without http:// and without a port", name)
		}
		c.Host[i] = asciiName(name)
	}
	return nil
}

// asciiName returns a name as browsers send it: müller.example as xn--mller-kva.example (RFC 5891).
func asciiName(name string) string {
	if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		return ascii
	}
	return name
}

// hosts returns the names by which readers reach the server. Where none is known, and only this machine reaches it, it is this machine's name;
// nil stands for any.
func (c *serveCommand) hosts(addr net.Addr) []string {
	u, err := url.Parse(c.Origin)
	switch {
	case err == nil && u.Host != "":
		return append([]string{asciiName(u.Hostname())}, c.Host...)
	case len(c.Host) == 0 && isLoopback(addr) && !c.TLS:
		return []string{"localhost"}
	}
	return c.Host
}

// warn tells the operator at the start what readers would find out later.
func (c *serveCommand) warn(log *slog.Logger, addr net.Addr) {
	secure := strings.HasPrefix(c.Origin, "https:")
	switch {
	case c.Origin == "" && (!isLoopback(addr) || c.TLS):
		log.Warn("links between languages, the sitemap and QR codes lead to an address that readers do not have: give --origin, for example --origin https://guides.example.org",
			"address", reachable(addr))
	case secure && !c.TLS:
		log.Warn("readers come over TLS, as --origin says: give --tls too, or cookies are not secure and all readers count as one, because the proxy's X-Forwarded-For is not read")
	}
	if err := folder.TryWriting(c.Data); err != nil {
		log.Warn("neither what readers report nor the last good versions of files can be kept: name a folder that this account may write to by --data", "error", err)
	}
}

// reachable returns the address by which somebody on this machine reaches the site.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://localhost:%d", tcp.Port)
	}
	return "http://" + addr.String()
}

func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// listen opens the address. A preview is for nobody but who sits at this machine.
func (c *serveCommand) listen() (net.Listener, error) {
	ln, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return nil, listenError("--addr", c.Addr, err)
	}
	if c.Preview && !isLoopback(ln.Addr()) {
		ln.Close()
		return nil, usagef("a preview is for this machine only, and %s can be reached from others: use --addr localhost:8080", c.Addr)
	}
	return ln, nil
}

// listenError says in plain words why an address that a flag names cannot be listened on.
func listenError(flag, addr string, err error) error {
	host, port, _ := net.SplitHostPort(addr)
	number, _ := strconv.Atoi(port)
	var name *net.DNSError
	var form *net.AddrError
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %s is taken: another program, perhaps another parlance, listens on %s; end it, or take another port: %s %s",
			port, addr, flag, net.JoinHostPort(host, strconv.Itoa(min(number+1, 65535))))
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("this account may not listen on port %s: take one from 1024 on, %s %s for example, and let a proxy pass requests on to it",
			port, flag, net.JoinHostPort(host, "8080"))
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.As(err, &name):
		return fmt.Errorf("this machine has no address %s: %s localhost:%s is for itself alone, %s :%s for everybody who can reach it", host, flag, port, flag, port)
	case errors.As(err, &form):
		return fmt.Errorf("%s %s is no address to listen on: write it like localhost:8080", flag, addr)
	}
	return fmt.Errorf("%s %s: %w", flag, addr, err)
}

// newLog returns the log of the server in the format that was asked for.
func (c *serveCommand) newLog(out *syncWriter) *slog.Logger {
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(out, nil))
	}
	return slog.New(slog.NewTextHandler(out, nil))
}

// reportLog returns where what readers report is kept. The operator hears of every file that became full.
func (c *serveCommand) reportLog(log *slog.Logger) server.ReportLog {
	return c.log().Rotate(keptReports, func(full string, removed []string) {
		log.Warn("the file of what readers report was full; parlance reports lists it too, until it is the oldest of too many", "full", full, "removed", removed)
	})
}
