package server

import (
	"net/http/httptest"
	"strings"
	"testing"
)

func TestMetricsTellWhatWasAnswered(t *testing.T) {
	s := New(testSite(t), Options{})
	for _, c := range hot {
		ctx := hotRequest(t, c.path, c.headers)
		s.Handler()(ctx)
	}
	w := httptest.NewRecorder()
	s.metrics(w, nil)
	for _, want := range []string{
		`parlance_requests_total{locale="ar",group="guide",status="2xx"} 1`, `parlance_requests_total{locale="ar",group="guide",status="304"} 1`,
		`parlance_requests_total{locale="zh-Hans",group="guide",status="2xx"} 2`, `parlance_requests_total{locale="fr",group="home",status="2xx"} 1`, "parlance_reloads_total 1", "parlance_build_info{",
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s in\n%s", want, w.Body)
		}
	}
}

func TestTheOperatorsListenerIsForThisMachineAlone(t *testing.T) {
	if err := New(testSite(t), Options{}).ServeOps(t.Context(), "0.0.0.0:0"); err == nil {
		t.Error("the operator's listener can be reached by others")
	}
}

func TestThePublicListenerHasNoMetrics(t *testing.T) {
	handler := New(testSite(t), Options{}).Handler()
	for _, path := range []string{"/metrics", "/debug/pprof/"} {
		ctx := hotRequest(t, path, nil)
		handler(ctx)
		if got := ctx.Response.StatusCode(); got != 404 {
			t.Errorf("%s: got %d", path, got)
		}
	}
}
