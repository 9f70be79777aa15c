package workbench

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/git"
	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/workbench/team"
)

// What is saved, signed and asked is a commit of who did it; the first page says what keeps git from it.
func TestWhatIsDoneBecomesCommits(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		leftout.Skip(t, "git is not installed")
	}
	b := newBench(t)
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command("git", append([]string{"-C", b.dir, "-c", "user.name=x", "-c", "user.email=x@example.org"}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %s", args, out)
		}
		return strings.TrimSpace(string(out))
	}
	run("init", "-q", "-b", "main")
	var err error
	if b.Git, err = git.Open(t.Context(), git.Options{Dir: filepath.Join(b.dir, "locales")}); err != nil {
		t.Fatal(err)
	}
	if body := b.want(200, "/", nil).body; !strings.Contains(body, "Git: saves wait to be recorded in git: the branch has no commit yet") {
		t.Errorf("the first page says nothing of git:\n%s", body)
	}
	run("add", "content", "locales")
	run("commit", "-q", "-m", "start")
	if b.Git, err = git.Open(t.Context(), git.Options{Dir: filepath.Join(b.dir, "locales")}); err != nil {
		t.Fatal(err)
	}
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	b.person = someone("Bo", team.Reviewer)
	b.want(303, firstText+"/sign", b.form(firstText, ""))
	if err := b.Git.Record(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := run("log", "-2", "--format=%an: %s %b"), "Bo: es: 1 signed signed sleep.intro.p1\n\nAda: es: 1 saved saved sleep.intro.p1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := run("status", "--porcelain", "locales"); got != "" {
		t.Errorf("git status says %q", got)
	}
	if strings.Contains(b.want(200, "/", nil).body, "Git:") {
		t.Error("the first page still says that saves wait")
	}
}
