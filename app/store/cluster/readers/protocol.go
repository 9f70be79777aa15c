// Package readers is what the machines of a cluster tell servers that have the secret of readers, and how these ask for it.
//
// A reader has no right to ask JetStream itself: whoever may make a consumer there has messages of any stream sent anywhere. It asks the machines instead, which
// answer with what readers are served and nothing else: which release, its files by their sums, and the lines of ledgers that take a sign-off back. Neither
// the texts of today nor the history, the team, questions or reports can be asked for. One thing goes the other way: what a reader of the site reports, line by line, within bounds
// of size and number.
//
// What is large comes in pieces, and is held against its sum. What is told (another release, another revocation) is only a reason to ask; a reader asks every
// few seconds all the same. It never forgets a revocation, and never goes back to an older release because a machine that is behind, or a leader that is one no longer,
// answered.
package readers

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store/cluster"
)

// What can be asked for, and what is told. Every message has the number of its format.
const (
	askRelease     = cluster.ReaderPrefix + "release"     // the release of the moment
	askObject      = cluster.ReaderPrefix + "object"      // a file of a release, packed
	askLedgers     = cluster.ReaderPrefix + "ledgers"     // which ledgers have how many revocations
	askRevocations = cluster.ReaderPrefix + "revocations" // the lines of one ledger
	askReport      = cluster.ReaderPrefix + "report"      // to keep what a reader of the site reported
	toldRelease    = cluster.TellPrefix + "release"
	toldLedgers    = cluster.TellPrefix + "ledgers"

	format     = "1"
	formatMark = "Parlance-Format"
	sizeMark   = "Parlance-Size"  // bytes of the whole of which an answer is a piece
	errorMark  = "Parlance-Error" // why there is no answer
)

// pieceSize is how many bytes of an answer go into one message: less than every server of NATS takes.
const pieceSize = 512 << 10

// question is what is asked for, beside its subject.
type question struct {
	Sum  cluster.Sum `json:"sum,omitempty"`
	Name string      `json:"name,omitempty"`
	From int64       `json:"from,omitempty"` // where the piece begins
}

// pointer is the answer to [askRelease]. Who released it, and what is new in it, is nothing to readers.
type pointer struct {
	ID       cluster.Sum `json:"id"`
	At       int64       `json:"at"` // seconds since 1970
	Revision uint64      `json:"revision"`
	Cluster  string      `json:"cluster"`
}

// listed is one ledger in the answer to [askLedgers]: its lines that take a sign-off back.
type listed struct {
	Name string      `json:"name"`
	Size int64       `json:"size"`
	Sum  cluster.Sum `json:"sum"`
}

var errFormat = errors.New("the machine and the reader know different formats: run the same release of parlance on both")

// asked returns a question as a message.
func asked(subject string, q question) (*nats.Msg, error) {
	data, err := json.Marshal(q)
	return &nats.Msg{Subject: subject, Header: nats.Header{formatMark: {format}}, Data: data}, err
}

// answer returns a piece of a whole as a message.
func answer(whole []byte, from int64) *nats.Msg {
	from = min(max(from, 0), int64(len(whole)))
	piece := whole[from:min(from+pieceSize, int64(len(whole)))]
	return &nats.Msg{Header: nats.Header{formatMark: {format}, sizeMark: {strconv.Itoa(len(whole))}}, Data: piece}
}

// answered returns a piece, and the size of the whole.
func answered(msg *nats.Msg) (piece []byte, size int64, err error) {
	if why := msg.Header.Get(errorMark); why != "" {
		return nil, 0, errors.New(why)
	}
	if msg.Header.Get(formatMark) != format {
		return nil, 0, errFormat
	}
	size, err = strconv.ParseInt(msg.Header.Get(sizeMark), 10, 64)
	return msg.Data, size, err
}
