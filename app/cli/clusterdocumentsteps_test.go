package cli

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/leftout"
)

// documentedStep is what the document says of one of its commands.
type documentedStep struct {
	begins string // the command
	holds  func(command string)
}

// Every command of the document about clusters is run, in the document's order, and does what is said there.
func TestTheDocumentAboutClustersIsTrue(t *testing.T) {
	if testing.Short() {
		t.Skip("starts machines, and waits for others that do not answer")
	}
	if _, err := exec.LookPath("openssl"); err != nil {
		leftout.Skip(t, "openssl is not installed")
	}
	d := newDocumented(t, 9)
	var steps []documentedStep
	for _, part := range [][]documentedStep{d.beginning(), d.editing(), d.releasing(), d.changing(), d.keeping()} {
		steps = append(steps, part...)
	}
	for i, c := range d.commands {
		if i >= len(steps) || !strings.HasPrefix(c.text, steps[i].begins) {
			t.Fatalf("cluster.md:%d: no step of this test runs\n%s", c.line, c.text)
		}
		began := time.Now()
		steps[i].holds(c.text)
		t.Logf("%.1fs cluster.md:%d: %s", time.Since(began).Seconds(), c.line, c.text)
	}
	if len(steps) > len(d.commands) {
		t.Fatalf("the document has no command %s any more", steps[len(d.commands)].begins)
	}
}

// does is a step whose command ends well.
func (d *documented) does(begins, says string) documentedStep {
	return documentedStep{begins, func(command string) { d.enter(command, exitOK, says) }}
}

// Three machines from nothing: ten lines at most.
func (d *documented) beginning() []documentedStep {
	reader := 8
	return []documentedStep{
		d.does("openssl rand", ""),
		d.does("openssl req", ""),
		d.does("for m in", ""),
		{"parlance serve --addr :8080 --work-addr", func(command string) {
			lines := 0
			for _, c := range d.commands[:4] {
				lines += 1 + strings.Count(c.text, "\n")
			}
			if lines > 10 {
				d.t.Errorf("three machines from nothing take %d lines, more than ten", lines)
			}
			d.serve = command
			for i := range 3 {
				d.launch(i)
			}
			for i := range 3 {
				d.await(i)
				d.run[i].await("/en/safety", "safe", true)
			}
		}},
		d.does("parlance cluster reader-secret", ""),
		{"parlance serve --addr :8080 --data", func(command string) {
			d.run[reader] = observe(d.t, d.on(reader, strings.NewReplacer("secret-file readers", "secret-file ../readers", "-ca authority", "-ca ../authority").Replace(command)))
			d.run[reader].serving()
			d.run[reader].await("/en/safety", "safe", true)
		}},
	}
}

// Texts are edited in the workbench, by commands, in folders and by a bridge.
func (d *documented) editing() []documentedStep {
	return []documentedStep{
		{"export PARLANCE_CLUSTER=", func(command string) {
			d.exported = d.words.Replace(command)
			d.machines.commands()
			d.t.Chdir(d.dir)
		}},
		{"parlance status de", func(command string) { d.enter(command, exitOK, "Deutsch") }},
		{"parlance review de safety", func(command string) {
			d.save(1, "Wie sicher ist es?")
			d.enter(command, exitFindings, "signed off")
		}},
		d.does("parlance pull DIR", "new content/safety.md"),
		{"parlance push DIR", func(command string) {
			dir := filepath.Join(d.dir, "site")
			translate(d.t, filepath.Join(dir, "locales", "de", "safety.de.toml"), "safety.page.summary", "Aus dem Ordner")
			d.enter(command, exitOK, "locales/de/safety.de.toml")
			d.saved = append(d.saved, "Aus dem Ordner")
			d.pullAndPush(dir)
		}},
		{"parlance bridge DIR", d.bridges},
	}
}

// bridges has a bridge keep the folder and a copy of git's in step with the cluster.
func (d *documented) bridges(command string) {
	dir := filepath.Join(d.dir, "site")
	origin := filepath.Join(d.dir, "origin.git")
	gitIn(d.t, d.dir, "init", "-q", "--bare", origin)
	gitIn(d.t, dir, "init", "-q")
	gitIn(d.t, dir, "add", ".")
	gitIn(d.t, dir, "-c", "user.name=First", "-c", "user.email=first@example.org", "commit", "-qm", "first")
	gitIn(d.t, dir, "remote", "add", "origin", origin)
	gitIn(d.t, dir, "push", "-q", "-u", "origin", "HEAD")
	cmd := d.on(-1, "exec "+command)
	cmd.Stderr = d.t.Output()
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { cmd.Process.Kill(); _ = cmd.Wait() })
	d.bridgeIsKilled(dir, cmd)
	if out := gitIn(d.t, origin, "log", "--all", "--format=%an"); !strings.Contains(out, "Person 0") {
		d.t.Errorf("git was pushed commits of %q, and not of who saved in the workbench", out)
	}
}

// Readers are served releases.
func (d *documented) releasing() []documentedStep {
	return []documentedStep{
		{"parlance release --note", func(command string) {
			d.run[0].await("/de/safety", "letzte Browser", false)
			d.enter(command, exitOK, "released")
			for _, i := range []int{0, 1, 2, 8} {
				d.run[i].await("/de/safety", "letzte Browser", true)
			}
		}},
		d.does("parlance releases", "New guide about nausea"),
		{"parlance rollback", func(command string) {
			forward := forwardFrom(d.enter(command, exitOK, "again"))
			d.run[1].await("/de/safety", "letzte Browser", false)
			d.enter(command+" "+forward, exitOK, "again")
		}},
		{"parlance cluster status --cluster", func(command string) {
			eventually(d.t, "all machines serve the release", func() bool { return d.on(-1, command).Run() == nil })
			d.enter(command, exitOK, "is whole")
			d.end(8)
			d.losesMachines()
		}},
	}
}
