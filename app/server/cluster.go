package server

import (
	"fmt"
	"io"
	"time"
)

// Cluster is how far a server of a cluster is at one moment.
type Cluster struct {
	Name    string // of the cluster; "" where it is not known yet
	Machine string // this server; "" where it is not known yet
	Role    string // "machine" with a voice, "server" without one, "reader" with the secret of readers

	Release  string        // the id of the release that readers are served; "" for none
	Released time.Time     // when readers began to be served it; zero where that is not known
	Lag      time.Duration // for how long the server has known that it should serve another release; 0 where it does not know of one

	Behind  uint64 // changes that the server does not have yet
	Follows bool   // whether it follows changes, so that Behind is known

	Reached  bool   // a machine of the cluster, for a machine another one, is connected
	Majority bool   // the leader, which is one with most machines alone, answered a moment ago
	Refused  uint64 // writes that were refused because most machines did not answer, since the start

	DiskFree  uint64 // bytes that are free where the server keeps what it has
	DiskKnown bool   // whether DiskFree is
}

// state returns in a word how the server stands to the cluster.
func (c Cluster) state() string {
	switch {
	case !c.Reached:
		return "away"
	case !c.Majority:
		return "no majority"
	}
	return "reached"
}

// clusterReadiness is what "/readyz" says of a server of a cluster. Whatever it is, a server that has a release to serve is ready.
type clusterReadiness struct {
	State    string     `json:"state"` // "reached", "no majority" or "away"
	Release  string     `json:"release"`
	Released *time.Time `json:"released,omitempty"`
	Lag      float64    `json:"lag_seconds"`
	Behind   *uint64    `json:"behind_changes,omitempty"`
}

func (c Cluster) readiness() *clusterReadiness {
	r := &clusterReadiness{State: c.state(), Release: c.Release, Lag: c.Lag.Seconds()}
	if !c.Released.IsZero() {
		at := c.Released.UTC()
		r.Released = &at
	}
	if c.Follows {
		r.Behind = &c.Behind
	}
	return r
}

// writeMetrics writes the metrics of a server of a cluster.
func (c Cluster) writeMetrics(w io.Writer) {
	writeMetricHead(w, "parlance_cluster_info", "gauge", "The cluster and this server in it.")
	fmt.Fprintf(w, "parlance_cluster_info{cluster=%q,machine=%q,role=%q} 1\n", c.Name, c.Machine, c.Role)
	if c.Release != "" {
		writeMetricHead(w, "parlance_release_info", "gauge", "The release that readers are served.")
		fmt.Fprintf(w, "parlance_release_info{release=%q} 1\n", c.Release)
	}
	bit := map[bool]uint64{true: 1}
	for _, one := range []struct {
		known            bool
		name, kind, help string
		value            any
	}{
		{!c.Released.IsZero(), "parlance_release_timestamp_seconds", "gauge", "When readers began to be served this release, in Unix time.", c.Released.Unix()},
		{true, "parlance_release_lag_seconds", "gauge", "For how long another release should be served than is.", c.Lag.Seconds()},
		{c.Follows, "parlance_cluster_behind_changes", "gauge", "Changes that the cluster has and this server does not have yet.", c.Behind},
		{true, "parlance_cluster_reached", "gauge", "Whether a machine of the cluster is connected.", bit[c.Reached]},
		{true, "parlance_cluster_majority", "gauge", "Whether most machines of the cluster answer, so that it can save.", bit[c.Majority]},
		{true, "parlance_cluster_writes_refused_total", "counter", "Writes refused because most machines did not answer.", c.Refused},
		{c.DiskKnown, "parlance_cluster_disk_free_bytes", "gauge", "Bytes free where this server keeps what it has of the cluster.", c.DiskFree},
	} {
		if one.known {
			writeMetricHead(w, one.name, one.kind, one.help)
			fmt.Fprintf(w, "%s %v\n", one.name, one.value)
		}
	}
}
