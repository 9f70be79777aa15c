package workbench_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/workbench"
)

// Nothing that somebody typed is lost (law 3): a workbench that cannot be opened yet says why, shows what was typed, and leaves the address to the one that opens.
func TestAWorkbenchThatCannotBeOpenedYetShowsWhatWasTyped(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	address := "http://" + ln.Addr().String()
	for range 2 { // the second takes over the listener of the first
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			workbench.ServeWaiting(ctx, ln.(*net.TCPListener), workbench.Options{}, func() string { return "This machine joins the cluster." })
			close(ended)
		}()
		request, err := http.NewRequest("POST", address+"/de/safety/safety.page.title", strings.NewReader(url.Values{"other": {"Mein <Text>"}}.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Sec-Fetch-Site", "same-origin")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" || answer.Header.Get("Cache-Control") != "no-store" ||
			!strings.Contains(string(body), "This machine joins the cluster.") || !strings.Contains(string(body), "Mein &lt;Text&gt;") {
			t.Errorf("got %d, %v, %v\n%s", answer.StatusCode, answer.Header, err, body)
		}
		if answer, err := http.Get(address + "/"); err != nil || answer.StatusCode != http.StatusServiceUnavailable {
			t.Error(answer, err)
		}
		cancel()
		<-ended
	}
}
