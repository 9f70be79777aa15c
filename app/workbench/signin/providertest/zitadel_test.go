package providertest

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"github.com/parlance/parlance/app/workbench/signin"
)

// zitadel starts the example provider of zitadel/oidc, with two people of whom Eve has an address that nobody has verified.
func zitadel(t *testing.T, callback string) (issuer string) {
	t.Helper()
	users := map[string]storage.User{
		"1": {ID: "1", Username: "ada", Password: "pass", FirstName: "Ada", LastName: "Lovelace", Email: "ada@example.org", EmailVerified: true},
		"2": {ID: "2", Username: "eve", Password: "pass", FirstName: "Ada", LastName: "Lovelace", Email: "ada@example.org"},
	}
	data, err := json.Marshal(users)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "users.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := storage.StoreFromFile(file)
	if err != nil {
		t.Fatal(err)
	}
	storage.RegisterClients(storage.WebClient(clientID, secret, callback))
	ln, issuer := listen(t)
	server := &http.Server{Handler: exampleop.SetupServer(issuer, storage.NewStorage(store), slog.New(slog.NewTextHandler(io.Discard, nil)), false)}
	go func() { _ = server.Serve(ln) }()
	t.Cleanup(func() { server.Close() })
	return issuer
}

func TestSignInWithZitadel(t *testing.T) {
	ln, origin := listen(t)
	issuer := zitadel(t, origin+signin.CallbackPath)
	w := serve(t, ln, origin, issuer, "[[person]]\nname = \"Ada\"\nmail = \"ada@example.org\"\ntranslator = [\"de\"]\n")

	eve := newBrowser(t, url.Values{"username": {"eve"}, "password": {"pass"}})
	if in := eve.enter(w, signin.Address("/who")); in.status != 403 || !strings.Contains(in.body, `subject = "2"`) {
		t.Fatalf("an address that nobody has verified: got %+v\n%s", in, w.log)
	}
	ada := newBrowser(t, url.Values{"username": {"ada"}, "password": {"pass"}})
	if in := ada.enter(w, signin.Address("/who")); in.status != 200 || in.body != "Ada" || in.at.Path != "/who" {
		t.Fatalf("got %+v\n%s", in, w.log)
	}
	if data, err := os.ReadFile(w.teamFile); err != nil || !strings.Contains(string(data), "issuer = \""+issuer+"\"\nsubject = \"1\"\n") {
		t.Errorf("the account is not on record: %s %v", data, err)
	}
	if who := eve.get(origin + "/who"); who.status != 403 {
		t.Errorf("Eve: got %+v", who)
	}

	if out := ada.post(origin+signin.OutPath, nil); out.status == 200 {
		t.Errorf("got %+v", out)
	}
	if who := ada.get(origin + "/who"); who.status != 401 {
		t.Errorf("signed out: got %+v", who)
	}
	if in := ada.enter(w, signin.Address("/who")+"&fresh=1"); in.status != 200 || in.body != "Ada" {
		t.Errorf("a fresh sign-in: got %+v\n%s", in, w.log)
	}
	if signed := ada.post(origin+"/sign", nil); signed.status != 200 {
		t.Errorf("got %+v", signed)
	}
}
