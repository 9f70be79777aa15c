package voter

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// Member is a machine that has a vote about which machine holds what, whether it runs or not.
type Member struct {
	Name string // ID where the machines have started since it was lost, and know its name no more
	ID   string
	Up   bool
}

// askMembers is the subject at which the leader of the members answers (JSZ of the system account of NATS).
const (
	askMembers     = "$SYS.REQ.SERVER.PING.JSZ"
	memberPatience = time.Second
)

// ConnectMembers returns a connection on which machines are listed and removed, and nothing else can be done. tls is nil on loopback alone.
func ConnectMembers(secret Secret, tls *TLS, addrs ...string) (*nats.Conn, error) {
	return connect(userMembers, secret.members(), "", tls, addrs)
}

// ConnectMembers is [ConnectMembers] to this machine, without a network.
func (v *Voter) ConnectMembers() (*nats.Conn, error) {
	return nats.Connect("", append(lasting(v.name), nats.InProcessServer(v), nats.UserInfo(userMembers, v.secret.members()))...)
}

// Members returns all machines that have a vote. conn is one of [ConnectMembers]. The error is [ErrNoMajority] where most of them do not answer.
func Members(ctx context.Context, conn *nats.Conn) (list []Member, err error) {
	var answer struct {
		Data server.JSInfo `json:"data"`
	}
	if err := request(ctx, conn, askMembers, server.JszEventOptions{JSzOptions: server.JSzOptions{LeaderOnly: true}}, &answer); err != nil {
		return nil, err
	}
	meta := answer.Data.Meta
	if meta == nil || meta.Leader == "" {
		return nil, ErrNoMajority
	}
	list = append(list, Member{Name: meta.Leader, ID: meta.Peer, Up: true})
	for _, p := range meta.Replicas {
		m := Member{Name: p.Name, ID: p.Peer, Up: !p.Offline}
		if strings.Contains(m.Name, " ") { // "Server name unknown at this time"
			m.Name = m.ID
		}
		list = append(list, m)
	}
	return list, nil
}

// ErrNoMajority is the error where machines can be neither listed nor removed.
var ErrNoMajority = errors.New("most machines of the cluster do not answer, and what they hold together can be changed by most of them alone: start those that still have their folders")

// Remove takes the vote of a machine away, by its name or ID. What it held is given to machines that do not hold it yet, where there are any. conn is one of
// [ConnectMembers]. Nothing is lost by it as long as the others hold everything, which is for the caller to see to.
func Remove(ctx context.Context, conn *nats.Conn, name string) error {
	members, err := Members(ctx, conn)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(members, func(m Member) bool { return m.Is(name) })
	if i < 0 {
		return fmt.Errorf("no machine of the cluster is called %s", name)
	}
	var answer server.JSApiMetaServerRemoveResponse
	err = request(ctx, conn, server.JSApiRemoveServer, server.JSApiMetaServerRemoveRequest{Server: members[i].Name, Peer: members[i].ID}, &answer)
	switch {
	case err != nil:
		return err
	case answer.Error != nil && answer.Error.ErrCode == uint16(server.JSClusterServerMemberChangeInflightErr):
		return errors.New("another machine is being added or removed at the moment: try again in a minute")
	case answer.Error != nil:
		return fmt.Errorf("removing %s: %s", name, answer.Error.Description)
	}
	return nil
}

// Is reports whether a machine has a name, or an ID, which is made from the name.
func (m Member) Is(name string) bool { return m.Name == name || m.ID == name || m.ID == ID(name) }

// ID returns the ID that the servers give to a name: the first eight bytes of its SHA-256, as digits and letters.
func ID(name string) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	sum := sha256.Sum256([]byte(name))
	id := make([]byte, 8)
	for i := range id {
		id[i] = digits[sum[i]%byte(len(digits))]
	}
	return string(id)
}

// request asks until there is an answer: a question that is asked while there is no leader is never answered.
func request(ctx context.Context, conn *nats.Conn, subject string, question, answer any) error {
	data, err := json.Marshal(question)
	if err != nil {
		return err
	}
	for range 10 {
		asking, cancel := context.WithTimeout(ctx, memberPatience)
		msg, err := conn.RequestWithContext(asking, subject, data)
		cancel()
		if err == nil {
			return json.Unmarshal(msg.Data, answer)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(memberPatience / 4):
		}
	}
	return ErrNoMajority
}
