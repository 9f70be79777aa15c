package server

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// A server of a cluster tells release and lag, and is ready as long as it has a release to serve, whatever became of the cluster.
func TestAServerOfAClusterTellsReleaseAndLag(t *testing.T) {
	now := Cluster{Name: "guides", Machine: "a", Role: "reader", Release: "0123", Released: time.Unix(1700000000, 0)}
	s := New(testSite(t), Options{Cluster: func() Cluster { return now }})
	addr, _ := start(t, s)
	for _, c := range []struct {
		reached, majority bool
		lag               time.Duration
		behind            uint64
		follows           bool
		want              string
	}{
		{true, true, 0, 0, false, `{"state":"reached","release":"0123","released":"2023-11-14T22:13:20Z","lag_seconds":0}`},
		{true, true, 90 * time.Second, 7, true, `{"state":"reached","release":"0123","released":"2023-11-14T22:13:20Z","lag_seconds":90,"behind_changes":7}`},
		{true, false, 0, 0, false, `{"state":"no majority","release":"0123","released":"2023-11-14T22:13:20Z","lag_seconds":0}`},
		{false, false, 0, 0, true, `{"state":"away","release":"0123","released":"2023-11-14T22:13:20Z","lag_seconds":0,"behind_changes":0}`},
	} {
		now.Reached, now.Majority, now.Lag, now.Behind, now.Follows = c.reached, c.majority, c.lag, c.behind, c.follows
		answer, body := ask(t, addr, "/readyz")
		var got struct{ Cluster json.RawMessage }
		if err := json.Unmarshal(body, &got); err != nil || answer.StatusCode != 200 || string(got.Cluster) != c.want {
			t.Errorf("got %d %s, %v, want %s", answer.StatusCode, body, err, c.want)
		}
	}
	for _, machine := range []string{"guides", `"a"`} {
		if _, body := ask(t, addr, "/readyz"); strings.Contains(string(body), machine) {
			t.Errorf("strangers are told the name %s", machine)
		}
	}
}

func TestMetricsTellOfTheCluster(t *testing.T) {
	now := Cluster{Name: "guides", Machine: "a", Role: "machine", Release: "0123", Released: time.Unix(1700000000, 0), Lag: 1500 * time.Millisecond, Behind: 3, Follows: true, Reached: true,
		Refused: 2, DiskFree: 12345678901, DiskKnown: true}
	s := New(testSite(t), Options{Cluster: func() Cluster { return now }})
	written := func() string {
		var w strings.Builder
		s.writeMetrics(&w)
		return w.String()
	}
	all := written()
	for _, want := range []string{
		`parlance_cluster_info{cluster="guides",machine="a",role="machine"} 1`, `parlance_release_info{release="0123"} 1`, "parlance_release_timestamp_seconds 1700000000",
		"parlance_release_lag_seconds 1.5", "parlance_cluster_behind_changes 3", "parlance_cluster_reached 1", "parlance_cluster_majority 0", "parlance_cluster_writes_refused_total 2",
		"parlance_cluster_disk_free_bytes 12345678901",
	} {
		if !strings.Contains(all, "\n"+want+"\n") {
			t.Errorf("no %s in\n%s", want, all)
		}
	}
	for line := range strings.Lines(all) {
		name, _, _ := strings.Cut(line, " ")
		name, _, _ = strings.Cut(name, "{")
		if strings.HasPrefix(name, "parlance_") && strings.Count(all, "# TYPE "+name+" ") != 1 {
			t.Errorf("%s has no type, or several", name)
		}
	}
	now = Cluster{Role: "reader"}
	for _, none := range []string{"parlance_release_info{", "parlance_release_timestamp_seconds ", "parlance_cluster_behind_changes ", "parlance_cluster_disk_free_bytes "} {
		if strings.Contains(written(), "\n"+none) {
			t.Errorf("%s is told where it is not known", none)
		}
	}
	var plain strings.Builder
	if New(testSite(t), Options{}).writeMetrics(&plain); strings.Contains(plain.String(), "parlance_cluster") {
		t.Error("a server without a cluster tells of one")
	}
}
