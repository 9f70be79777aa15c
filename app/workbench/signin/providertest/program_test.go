package providertest

import (
	"bufio"
	"html"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/parlance/parlance/app/workbench/signin"
)

const root = "../../../.."

// program starts the whole program with a copy of the shipped trees and with some more files, and returns its workbench once that answers.
func program(t *testing.T, origin, issuer, teamText string, more map[string]string) (w *workbench, tree string) {
	t.Helper()
	dir := t.TempDir()
	binary := filepath.Join(dir, "parlance")
	build := exec.Command("go", "build", "-o", binary, "./cmd/parlance")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, tree := range []string{"content", "locales"} {
		if err := os.CopyFS(filepath.Join(dir, tree), os.DirFS(filepath.Join(root, tree))); err != nil {
			t.Fatal(err)
		}
	}
	files := map[string]string{"locales/team.toml": teamText, "secret": secret + "\n"}
	maps.Copy(files, more)
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	critical := filepath.Join(dir, "content", "side-effects.md")
	text, err := os.ReadFile(critical)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(critical, []byte(strings.Replace(string(text), "critical = false", "critical = true", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	sync := exec.Command(binary, "sync")
	sync.Dir = dir
	if out, err := sync.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	u, err := url.Parse(origin)
	if err != nil {
		t.Fatal(err)
	}
	serve := exec.Command(binary, "serve", "--addr", "localhost:0", "--work-addr", u.Host, "--oidc-issuer", issuer, "--oidc-client-id", clientID,
		"--oidc-client-secret-file", filepath.Join(dir, "secret"), "--data", filepath.Join(dir, "data"), "--quiet")
	serve.Dir = dir
	out, err := serve.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	w = &workbench{origin: origin, log: &logBuffer{}, teamFile: filepath.Join(dir, "locales", "team.toml")}
	ended := make(chan struct{})
	t.Cleanup(func() {
		_ = serve.Process.Signal(syscall.SIGTERM)
		<-ended
		_ = serve.Wait()
	})
	lines := bufio.NewReader(out)
	for answers := false; !answers; {
		line, err := lines.ReadString('\n')
		_, _ = io.WriteString(w.log, line)
		if answers = strings.Contains(line, "the workbench answers"); err != nil {
			close(ended)
			t.Fatalf("the program ended: %s", w.log)
		}
	}
	go func() {
		defer close(ended)
		_, _ = io.Copy(w.log, lines)
	}()
	return w, filepath.Join(dir, "locales")
}

var field = regexp.MustCompile(`<input type="hidden" name="(source|was|person|version)" value="([^"]*)">`)

// form returns the hidden fields of the first form of a page that has them.
func form(p page) url.Values {
	values := url.Values{}
	for _, m := range field.FindAllStringSubmatch(p.body, 2) {
		values.Set(m[1], html.UnescapeString(m[2]))
	}
	return values
}

// Two people translate and sign a critical page of the shipped guides, in the whole program: nobody signs their own words, nobody does what the team does
// not let them, and rights end at the next request.
func TestTwoPeopleTranslateAndSignInTheWholeProgram(t *testing.T) {
	ln, origin := listen(t)
	ln.Close() // the program listens there
	issuer := zitadel(t, origin+signin.CallbackPath)
	account := func(subject string) string { return "issuer = \"" + issuer + "\"\nsubject = \"" + subject + "\"\n" }
	w, locales := program(t, origin, issuer, "[[person]]\nname = \"Ada\"\nmail = \"ada@example.org\"\ntranslator = [\"de\"]\nreviewer = [\"de\"]\n"+
		"[[person]]\nname = \"Eve\"\n"+account("2")+"reviewer = [\"de\"]\nadmin = true\n", nil)
	const text = "/de/side-effects/side-effects.page.title"

	ada := newBrowser(t, url.Values{"username": {"ada"}, "password": {"pass"}})
	if out := ada.get(origin + text); out.status != 401 || !strings.Contains(out.body, `href="/sign-in?to=`) {
		t.Fatalf("signed out: got %d %s", out.status, out.body)
	}
	shown := ada.enter(w, signin.Address(text))
	if shown.status != 200 || shown.at.Path != text || !strings.Contains(shown.body, `<p class="person"><bdi>Ada</bdi></p>`) {
		t.Fatalf("got %+v\n%s", shown, w.log)
	}
	words := form(shown)
	words.Set("other", "Nebenwirkungen der Behandlung")
	if saved := ada.post(origin+text, words); saved.status != 200 || !strings.HasPrefix(saved.at.Path, "/de/side-effects") {
		t.Fatalf("got %d at %s: %s", saved.status, saved.at, saved.body)
	}
	data, err := os.ReadFile(filepath.Join(locales, "de", "side-effects.de.toml"))
	if err != nil || !strings.Contains(string(data), "other = \"Nebenwirkungen der Behandlung\"") {
		t.Errorf("the words are not in the catalog: %v", err)
	}
	french := strings.Replace(text, "/de/", "/fr/", 1)
	if refused := ada.post(origin+french, form(ada.get(origin+french))); refused.status != 403 {
		t.Errorf("another language: got %d", refused.status)
	}

	sign := func(b *browser) page {
		t.Helper()
		return b.post(origin+text+"/sign", form(b.get(origin+text)))
	}
	if got := sign(ada); got.status != 403 {
		t.Errorf("one's own words: got %d %s", got.status, got.body)
	}
	eve := newBrowser(t, url.Values{"username": {"eve"}, "password": {"pass"}})
	if in := eve.enter(w, signin.Address(text)); in.status != 200 {
		t.Fatalf("got %+v\n%s", in, w.log)
	}
	if refused := eve.post(origin+text, words); refused.status != 403 {
		t.Errorf("who does not translate: got %d", refused.status)
	}
	if in := eve.enter(w, signin.Address(text)+"&fresh=1"); in.status != 200 {
		t.Fatalf("got %+v\n%s", in, w.log)
	}
	if got := sign(eve); got.status != 200 {
		t.Errorf("got %d %s", got.status, got.body)
	}
	ledger, err := os.ReadFile(filepath.Join(locales, "de", "reviews.jsonl"))
	if err != nil || !strings.Contains(string(ledger), `"by":"Eve"`) {
		t.Errorf("the signature is not on record: %s %v", ledger, err)
	}

	renamed := form(eve.get(origin + "/team?person=Ada"))
	renamed["name"], renamed["mail"], renamed["subject"] = []string{"Countess"}, []string{"ada@example.org"}, []string{"1"}
	renamed["translator"], renamed["reviewer"] = []string{"de"}, []string{"de", "fr"}
	if got := ada.post(origin+"/team", renamed); got.status != 403 {
		t.Errorf("who is no admin changes the team: got %d", got.status)
	}
	if got := eve.post(origin+"/team", renamed); got.status != 200 || !strings.Contains(got.body, "The team now says so of Countess.") {
		t.Errorf("got %d %s", got.status, got.body)
	}
	ada.enter(w, signin.Address(text)+"&fresh=1")
	if got := sign(ada); got.status != 403 || !strings.Contains(got.body, "These are your own words") {
		t.Errorf("one's own words under another name: got %d %s", got.status, got.body)
	}
	if err := os.WriteFile(w.teamFile, []byte("[[person]]\nname = \"Eve\"\n"+account("2")), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := sign(eve); got.status != 403 {
		t.Errorf("a right that was taken away: got %d", got.status)
	}
	if who := ada.get(origin + "/"); who.status != 403 || !strings.Contains(who.body, "not in the team") {
		t.Errorf("who was taken out of the team: got %d %s", who.status, who.body)
	}
	eve.post(origin+signin.OutPath, nil)
	if who := eve.get(origin + "/"); who.status != 401 {
		t.Errorf("signed out: got %d", who.status)
	}
	if strings.Contains(w.log.String(), secret) {
		t.Error("the secret is in the log")
	}
}
