package signin

import (
	"net/netip"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/server/clientaddr"
	"github.com/parlance/parlance/app/workbench/team"
)

// networkSteps is how many steps of signing in are taken in a minute from one network, which may be a whole clinic behind one address. A sign-in has two.
const networkSteps = 40

// Network returns the network that a request came from: an address of IPv4, or the first half of one of IPv6. It is the zero Prefix where that is not known. Over
// TLS a proxy is in front.
func (s *SignIn) Network(c *fiber.Ctx) netip.Prefix {
	client := s.clientAddr(c).Unmap()
	bits := 32
	if client.Is6() {
		bits = 64
	}
	network, _ := client.Prefix(bits) // the zero Prefix for an address that is not valid
	return network
}

// admit returns a [Refusal] with 429 where too many steps came from the client's network.
func (s *SignIn) admit(c *fiber.Ctx) error {
	wait := s.attempts.Take(s.Network(c), networkSteps, s.options.Now())
	if wait == 0 {
		return nil
	}
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(wait/time.Second)))
	s.refused(c, "too many attempts", ErrTooMany)
	return refuse(fiber.StatusTooManyRequests, ErrTooMany, Path)
}

// clientAddr returns the address that a request came from.
func (s *SignIn) clientAddr(c *fiber.Ctx) netip.Addr {
	addr, _ := clientaddr.Of(c.Context(), s.secure)
	return addr
}

// refused tells the log of a sign-in that came to nothing. because may hold what the provider wrote, and nothing secret.
func (s *SignIn) refused(c *fiber.Ctx, what string, because error) {
	team.Audit(s.options.Log, team.Person{}, "was refused to sign in: "+what, "network", s.clientAddr(c).String(), "because", reason(because))
}
