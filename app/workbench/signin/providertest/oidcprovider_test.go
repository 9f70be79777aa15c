package providertest

import (
	"bufio"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/workbench/signin"
)

// oidcProvider starts npm's oidc-provider.
func oidcProvider(t *testing.T, callback string) (issuer string) {
	t.Helper()
	if _, err := os.Stat("node_modules/oidc-provider"); err != nil {
		leftout.Skip(t, "npm's oidc-provider is not installed (make providers installs it)")
	}
	program := exec.Command("node", "oidcprovider.mjs", clientID, secret, callback)
	program.Stderr = os.Stderr
	in, err := program.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		_ = program.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "http://localhost:") {
			return lines.Text()
		}
	}
	t.Fatal("oidc-provider did not start")
	return ""
}

// This provider names itself in its answers (RFC 9207), asks for consent, and keeps a session that a fresh sign-in must not be content with.
func TestSignInWithOIDCProvider(t *testing.T) {
	ln, origin := listen(t)
	issuer := oidcProvider(t, origin+signin.CallbackPath)
	w := serve(t, ln, origin, issuer, "[[person]]\nname = \"Ada\"\nmail = \"ada@example.org\"\ntranslator = [\"de\"]\n")

	eve := newBrowser(t, url.Values{"login": {"eve"}, "password": {"pass"}})
	if in := eve.enter(w, signin.Address("/who")); in.status != 403 || !strings.Contains(in.body, `subject = "eve"`) {
		t.Fatalf("an address that nobody has verified: got %+v\n%s", in, w.log)
	}
	ada := newBrowser(t, url.Values{"login": {"ada"}, "password": {"pass"}})
	if in := ada.enter(w, signin.Address("/who")); in.status != 200 || in.body != "Ada" || in.at.Path != "/who" {
		t.Fatalf("got %+v\n%s", in, w.log)
	}
	if signed := ada.post(origin+"/sign", nil); signed.status != 403 {
		t.Errorf("without a fresh sign-in: got %+v", signed)
	}
	if in := ada.get(origin + signin.Address("/who") + "&fresh=1"); in.at.Host == strings.TrimPrefix(origin, "http://") {
		t.Errorf("the provider did not ask again: got %+v", in)
	}
	if in := ada.enter(w, signin.Address("/who")+"&fresh=1"); in.status != 200 || in.body != "Ada" {
		t.Fatalf("a fresh sign-in: got %+v\n%s", in, w.log)
	}
	if signed := ada.post(origin+"/sign", nil); signed.status != 200 {
		t.Errorf("got %+v\n%s", signed, w.log)
	}
}
