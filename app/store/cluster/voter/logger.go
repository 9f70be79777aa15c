package voter

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// logger hands what the server logs to the program's log. What it calls a notice is of no use to an operator.
type logger struct {
	log     *slog.Logger
	ports   []string   // of the addresses of the other machines
	refused chan error // has room for one, as have fatal and full
	fatal   chan error
	full    chan error // the server has ended its part, because its disk is full

	mu   sync.Mutex
	said map[string]time.Time
}

func newLogger(log *slog.Logger, peers []string) *logger {
	var ports []string
	for _, peer := range peers {
		if _, port, err := net.SplitHostPort(peer); err == nil {
			ports = append(ports, port)
		}
	}
	return &logger{log: log, ports: ports, refused: make(chan error, 1), fatal: make(chan error, 1), full: make(chan error, 1), said: map[string]time.Time{}}
}

func (l *logger) Noticef(format string, v ...any) {
	l.log.Debug("cluster: " + fmt.Sprintf(format, v...))
}
func (l *logger) Debugf(string, ...any) {}
func (l *logger) Tracef(string, ...any) {}

// usual begins warnings of what is so on purpose, or is of no use to an operator: passwords that were never written down, messages as large as files.
var usual = regexp.MustCompile(`^(Plaintext passwords|Maximum payloads|Metalayer blocking)`)

func (l *logger) Warnf(format string, v ...any) {
	if text := fmt.Sprintf(format, v...); !usual.MatchString(text) && l.first(text) {
		l.log.Warn("cluster: " + text)
	}
}

func (l *logger) Errorf(format string, v ...any) {
	text := fmt.Sprintf(format, v...)
	if l.first(text) {
		l.log.Error("cluster: " + text)
	}
	if err := l.refusal(text); err != nil {
		offer(l.refused, err)
	}
	if outOfSpace.MatchString(text) {
		offer(l.full, errors.New(text))
	}
}

// outOfSpace is what the server says when it ends its part of what the machines hold, for good, because a disk is full.
var outOfSpace = regexp.MustCompile(`^JetStream out of .*will be DISABLED`)

func (l *logger) Fatalf(format string, v ...any) {
	err := fmt.Errorf(format, v...)
	l.log.Error("cluster: " + err.Error())
	offer(l.fatal, err)
}

// sayAgain is how long nothing like a message is logged again: machines that are refused ask every second.
const sayAgain = time.Minute

var varying = regexp.MustCompile(`[0-9]+`)

// first reports whether nothing like a message was logged within [sayAgain].
func (l *logger) first(text string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	like := varying.ReplaceAllString(text, "")
	if time.Since(l.said[like]) < sayAgain {
		return false
	}
	if len(l.said) > 100 {
		clear(l.said)
	}
	l.said[like] = time.Now()
	return true
}

var handshake = regexp.MustCompile(`^\S+:([0-9]+) - rid:[0-9]+ - TLS route handshake error: (.*)`)

// refusal returns why another machine refuses this one, or this one another, as a message of the server says; nil for any other message.
func (l *logger) refusal(text string) error {
	// Whoever asks this machine comes from any port: only those count that it asked itself, at the addresses that it was given.
	if m := handshake.FindStringSubmatch(text); m != nil && slices.Contains(l.ports, m[1]) {
		return fmt.Errorf("the certificates of this machine and of another one do not fit together (%s): all machines need certificates of the authority that --cluster-tls-ca names", m[2])
	}
	_, text, ok := strings.Cut(text, "Route Error ")
	switch {
	case !ok:
		return nil
	case strings.Contains(text, "does not match"):
		return fmt.Errorf("the other machines are of another cluster (%s): check the addresses and the name of the cluster", strings.Trim(text, "'"))
	case strings.Contains(text, "Authorization Violation"):
		return errors.New("the other machines have another secret: all machines of a cluster need the same file")
	}
	return nil
}

// offer puts an error into a channel that has room for one, unless there is one already.
func offer(to chan error, err error) {
	select {
	case to <- err:
	default:
	}
}
