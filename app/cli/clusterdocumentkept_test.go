package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"github.com/parlance/parlance/app/store/cluster"
)

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
		d.kill(i) // where readers were served already, it goes on serving them
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
		{"docker run", d.container},
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
