package voter

import (
	"log/slog"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/parlance/parlance/app/internal/freeaddr"
)

// A machine whose disk was full takes part again once there is room, and whoever is connected to it notices no more than that.
func TestAMachineWhoseDiskWasFullTakesPartAgain(t *testing.T) {
	v, err := Start(Options{Cluster: "test", Dir: t.TempDir(), Addr: freeaddr.List(t, 1)[0], Secret: "a secret that only tests know", Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	conn, err := v.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "words", Subjects: []string{"words"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := js.Publish(t.Context(), "words", []byte("before")); err != nil {
		t.Fatal(err)
	}
	if err := v.server.Load().ShutdownJetStream(); err != nil { // as a server does that finds no room
		t.Fatal(err)
	}
	v.log.Errorf("JetStream out of %s resources, will be DISABLED", "File")
	for end := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		ack, err := js.Publish(t.Context(), "words", []byte("after"))
		if err == nil && ack.Sequence > 1 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("got %v, %v", ack, err)
		}
	}
}
