package voter

import (
	"time"
	_ "unsafe" // for go:linkname
)

// The server waits 4 to 9 s before it chooses another leader, has no option for that, and nothing can be saved meanwhile. These are its own variables; the tests
// of nats-server set them too. They decide how soon an election begins, and nothing of what it decides.
//
//go:linkname minElectionTimeout github.com/nats-io/nats-server/v2/server.minElectionTimeout
var minElectionTimeout time.Duration

//go:linkname maxElectionTimeout github.com/nats-io/nats-server/v2/server.maxElectionTimeout
var maxElectionTimeout time.Duration

//go:linkname hbInterval github.com/nats-io/nats-server/v2/server.hbInterval
var hbInterval time.Duration

// hastenElections has the machines notice within a few seconds that their leader is lost. A round trip between regions takes a fifth of a second, and a disk that
// is busy a second.
func hastenElections() {
	hbInterval = 400 * time.Millisecond
	minElectionTimeout, maxElectionTimeout = 1500*time.Millisecond, 3500*time.Millisecond
}
