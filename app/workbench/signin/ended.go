package signin

import (
	"sync"
	"time"
)

// maxEnded is how many sessions are remembered that people have ended (law 8).
const maxEnded = 10_000

// endedSessions are the sessions that people have ended by signing out: whoever has kept a copy of such a cookie is not let in with it. They are known to this process
// alone, for as long as the sessions would have lasted.
type endedSessions struct {
	mu       sync.Mutex
	sessions map[session]time.Time // by when they would have been over
}

// add remembers a session. Where there are too many, one of them is forgotten: of those that are over, if there are any.
func (e *endedSessions) add(s session, now time.Time) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.sessions == nil {
		e.sessions = map[session]time.Time{}
	}
	if len(e.sessions) >= maxEnded {
		var last session
		for old, over := range e.sessions {
			if last = old; over.Before(now) {
				delete(e.sessions, old)
			}
		}
		if len(e.sessions) >= maxEnded {
			delete(e.sessions, last)
		}
	}
	e.sessions[s] = time.Unix(s.Began, 0).Add(SessionLength)
}

// has reports whether a session was ended.
func (e *endedSessions) has(s session) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	_, known := e.sessions[s]
	return known
}
