package cli

import (
	"flag"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// The program is built anew for a container, which takes a minute or two.
var containers = flag.Bool("container", false, "run a machine as in a container, too")

// containerfile is what a test takes from the file that makes a container.
type containerfile struct {
	build string   // the command that makes the program, and the disk
	user  string   // number of account and group
	env   []string // that the image sets
	run   []string // what is started
}

func (d *documented) containerfile() (c containerfile) {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.root, "app/docs/Containerfile"))
	if err != nil {
		d.t.Fatal(err)
	}
	one := func(pattern string) string {
		found := regexp.MustCompile(`(?m)^` + pattern + `$`).FindStringSubmatch(string(data))
		if found == nil {
			d.t.Fatalf("Containerfile: no line %s", pattern)
		}
		return found[1]
	}
	word := func(list string) []string { return strings.Split(strings.ReplaceAll(list, `"`, ""), ", ") }
	return containerfile{one(`RUN (.+)`), one(`USER (.+)`), strings.Fields(one(`ENV (.+)`)), append(word(one(`ENTRYPOINT \[(.+)\]`)), word(one(`CMD \[(.+)\]`))...)}
}

// container runs a machine as the document's container does, without a container: the program that the file builds, as its account, in a folder that holds nothing else, cannot be written to, and has
// the machine's disk and files mounted. Only root can do that, on Linux.
func (d *documented) container(command string) {
	d.t.Helper()
	file, image := d.containerfile(), filepath.Join(d.dir, "image")
	if !*containers {
		return
	}
	if _, err := exec.LookPath("unshare"); err != nil || runtime.GOOS != "linux" || os.Geteuid() != 0 {
		d.t.Fatal("what runs in a container is tried by root, on Linux, with unshare")
	}
	const i = 2
	built := strings.NewReplacer("-o /parlance", "-o "+image+"/parlance", "go build", "go build -C "+d.root, "/data", image+"/data").Replace(file.build)
	d.end(i)
	keys := filepath.Join(image, "etc", "parlance")
	prepare := "mkdir -p " + keys + " && " + built + " && cp -p secret machine.pem machine.key authority.pem " + keys + " && chown -R " + file.user + " " + keys + " var"
	prepare = strings.NewReplacer("cp -p ", "(cd "+d.home(i)+" && cp -p ", " && chown", ") && cd "+d.home(i)+" && chown").Replace(prepare)
	if out, err := exec.Command("sh", "-ec", prepare).CombinedOutput(); err != nil {
		d.t.Fatalf("%s\n%v\n%s", prepare, err, out)
	}
	cmd := exec.Command("unshare", "-m", "sh", "-ec", `mount --bind "$0" "$0"
mount -o remount,bind,ro "$0"
mount --bind "$1" "$0/data"
account=$2; shift 2
exec chroot --userspec="$account" "$0" "$@"`, image, filepath.Join(d.home(i), "var"), file.user)
	cmd.Args = append(cmd.Args, file.run...)
	variables := regexp.MustCompile(`-e (\S+)`).FindAllStringSubmatch(command, -1)
	own := strings.NewReplacer("10.0.0.1:", d.addr(i)+":", "10.0.0.2:", d.addr(0)+":", "10.0.0.3:", d.addr(1)+":")
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH")}, file.env...)
	for _, v := range variables {
		cmd.Env = append(cmd.Env, own.Replace(v[1]))
	}
	cmd.Env = append(cmd.Env, "PARLANCE_ADDR="+d.addr(i)+":8080") // the machines share a system here
	d.run[i] = observe(d.t, cmd)
	eventually(d.t, "a machine in a container serves", func() bool {
		answer, err := http.Get("http://" + d.addr(i) + ":8080/readyz")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
	d.enter("until parlance cluster status; do sleep 1; done", exitOK, "is whole")
	owner, err := exec.Command("stat", "-c", "%u:%g", filepath.Join(d.home(i), "var", "cluster", "jetstream")).Output()
	if got := strings.TrimSpace(string(owner)); err != nil || got != file.user {
		d.t.Errorf("what it writes is of account %s (%v), want %s", got, err, file.user)
	}
	d.end(i)
	d.launch(i)
	d.await(i)
}
