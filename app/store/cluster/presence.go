package cluster

import (
	"encoding/json"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
)

// Self is what a server of a cluster is, for its status.
type Self struct {
	Machine string // its name, which no other server has
	Version string // of the program
	Cluster string // its name; "" where it is not known
	Size    int    // how many machines hold everything; 0 for a server without a voice
	Reader  bool   // it has the secret of readers, and may say what is its own alone

	// Disk returns how much is free where the server keeps what it has. nil for nothing.
	Disk func() Disk
}

// Disk is how much room a server has for what it keeps.
type Disk struct {
	Free  uint64 // in bytes
	Known bool   // whether Free is
	Full  bool   // the server takes no part in what the machines hold, because its disk is full
}

// Served is what readers of a server are served.
type Served struct {
	Release Sum           // "" for none yet
	Lag     time.Duration // for how long the server has known that it should serve another release; 0 where it serves the one of the moment
	Behind  uint64        // changes that it does not have yet, where it follows them
}

// Presence is a server's answer to whoever asks who is there.
type Presence struct {
	conn *nats.Conn
	self Self
	from time.Time // when the server started
	stop chan struct{}
	end  func()

	mu      sync.Mutex
	served  func() Served
	answers bool
	heard   map[string]time.Time // of servers without a voice, where this machine has one: when each was heard last
	readers map[string]time.Time // as heard, of those with the secret of readers, who can forget nobody else's
}

const (
	hereSubject = "parlance.ask.here"   // where servers without a voice say that they are there
	readerHere  = ReaderPrefix + "here" // as hereSubject
	hereEvery   = 5 * time.Second
	silentAfter = 3 * hereEvery  // of which nothing was heard for so long is missed
	forgetAfter = 24 * time.Hour // and so long is forgotten
	maxHeard    = 10_000         // servers without a voice that are remembered, and as many readers
	maxHere     = 1 << 10        // bytes
)

// here is what a server without a voice says now and then.
type here struct {
	Machine string `json:"machine"`
	Gone    bool   `json:"gone,omitempty"` // it ends, and is not to be missed
}

// answer is what a server tells of itself. Builds before releases were answered for tell neither of a release nor of who is missed.
type answer struct {
	Machine
	Cluster string             `json:"cluster"`
	Size    int                `json:"machines"`         // how many machines hold everything; 0 of a server without a voice
	Missed  map[string]float64 `json:"missed,omitempty"` // servers without a voice that it hears no longer, and for how many seconds
}

// Tell has a server answer whoever asks for the status, until it is closed. It tells of itself before it has what the others hold.
func Tell(conn *nats.Conn, self Self) (*Presence, error) {
	p := &Presence{conn: conn, self: self, from: time.Now(), stop: make(chan struct{}), heard: map[string]time.Time{}, readers: map[string]time.Time{}}
	p.end = sync.OnceFunc(func() { close(p.stop) })
	if self.Reader {
		_, err := conn.Subscribe(readerStatus, p.tellAsReader)
		go p.sayHere()
		return p, err
	}
	if _, err := conn.Subscribe(statusSubject, func(msg *nats.Msg) {
		if data, err := json.Marshal(p.answer()); err == nil && Answerable(msg.Reply) {
			_ = msg.Respond(data) // who asked asks again
		}
	}); err != nil {
		return nil, err
	}
	if self.Size > 0 {
		if _, err := conn.Subscribe(hereSubject, func(msg *nats.Msg) { p.hear(p.heard, msg) }); err != nil {
			return nil, err
		}
		_, err := conn.Subscribe(readerHere, func(msg *nats.Msg) { p.hear(p.readers, msg) })
		return p, err
	}
	go p.sayHere()
	return p, nil
}

// tellAsReader answers for the status where readers may.
func (p *Presence) tellAsReader(msg *nats.Msg) {
	var q statusQuestion
	if json.Unmarshal(msg.Data, &q) != nil || !strings.HasPrefix(q.Answer, readerStatusPrefix) {
		return
	}
	if data, err := json.Marshal(p.answer()); err == nil {
		_ = p.conn.Publish(q.Answer, data) // who asked asks again
	}
}

// Serves has the status tell what readers are served.
func (p *Presence) Serves(served func() Served) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.served = served
}

// Answer has try answer for every release before readers are served it.
func (p *Presence) Answer(try Trial) error {
	if err := answerFor(p.conn, p.self, try); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers = true
	return nil
}

// Close says that this server ends, so that nobody misses it. The connection is closed by whoever made it.
func (p *Presence) Close() {
	p.end()
	if p.self.Size == 0 {
		p.say(here{Machine: p.self.Machine, Gone: true})
		_ = p.conn.FlushTimeout(askPatience)
	}
}

func (p *Presence) sayHere() {
	for {
		p.say(here{Machine: p.self.Machine})
		select {
		case <-p.stop:
			return
		case <-time.After(hereEvery):
		}
	}
}

func (p *Presence) say(h here) {
	subject := hereSubject
	if p.self.Reader {
		subject = readerHere
	}
	if data, err := json.Marshal(h); err == nil {
		_ = p.conn.Publish(subject, data) // it is said again
	}
}

// hear notes among those heard that a server without a voice is there.
func (p *Presence) hear(heard map[string]time.Time, msg *nats.Msg) {
	var h here
	if len(msg.Data) > maxHere || json.Unmarshal(msg.Data, &h) != nil || h.Machine == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(heard, func(_ string, at time.Time) bool { return time.Since(at) > forgetAfter })
	if delete(heard, h.Machine); !h.Gone && len(heard) < maxHeard {
		heard[h.Machine] = time.Now()
	}
}

// answer returns what this server tells of itself at the moment.
func (p *Presence) answer() answer {
	p.mu.Lock()
	served := p.served
	a := answer{Machine: Machine{Name: p.self.Machine, Voice: p.self.Size > 0, Runs: time.Since(p.from).Seconds(), Version: p.self.Version, Answers: p.answers}, Cluster: p.self.Cluster, Size: p.self.Size,
		Missed: map[string]float64{}}
	for _, heard := range []map[string]time.Time{p.heard, p.readers} { // of the same name those with full rights count
		for name, at := range heard {
			if ago := time.Since(at); ago > silentAfter && a.Missed[name] == 0 && len(a.Missed) < maxStatuses {
				a.Missed[name] = ago.Seconds()
			}
		}
	}
	p.mu.Unlock()
	if p.self.Disk != nil {
		disk := p.self.Disk()
		if a.DiskFull = disk.Full; disk.Known {
			a.DiskFree = &disk.Free
		}
	}
	if served != nil {
		s := served()
		a.Release, a.Lag, a.Behind = s.Release, s.Lag.Seconds(), s.Behind
	}
	return a
}

// on returns what is known of a server beside what the leader told of it; nil where that is nothing.
func (a answer) on(told *Machine) *Machine {
	m := a.Machine
	m.Up, m.Voice, m.Reader = true, a.Size > 0, false
	if told != nil {
		m.Leader, m.Holds, m.Behind = told.Leader, told.Holds, max(m.Behind, told.Behind)
	}
	return &m
}

// addSilent adds the servers without a voice that no machine hears any longer.
func addSilent(known map[string]*Machine, answers []answer) {
	for _, a := range answers {
		for name, ago := range a.Missed {
			switch m := known[name]; {
			case m == nil:
				known[name] = &Machine{Name: name, Silent: ago}
			case !m.Up:
				m.Silent = min(m.Silent, ago)
			}
		}
	}
}
