package voter

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
)

// Secret is what the machines of a cluster know, and nobody else. Whoever has it may do everything in the cluster.
type Secret string

// The names under which the servers know who connects.
const (
	userFull    = "parlance"
	userReader  = "reader"
	userPeer    = "peer"
	userMembers = "members"

	readerInbox = "_READER"
)

const minSecret = 20

// readerMark begins the secret of readers, so that a file says which secret it holds, and one is never taken for the other.
const readerMark = "reader-"

// ErrReader is the error of who needs the secret of the cluster, and has that of readers.
var ErrReader = errors.New("this is the secret of readers, which can only read what readers are served: the secret of the cluster is needed")

// IsReader reports whether the text of a file is the secret of readers.
func IsReader(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), readerMark) }

// NewSecret returns the secret that the text of a file is. The error is [ErrReader] where it is that of readers.
func NewSecret(text string) (Secret, error) {
	s := strings.TrimSpace(text)
	if IsReader(s) {
		return "", ErrReader
	}
	if len(s) < minSecret {
		return "", errors.New("a secret has at least 20 characters: make one with openssl rand -hex 32")
	}
	return Secret(s), nil
}

func (s Secret) full() string { return s.derive("full") }
func (s Secret) peer() string { return s.derive("peer") }

// members is for the system account of NATS, where machines are listed and removed.
func (s Secret) members() string { return s.derive("members") }

// Reader returns the secret of readers, who can read alone. The secret of the cluster cannot be found from it.
func (s Secret) Reader() string { return readerMark + s.derive("reader") }

// Sessions returns the key that seals sessions on all machines: 64 bytes.
func (s Secret) Sessions() []byte {
	return slices.Concat(s.sum("sessions, for sealing"), s.sum("sessions, for encrypting"))
}

func (s Secret) derive(purpose string) string { return hex.EncodeToString(s.sum(purpose)) }

func (s Secret) sum(purpose string) []byte {
	mac := hmac.New(sha256.New, []byte(s))
	mac.Write([]byte("parlance cluster " + purpose))
	return mac.Sum(nil)
}

// What readers may send to and listen to. They have no right to ask JetStream itself: whoever may make a consumer there has its messages sent to any subject,
// those of other streams too.
const (
	readerSays  = "parlance.reader.>"
	readerHears = "parlance.tell.>"
)
