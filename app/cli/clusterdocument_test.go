package cli

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documented is the cluster of app/docs/cluster.md. Its commands are run as they stand there, by a shell, but for what stands for the reader's own: each 10.0.0.N is a
// loopback address, what is listened for at every address of a machine is at that one alone, the folders of a machine lie in one of the test, and DIR, NAME and the name of a
// backup are filled in. scp copies into the folder of a machine; systemctl is the test itself.
type documented struct {
	machines
	root     string              // of the module
	net      string              // of the loopback addresses, in the place of 10.0.0.
	serve    string              // the command that starts a machine
	exported string              // what the document has a shell export
	words    *strings.Replacer   // what stands for the reader's own
	upgrade  []string            // the commands before the last one of an upgrade
	commands []documentedCommand // in the document's order
	saved    []string            // words that were acknowledged
}

// documentedCommand is one command of the document.
type documentedCommand struct {
	line int
	text string
}

// readCommands returns the commands of a document: its indented lines, those that go on in the next line as one.
func readCommands(text string) (list []documentedCommand) {
	open := false
	for i, line := range strings.Split(text, "\n") {
		command, ok := strings.CutPrefix(line, "    ")
		switch {
		case !ok:
			open = false
			continue
		case open:
			list[len(list)-1].text += "\n" + command
		default:
			list = append(list, documentedCommand{i + 1, command})
		}
		all := list[len(list)-1].text
		open = strings.HasSuffix(all, `\`) || regexp.MustCompile(`(?m)^for `).MatchString(all) && !regexp.MustCompile(`\bdone$`).MatchString(all)
	}
	return list
}

// newDocumented reads the document, and lays out the folders of machines that do not run yet. The first one has the site that fills the cluster.
func newDocumented(t *testing.T, machineCount int) *documented {
	t.Helper()
	text, err := os.ReadFile("../docs/cluster.md")
	if err != nil {
		t.Fatal(err)
	}
	d := &documented{commands: readCommands(string(text)), net: loopback(t)}
	if d.root, err = filepath.Abs("../.."); err != nil {
		t.Fatal(err)
	}
	d.machines = machines{t: t, program: build(t), dir: t.TempDir(), run: make([]*process, machineCount), work: make([]string, machineCount), start: d.startOf}
	d.ca = filepath.Join(d.dir, "authority.pem")
	d.words = strings.NewReplacer("10.0.0.", d.net, "/var/backups/parlance", filepath.Join(d.dir, "backups"), " DIR", " "+filepath.Join(d.dir, "site"))
	d.write("bin/scp", "#!/bin/sh\nfor last; do :; done\nshift # -p\nfor file; do [ \"$file\" = \"$last\" ] || cp -p \"$file\" \""+d.dir+"/${last%:}/\" || exit 1; done\n")
	d.write("backups/.keep", "")
	if err := os.Link(d.program, filepath.Join(d.dir, "bin", "parlance")); err != nil {
		t.Fatal(err)
	}
	for i := range machineCount {
		d.clients = append(d.clients, d.addr(i)+":4222")
		d.write(d.addr(i)+"/bin/.keep", "")
		if err := os.Link(d.program, filepath.Join(d.home(i), "bin", "parlance")); err != nil {
			t.Fatal(err)
		}
	}
	unlaidSite(t, d.home(0))
	return d
}

// loopback returns a network of 256 loopback addresses of which nobody uses the first.
func loopback(t *testing.T) string {
	t.Helper()
	for range 100 {
		network := fmt.Sprintf("127.%d.%d.", 16+rand.IntN(200), rand.IntN(256))
		ln, err := net.Listen("tcp", network+"1:6222")
		if err == nil {
			ln.Close()
			return network
		}
	}
	t.Skip("this system has no loopback addresses beside 127.0.0.1")
	return ""
}

func (d *documented) addr(i int) string { return fmt.Sprint(d.net, i+1) }

// home returns the folder that stands for the disk of a machine.
func (d *documented) home(i int) string { return filepath.Join(d.dir, d.addr(i)) }

func (d *documented) write(name, text string) {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		d.t.Fatal(err)
	}
}

// on returns a command of the document as a reader enters it on a machine, or, below 0, on their own computer.
func (d *documented) on(i int, command string) *exec.Cmd {
	dir, text := d.dir, d.words.Replace(command)
	if i >= 0 {
		dir = d.home(i)
		text = strings.NewReplacer("/var/lib/parlance", filepath.Join(dir, "var"), "/usr/local/bin", filepath.Join(dir, "bin"), "--addr :8080", "--addr "+d.addr(i)+":8080",
			"localhost:8090", d.addr(i)+":8090", "parlance serve", "exec parlance serve --quiet").Replace(text)
	}
	cmd := exec.Command("sh", "-ec", d.exported+"\n"+text)
	cmd.Dir = dir
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "PARLANCE_") }),
		"PATH="+filepath.Join(dir, "bin")+":"+filepath.Join(d.dir, "bin")+":"+os.Getenv("PATH"), "HOME="+dir, "GIT_CONFIG_GLOBAL=/dev/null")
	return cmd
}

// startOf returns how a machine is started: by the document's command, with its own address and those of the others. Machines after the fifth have no voice.
func (d *documented) startOf(i int) *exec.Cmd {
	of := 3
	if i >= 3 {
		of = 5
	}
	var peers []string
	for k := range of {
		if k != i {
			peers = append(peers, d.addr(k)+":6222")
		}
	}
	command := regexp.MustCompile(`--cluster-peers \S+`).ReplaceAllString(d.serve, "--cluster-peers "+strings.Join(peers, ","))
	command = regexp.MustCompile(`(--cluster-addr|--cluster-client-addr) 10\.0\.0\.1`).ReplaceAllString(command, "$1 "+d.addr(i))
	exported := d.exported
	d.exported = "" // machines are started by other shells
	defer func() { d.exported = exported }()
	return d.on(i, strings.ReplaceAll(command, "Ana García", fmt.Sprint("Person ", i)))
}

// enter runs a command on the reader's computer. It is to end with a code, and to say something.
func (d *documented) enter(command string, want int, says string) (out string) {
	d.t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := d.on(-1, command)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	_ = cmd.Run()
	if code := cmd.ProcessState.ExitCode(); code != want || !strings.Contains(stdout.String()+stderr.String(), says) {
		d.t.Fatalf("%s\ngot %d, want %d and %q:\n%s%s", command, code, want, says, &stdout, &stderr)
	}
	return stdout.String()
}

// forget ends a machine, takes away all that it holds.
func (d *documented) forget(i int) {
	d.t.Helper()
	d.kill(i)
	for _, name := range []string{"var", "content", "locales"} {
		if err := os.RemoveAll(filepath.Join(d.home(i), name)); err != nil {
			d.t.Fatal(err)
		}
	}
}

// save saves a title at a machine, which is to be found again until the end.
func (d *documented) save(i int, words string) {
	d.t.Helper()
	if status, body := d.machines.save(i, words); status != 303 {
		d.t.Fatalf("saving: %d\n%s", status, body)
	}
	d.saved = append(d.saved, words)
}
