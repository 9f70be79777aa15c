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
	Status string     `json:"status"` // "ok", "degraded" where a file has a fault, "incomplete" where a page has no version to serve, "starting" before the first snapshot
	Loaded *time.Time `json:"loaded,omitempty"`
	Faults []fault    `json:"faults"`

	Unserved []string `json:"unserved,omitempty"` // files of pages that have no version to serve

	Cluster *clusterReadiness `json:"cluster,omitempty"` // nil for none
}

// fault is one fault of one file, for programs.
type fault struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// ready handles "/readyz": 200 where everything is served that the trees name, else 503. A fault does not make it unready where the last good text is
// served. A page that has had none since the start does: an older instance may have one, and a balancer goes on asking that.
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
		if state.Unserved = snap.Unserved(); len(state.Unserved) > 0 {
			status, state.Status = fiber.StatusServiceUnavailable, "incomplete"
		}
	}
	if s.cluster != nil {
		state.Cluster = s.cluster().readiness()
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
