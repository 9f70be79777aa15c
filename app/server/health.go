package server

import (
	"encoding/json"
	"time"

	"github.com/gofiber/fiber/v2"
)

// live handles "/livez": it answers as long as the process does.
func (s *Server) live(c *fiber.Ctx) error {
	sendPlain(c, fiber.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
	return nil
}

// readiness is the body of "/readyz".
type readiness struct {
	Status string     `json:"status"` // "ok", "degraded" where a file has a fault, "starting" before the first snapshot
	Loaded *time.Time `json:"loaded,omitempty"`
	Faults []fault    `json:"faults"`
}

// fault is one fault of one file, for programs.
type fault struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// ready handles "/readyz": 200 where there is something to serve, else 503. A fault does not make it unready: the last good text is served.
func (s *Server) ready(c *fiber.Ctx) error {
	snap := requestOf(c).snap
	status, state := fiber.StatusServiceUnavailable, readiness{Status: "starting", Faults: []fault{}}
	if snap != nil {
		loaded := snap.Loaded.UTC()
		status, state.Status, state.Loaded = fiber.StatusOK, "ok", &loaded
		for _, f := range snap.Faults {
			state.Status = "degraded"
			state.Faults = append(state.Faults, fault{f.File, f.Line, f.Col, f.Msg})
		}
	}
	body, err := json.Marshal(state)
	if err != nil {
		return err
	}
	sendPlain(c, status, "application/json", append(body, '\n'))
	return nil
}

// requireSnapshot is the middleware of routes that serve a snapshot.
func requireSnapshot(c *fiber.Ctx) error {
	if requestOf(c).snap == nil {
		return notReady
	}
	return c.Next()
}
