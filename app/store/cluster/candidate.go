package cluster

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nuid"
)

// A release is announced to all servers before readers are served it: each fetches what it lacks, reads it, and says whether it could be served. Who announces needs full
// rights; those with the secret of readers answer where they may, and for themselves alone.
const (
	candidateSubject    = TellPrefix + "candidate"
	verdictPrefix       = AskPrefix + "candidate."
	readerVerdictPrefix = ReaderPrefix + "candidate."

	// answerWait is how long servers have to answer for a release. Those that do not are named, and do not hold it up.
	answerWait = 10 * time.Second

	// tryWait is how long a server goes on fetching a release. What it has fetched when it is no longer waited for, it has when it is to serve it.
	tryWait = time.Minute

	// maxUnreadable is how many files a server names that it cannot read.
	maxUnreadable = 1000
)

// candidate is how a release is announced.
type candidate struct {
	Format  string `json:"format"`
	ID      Sum    `json:"id"`
	Before  Sum    `json:"before,omitempty"`  // which readers are served now: what is the same in both is not read again
	Answer  string `json:"answer"`            // the subject to answer at
	Readers string `json:"readers,omitempty"` // the subject at which those with the secret of readers answer
}

// verdict is what a server answers.
type verdict struct {
	Machine    string   `json:"machine"`
	Refused    string   `json:"refused,omitempty"`    // why it cannot serve the release; "" where it can
	Unreadable []string `json:"unreadable,omitempty"` // files with a fault, which it would serve as they last were good, or in English

	reader bool // it came from one with the secret of readers
}

// Trial fetches and reads a release as for serving it, without serving it. before is the one that readers are served, "" for none. It returns the changed files that
// have a fault, by their names in the cluster; the error says why the release could not be served.
type Trial func(ctx context.Context, id, before Sum) (unreadable []string, err error)

// answerFor has try answer for every release that is announced on a connection, until it is closed.
func answerFor(conn *nats.Conn, self Self, try Trial) error {
	_, err := conn.Subscribe(candidateSubject, func(msg *nats.Msg) {
		var c candidate
		if json.Unmarshal(msg.Data, &c) != nil {
			return
		}
		at, prefix := c.Answer, verdictPrefix
		if self.Reader {
			at, prefix = c.Readers, readerVerdictPrefix
		}
		if !strings.HasPrefix(at, prefix) {
			return
		}
		go func() {
			v := verdict{Machine: self.Machine}
			if c.Format != format {
				v.Refused = fmt.Sprintf("it was announced in format %q, and this machine knows %s: upgrade it", c.Format, format)
			} else {
				ctx, cancel := context.WithTimeout(context.Background(), tryWait)
				unreadable, err := try(ctx, c.ID, c.Before)
				cancel()
				if v.Unreadable = unreadable[:min(len(unreadable), maxUnreadable)]; err != nil {
					v.Refused = err.Error()
				}
			}
			if data, err := json.Marshal(v); err == nil {
				_ = conn.Publish(at, data) // who gets no answer names this machine
			}
		}()
	})
	if err == nil {
		_ = conn.FlushTimeout(askPatience) // so that whoever asks from now on is heard; without a connection it is subscribed again with the next one
	}
	return err
}

// Missing is a server that did not answer for a release: it takes it when it can.
type Missing struct {
	Machine string `json:"machine"`
	Why     string `json:"why"`
}

// RefusedError is the error of a release that a server cannot read. Readers go on being served the one before, everywhere.
type RefusedError struct {
	ID Sum
	By []Refusal
}

// Refusal says which server refuses a release, and why.
type Refusal struct {
	Machine string `json:"machine"`
	Why     string `json:"why"`
}

// Error names every server that refuses the release, and why.
func (e *RefusedError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "release %.12s is not served, because not every machine can read it:", e.ID)
	for _, r := range e.By {
		fmt.Fprintf(&b, "\n%s: %s", r.Machine, r.Why)
	}
	b.WriteString("\nput that right, or stop the machine, and try again")
	return b.String()
}

// answered asks all servers that are up to answer for a release, and returns those that did not. The error is a [RefusedError] where one says that it cannot serve it,
// or cannot read what others can.
func (c *Cluster) answered(ctx context.Context, id, before Sum) (missing []Missing, err error) {
	conn, list := c.js.Conn(), &verdicts{heard: make(chan bool, 1), waiting: map[string]string{}, readers: map[string]bool{}}
	nonce := nuid.Next()
	request := candidate{Format: format, ID: id, Before: before, Answer: verdictPrefix + nonce, Readers: readerVerdictPrefix + nonce}
	for subject, reader := range map[string]bool{request.Answer: false, request.Readers: true} {
		answers, err := conn.Subscribe(subject, func(msg *nats.Msg) { list.hear(msg, reader) })
		if err != nil {
			return nil, err
		}
		defer answers.Unsubscribe()
	}
	data, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	if err := conn.Publish(candidateSubject, data); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, answerWait)
	defer cancel()
	status, err := machinesOf(ctx, conn, nil)
	if err != nil {
		return nil, err
	}
	for _, m := range status.Machines {
		switch {
		case !m.Up:
			missing = append(missing, Missing{m.Name, "it is down"})
		case !m.Answers:
			missing = append(missing, Missing{m.Name, "it is starting, or runs an earlier build that answers for no release"})
		default:
			list.waiting[m.Name] = fmt.Sprintf("it did not answer within %v", answerWait)
		}
		list.readers[m.Name] = m.Reader
	}
	answered, waiting := list.wait(ctx)
	for _, name := range slices.Sorted(maps.Keys(waiting)) {
		missing = append(missing, Missing{name, waiting[name]})
	}
	missing = slices.DeleteFunc(missing, func(m Missing) bool {
		return slices.ContainsFunc(answered, func(v verdict) bool { return v.Machine == m.Machine })
	})
	if refused := refusals(answered); len(refused) > 0 {
		return missing, &RefusedError{id, refused}
	}
	return missing, nil
}
