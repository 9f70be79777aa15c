package cli

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/store/cluster"
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
			d.enter(command, exitOK, "again")
			d.run[1].await("/de/safety", "letzte Browser", false)
			d.enter(command, exitOK, "again")
		}},
		{"parlance cluster status --cluster", func(command string) {
			eventually(d.t, "all machines serve the release", func() bool { return d.on(-1, command).Run() == nil })
			d.enter(command, exitOK, "is whole")
			d.end(8)
			d.losesMachines()
		}},
	}
}

// Machines are replaced, added and taken out.
func (d *documented) changing() []documentedStep {
	lost := ""
	return []documentedStep{
		d.does("parlance history --forget", "of the cluster's history no longer name Ana García"),
		{"parlance cluster status", func(command string) {
			d.forget(2)
			d.launch(2) // with an empty folder, under a new name
			d.await(2)
			d.enter(command, exitFindings, "cluster remove")
			lost = d.down()
		}},
		{"parlance cluster remove NAME", func(command string) {
			d.enter(strings.ReplaceAll(command, "NAME", lost), exitOK, "the others hold everything")
			d.save(2, "Nach einer verlorenen Platte?")
		}},
		{"parlance cluster resize 5", func(command string) {
			certificates := d.commands[2].text
			d.enter(regexp.MustCompile(`for m in [^;]*;`).ReplaceAllString(certificates, "for m in 10.0.0.4 10.0.0.5;"), exitOK, "")
			d.launch(3)
			d.launch(4)
			d.await(3)
			d.await(4)
			d.enter(command, exitOK, "5 machines hold everything")
			d.save(4, "Mit fünf Maschinen?")
		}},
		{"parlance cluster resize 3", func(command string) { d.shrink(d.enter(command, exitOK, "3 machines hold everything")) }},
	}
}

// shrink ends the two machines of five that may be ended, as a resize said, and takes them out. They do not come back on their old folders.
func (d *documented) shrink(said string) {
	d.t.Helper()
	commands := regexp.MustCompile(`parlance cluster remove (\S+)`).FindAllStringSubmatch(said, -1)
	if len(commands) != 2 {
		d.t.Fatalf("which machines may be ended is not said: %s", said)
	}
	for _, command := range commands {
		d.enter(command[0], exitFindings, "runs: stop it first")
		i := 0
		for ; !strings.Contains(d.read(filepath.Join(d.addr(i), "var", "cluster", "machine.json")), `"`+command[1]+`"`); i++ {
			if i == 4 {
				d.t.Fatalf("no machine is called %s", command[1])
			}
		}
		d.end(i)
		d.enter(command[0], exitOK, "the others hold everything")
		d.launch(i)
		d.run[i].log("was taken out of the cluster")
		_ = d.run[i].cmd.Wait() // refused
	}
	d.enter("parlance cluster status", exitOK, "is whole")
}

// read returns what a file below the folder of the test holds.
func (d *documented) read(name string) string {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

// down returns the name of the machine that the status calls down.
func (d *documented) down() string {
	d.t.Helper()
	var s cluster.Status
	if err := json.Unmarshal([]byte(d.enter("parlance cluster status --json", exitFindings, "")), &s); err != nil {
		d.t.Fatal(err)
	}
	for _, m := range s.Machines {
		if !m.Up {
			return m.Name
		}
	}
	d.t.Fatalf("nobody is down: %+v", s)
	return ""
}

// Everything is kept through a backup, and through an upgrade.
func (d *documented) keeping() []documentedStep {
	step := func(command string) { d.upgrade = append(d.upgrade, command) }
	return []documentedStep{
		{"parlance backup", func(command string) {
			d.enter(command, exitOK, "holds all of the cluster")
			file := filepath.Join(d.dir, "as JSON.backup")
			d.machines.command(0, exitOK, `"cluster": "guides"`, "backup", file, "--json")
			d.machines.command(0, exitFindings, "is not written over", "backup", file)
			d.machines.command(0, exitFindings, "the cluster is not empty", "restore", file)
			d.machines.command(0, exitFindings, "there is no file", "restore", file+".gone")
			for i := range 5 {
				d.forget(i)
			}
		}},
		{"parlance restore", func(command string) {
			for i := range 3 {
				d.launch(i)
			}
			d.run[0].log("this machine is one of a cluster")
			files, err := filepath.Glob(filepath.Join(d.dir, "backups", "*.backup"))
			if err != nil || len(files) != 1 {
				d.t.Fatal(files, err)
			}
			command = regexp.MustCompile(`\S+\.backup`).ReplaceAllString(command, files[0])
			eventually(d.t, "the machines reach each other", func() bool { return !strings.Contains(d.says("parlance cluster status"), "nothing can be saved") })
			d.enter(command, exitOK, "restored")
			for i := range 3 {
				d.await(i)
				d.run[i].await("/de/safety", "Titel zwei", true)
			}
			d.machines.command(0, exitFindings, "another cluster", "pull", filepath.Join(d.dir, "site"))
		}},
		{"install ", step},
		{"systemctl restart parlance", step},
		{"until parlance cluster status", func(command string) {
			for i := range 3 {
				d.upgradeOne(i, command)
			}
			all := d.enter("parlance history de safety", exitOK, "")
			for _, words := range d.saved {
				if !strings.Contains(all, words) {
					d.t.Errorf("%s is lost:\n%s", words, all)
				}
			}
		}},
	}
}

// says returns what a command says, however it ends.
func (d *documented) says(command string) string {
	out, _ := d.on(-1, command).CombinedOutput()
	return string(out)
}

// end ends a machine with a signal.
func (d *documented) end(i int) {
	d.t.Helper()
	if err := d.run[i].cmd.Process.Signal(syscall.SIGTERM); err != nil {
		d.t.Fatal(err)
	}
	if err := d.run[i].cmd.Wait(); err != nil {
		d.t.Errorf("a machine that is told to end: %v", err)
	}
}

// upgradeOne upgrades a machine as the document says, while words are saved at another one.
func (d *documented) upgradeOne(i int, wait string) {
	d.t.Helper()
	home := d.home(i)
	if err := os.Link(d.program, filepath.Join(home, "parlance")); err != nil { // the new build
		d.t.Fatal(err)
	}
	if out, err := d.on(i, d.upgrade[0]).CombinedOutput(); err != nil {
		d.t.Fatalf("%v\n%s", err, out)
	}
	d.end(i) // as systemctl does
	d.save((i+1)%3, "Während des Wechsels "+strings.Repeat("weiter ", i)+"bei uns?")
	d.launch(i)
	d.await(i)
	d.enter(wait, exitOK, "is whole")
}
