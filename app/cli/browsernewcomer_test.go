package cli

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The first sentence of a newcomer who has the program and the folders: from the command to words that readers get, with two keys beside the letters.
func TestTheFirstSentenceOfANewcomer(t *testing.T) {
	ctx, tools := startChromium(t)
	dir := besideTrees(t)
	program := filepath.Join(t.TempDir(), "parlance")
	if out, err := exec.Command("go", "build", "-o", program, "../../cmd/parlance").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	began := time.Now()
	work := exec.Command(program, "work", "es", "--no-browser", "--as", "Ana García", "--work-addr", "127.0.0.1:0")
	work.Dir = dir
	out, err := work.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := work.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = work.Process.Signal(os.Interrupt); _ = work.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "The workbench: ")
	if !ok || !strings.HasSuffix(address, "/es") {
		t.Fatalf("the command says %q, %v", line, err)
	}
	answers := time.Since(began)

	x := openTab(t, ctx, strings.TrimSuffix(address, "/es"), tools)
	x.open(t, address, 1280)
	x.waitFor(t, `document.querySelector("a.next + .keys")`)
	x.axe(t, address)
	x.leave(t, chromedp.KeyEvent("n"))
	x.waitFor(t, `document.activeElement.name === "other" && document.activeElement.value === ""`)
	key := strings.TrimSpace(ask[string](t, x, `document.querySelector("h1 code").textContent`))
	x.do(t, chromedp.KeyEvent("Descanso"))
	x.leave(t, ctrlEnter())
	x.waitFor(t, `document.querySelector(".done")?.textContent.startsWith("Saved: `+key+`.")`)
	took := time.Since(began)
	if got := entry(t, dir, "es", key); got != "Descanso" {
		t.Errorf("the catalog has %q for %s", got, key)
	}
	t.Logf("the workbench answered after %v, the first text was saved after %v, by 2 keys and 8 letters", answers, took)
}
