package cli

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/net/idna"

	"github.com/parlance/parlance/app/server"
)

// originPath is what may stand behind the host of an origin: names that no address writes in another way.
var originPath = regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$`)

// checkOrigin refuses an origin that is more or less than a scheme, a host (RFC 6454) and a path, and writes it as browsers do.
func (c *serveCommand) checkOrigin() (err error) {
	c.Origin, err = parseOrigin("--origin", c.Origin)
	return err
}

// parseOrigin returns the origin that a flag names in the form that addresses begin with, "" for "". The error is a [usageError].
func parseOrigin(flag, origin string) (string, error) {
	if origin == "" {
		return "", nil
	}
	given := strings.TrimSuffix(strings.TrimSpace(origin), "/")
	u, err := url.Parse(given)
	if err != nil {
		u = &url.URL{}
	}
	host, known := asciiName(u.Hostname())
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		host, known = strings.TrimSuffix(u.Host, ":"+u.Port()), true
	}
	port, wrong := strconv.ParseUint(cmp.Or(u.Port(), "0"), 10, 16)
	fault := ""
	switch {
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		fault = "it does not begin with https:// or http:// and the name of a host"
	case u.User != nil || strings.ContainsAny(given, "?#"):
		fault = "it has more than the name of a host and a path"
	case !known || wrong != nil || port == 0 && u.Port() != "" || strings.HasSuffix(u.Host, ":"):
		fault = fmt.Sprintf("no host has the name %q", u.Host)
	case u.EscapedPath() != u.Path || !originPath.MatchString(u.Path):
		fault = "its path has more than letters a to z, digits, and -._~ between single slashes"
	}
	if fault != "" {
		return "", usagef("%s %q is no origin, because %s: write it like https://guides.example.org or https://hospital.example/guides", flag, origin, fault)
	}
	if port != 0 && port != map[string]uint64{"https": 443, "http": 80}[u.Scheme] {
		host += ":" + u.Port()
	}
	return u.Scheme + "://" + host + u.Path, nil
}

// checkHosts refuses what is more than a name, and writes names as browsers send them.
func (c *serveCommand) checkHosts() error {
	for i, given := range c.Host {
		name, ok := asciiName(given)
		if !ok {
			return usagef("--host %q is no name: write it like guides.example.org, without http:// and without a port", given)
		}
		c.Host[i] = name
	}
	return nil
}

// hostName is a name that a host may have, as browsers send it.
var hostName = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$`)

// asciiName returns a name as browsers send it, müller.example as xn--mller-kva.example (RFC 5891), and whether a host may have it.
func asciiName(name string) (string, bool) {
	name = strings.ToLower(strings.TrimSuffix(strings.TrimSpace(name), "."))
	if ascii, err := idna.Lookup.ToASCII(name); err == nil {
		name = ascii
	}
	return name, hostName.MatchString(name)
}

// checkData refuses the name of no folder, as a variable that is not set leaves it, and a folder inside of the trees.
func (c *serveCommand) checkData() error {
	if c.Data == "" {
		return usagef("--data is empty: name the folder of what the server keeps, like --data /var/lib/parlance")
	}
	return checkOutside(c.Data, cmp.Or(c.Content, "content"), cmp.Or(c.Locales, "locales"))
}

// hosts returns the names by which readers reach the server. Where none is known, and only this machine reaches it, it is this machine's name: by any
// other a proxy is in front. nil stands for any.
func (c *serveCommand) hosts(addr net.Addr) []string {
	u, err := url.Parse(c.Origin)
	switch {
	case err == nil && u.Host != "":
		return append([]string{u.Hostname()}, c.Host...)
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

// listen opens the address.
func (c *serveCommand) listen() (net.Listener, error) {
	if _, port, err := net.SplitHostPort(c.Addr); err != nil || port == "" { // which would mean any
		return nil, listenError("--addr", c.Addr, err)
	}
	ln, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return nil, listenError("--addr", c.Addr, err)
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
	case errors.As(err, &form), port == "", number == 0 && port != "0":
		return fmt.Errorf("%s %q is no address to listen on: write it like localhost:8080", flag, addr)
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("port %s is taken: another program, perhaps another parlance, listens on %s; end it, or take another port: %s %s",
			port, addr, flag, net.JoinHostPort(host, strconv.Itoa(min(number+1, 65535))))
	case errors.Is(err, syscall.EACCES):
		return fmt.Errorf("this account may not listen on port %s: take one from 1024 on, %s %s for example, and let a proxy pass requests on to it",
			port, flag, net.JoinHostPort(host, "8080"))
	case errors.Is(err, syscall.EADDRNOTAVAIL), errors.As(err, &name):
		return fmt.Errorf("this machine has no address %s: %s localhost:%s is for itself alone, %s :%s for everybody who can reach it", host, flag, port, flag, port)
	}
	return fmt.Errorf("%s %s: %w", flag, addr, err)
}

// newLog returns the log of the server in the format that was asked for.
func (c *serveCommand) newLog(out *syncWriter) *slog.Logger {
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{ReplaceAttr: durationText}))
	}
	return slog.New(slog.NewTextHandler(out, nil))
}

// durationText writes durations as the log in text does, with their unit.
func durationText(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() == slog.KindDuration {
		return slog.String(a.Key, a.Value.String())
	}
	return a
}

// reportLog returns where what readers report is kept: in a cluster, where there is one. The operator hears of every file that became full.
func (c *serveCommand) reportLog(p *part, log *slog.Logger) server.ReportLog {
	if p != nil {
		return lateLog{p}
	}
	return c.log().Rotate(keptReports, func(full string, removed []string) {
		log.Warn("the file of what readers report was full; parlance reports lists it too, until it is the oldest of too many", "full", full, "removed", removed)
	})
}
