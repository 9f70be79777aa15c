package cluster

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nuid"
)

// AskPrefix begins the subjects at which servers with full rights ask each other.
const AskPrefix = "parlance.ask."

// What the secret of readers gives a right to: to ask and to say under one prefix, and to hear what is told under another and the answers in an inbox. What comes
// under the prefix of readers is believed of readers alone.
const (
	ReaderPrefix = "parlance.reader."
	TellPrefix   = "parlance.tell."
	ReaderInbox  = "_READER"
)

// statusQuestion asks readers for what they are.
type statusQuestion struct {
	Answer string `json:"answer"` // the subject to answer at
}

// Answerable reports whether a question may be answered at a subject: the inbox of who asks. A reader may ask, and names where the answer goes, and whoever answers
// may write anywhere: an answer must never become a text, a line of a ledger or a question to the servers themselves.
func Answerable(reply string) bool {
	return strings.HasPrefix(reply, nats.InboxPrefix) || strings.HasPrefix(reply, ReaderInbox+".")
}

const (
	statusSubject = AskPrefix + "status"
	readerStatus  = TellPrefix + "status" // where readers are asked
	statusWait    = time.Second           // how long servers have to tell of themselves
	maxStatuses   = 1000                  // answers that are read, and as many of readers
	maxSaid       = 1 << 20               // bytes of what a reader says that are read

	readerStatusPrefix = ReaderPrefix + "status." // where readers answer
)

// ask has all servers tell of themselves, those with full rights and readers.
func ask(ctx context.Context, conn *nats.Conn) (list, ofReaders []answer, err error) {
	inbox, readers := conn.NewRespInbox(), readerStatusPrefix+nuid.Next()
	full, err := conn.SubscribeSync(inbox)
	if err != nil {
		return nil, nil, err
	}
	defer full.Unsubscribe()
	said, err := conn.SubscribeSync(readers)
	if err != nil {
		return nil, nil, err
	}
	defer said.Unsubscribe()
	question, err := json.Marshal(statusQuestion{readers})
	if err == nil {
		err = conn.Publish(readerStatus, question)
	}
	if err == nil {
		err = conn.PublishRequest(statusSubject, inbox, nil)
	}
	if err != nil {
		return nil, nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, statusWait)
	defer cancel()
	list = answersOf(func() (*nats.Msg, error) { return full.NextMsgWithContext(ctx) })
	return list, answersOf(func() (*nats.Msg, error) { return said.NextMsg(0) }), nil // which came in meanwhile
}

// answersOf reads answers until there is none.
func answersOf(next func() (*nats.Msg, error)) (list []answer) {
	for range maxStatuses {
		msg, err := next()
		if err != nil { // all that answer have
			return list
		}
		var a answer
		if len(msg.Data) <= maxSaid && json.Unmarshal(msg.Data, &a) == nil && a.Name != "" {
			list = append(list, a)
		}
	}
	return list
}

// ofReader returns what is known of a reader: it says itself what it is, and may say anything.
func (a answer) ofReader() *Machine {
	m := &Machine{Name: a.Name, Up: true, Reader: true, Runs: a.Runs, Lag: a.Lag, Answers: a.Answers, Version: a.Version, DiskFree: a.DiskFree}
	if a.Release.Valid() {
		m.Release = a.Release
	}
	return m
}
