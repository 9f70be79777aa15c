package server

import (
	"encoding/json"
	"time"

	"github.com/valyala/fasthttp"
)

// live answers whether the process answers.
func (s *Server) live(r request) answered {
	plain(r, fasthttp.StatusOK, "text/plain; charset=utf-8", []byte("ok\n"))
	return answered{}
}

// readiness is the body of /readyz.
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

// ready answers whether there is something to serve. A fault does not make it unready: the last good text is served.
func (s *Server) ready(r request) answered {
	status, state := fasthttp.StatusServiceUnavailable, readiness{Status: "starting", Faults: []fault{}}
	if r.snap != nil {
		loaded := r.snap.Loaded.UTC()
		status, state.Status, state.Loaded = fasthttp.StatusOK, "ok", &loaded
		for _, f := range r.snap.Faults {
			state.Status = "degraded"
			state.Faults = append(state.Faults, fault{f.File, f.Line, f.Col, f.Msg})
		}
	}
	body, err := json.Marshal(state)
	if err != nil {
		panic("a readiness of strings and numbers has no JSON: " + err.Error())
	}
	plain(r, status, "application/json", append(body, '\n'))
	return answered{}
}
