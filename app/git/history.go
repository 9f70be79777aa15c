package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// ErrNoHistory is returned where a folder lies in no repository of git, has no commit, or there is no program git.
var ErrNoHistory = errors.New("there is no history of git here")

// History is what git knows of the files below a folder: every version of each, and what any file held at any commit. It runs git to look, and
// changes nothing. It is safe for concurrent use. Close it.
type History struct {
	dir, prefix string
	versions    map[string][]Version // by today's path below the folder, the newest first
	before      map[string][]string  // paths that a file had before, the newest first
	cut         map[string]bool      // commits whose parents are not here
	names, data *batch
}

// Version is one version of a file.
type Version struct {
	Commit string // in which the file was given these bytes
	Path   string // below the folder, the name that the file had then
	Blob   string // names the bytes
	Day    string // of the commit, for example "2026-01-31"
	Cut    bool   // the history begins here because the clone is shallow: the bytes may be older
}

// ReadHistory reads the history of the files below a folder, renames followed. The error is [ErrNoHistory] where there is none.
func ReadHistory(ctx context.Context, dir string) (*History, error) {
	h := &History{dir: dir, versions: map[string][]Version{}, before: map[string][]string{}, cut: map[string]bool{}}
	out, err := h.output(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoHistory, err)
	}
	h.prefix = strings.TrimSuffix(out, "\n")
	if out, err = h.output(ctx, "rev-list", "--max-parents=0", "HEAD"); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoHistory, err)
	}
	if shallow, err := h.output(ctx, "rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(shallow) == "true" {
		for _, commit := range strings.Fields(out) {
			h.cut[commit] = true
		}
	}
	if err = h.readLog(ctx, "-M"); err != nil && ctx.Err() == nil { // of a clone that lacks some files: only renames without a change can be told
		h.versions, h.before = map[string][]Version{}, map[string][]string{}
		err = h.readLog(ctx, "-M100%")
	}
	if err != nil {
		return nil, err
	}
	if h.names, err = h.batch(ctx, "--batch-check"); err == nil {
		h.data, err = h.batch(ctx, "--batch")
	}
	return h, err
}

// Shallow reports whether the history is cut off.
func (h *History) Shallow() bool { return len(h.cut) > 0 }

// Versions returns the versions of a file that is there today, the newest first; none where git does not know it.
func (h *History) Versions(path string) []Version { return h.versions[path] }

// At returns what names the bytes that a file of today held at a commit, under the name that it had then; ok is false where there was none.
func (h *History) At(commit, path string) (blob string, ok bool) {
	for _, name := range append([]string{path}, h.before[path]...) {
		head, _, err := h.names.ask(commit + ":" + h.prefix + name)
		if fields := strings.Fields(head); err == nil && len(fields) == 3 && fields[1] == "blob" {
			return fields[0], true
		}
	}
	return "", false
}

// Read returns the bytes that a blob names.
func (h *History) Read(blob string) ([]byte, error) {
	head, data, err := h.data.ask(blob)
	if err == nil && data == nil {
		err = fmt.Errorf("git has no %s: %s", blob, head)
	}
	return data, err
}

// Close ends the programs that were started.
func (h *History) Close() {
	h.names.close()
	h.data.close()
}

func (h *History) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "git", append([]string{"-c", "core.quotePath=false", "-c", "log.showSignature=false"}, args...)...)
	c.Dir, c.Env = h.dir, environment()
	return c
}

func (h *History) output(ctx context.Context, args ...string) (string, error) {
	out, err := h.command(ctx, args...).Output()
	return string(out), err
}

// readLog reads which commit changed which file, from the newest to the oldest.
func (h *History) readLog(ctx context.Context, renames string) error {
	c := h.command(ctx, "log", "--topo-order", "--format=%x01%H %cs", "--raw", "--no-abbrev", renames, "--root", "--relative", "--no-ext-diff", "--no-textconv", "HEAD", "--", ".")
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	var stderr bytes.Buffer
	c.Stderr = &stderr
	if err := c.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	l := logReader{h: h, today: map[string]string{}}
	for lines.Scan() {
		l.line(lines.Text())
	}
	_, _ = io.Copy(io.Discard, out)
	if err := errors.Join(lines.Err(), c.Wait()); err != nil {
		return fmt.Errorf("git log: %w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return nil
}

// logReader follows each file back through its names.
type logReader struct {
	h           *History
	commit, day string
	today       map[string]string // of a name at the commit that is read, the name of today; "" where the file has other ancestors or is gone
}

// line reads a line of the log: a commit, or a change as of git-diff(1), "Raw output format".
func (l *logReader) line(line string) {
	if commit, ok := strings.CutPrefix(line, "\x01"); ok {
		l.commit, l.day, _ = strings.Cut(commit, " ")
		return
	}
	fields := strings.Split(line, "\t")
	info := strings.Fields(fields[0])
	if len(fields) < 2 || len(info) != 5 || !strings.HasPrefix(line, ":") {
		return
	}
	name, from := unquotePath(fields[len(fields)-1]), ""
	if len(fields) == 3 && info[4][0] == 'R' {
		from = unquotePath(fields[1])
	}
	today, known := l.today[name]
	if !known {
		today = name
		l.today[name] = name
	}
	if info[4][0] == 'D' || info[1] == "160000" {
		return
	}
	l.h.versions[today] = append(l.h.versions[today], Version{l.commit, name, info[3], l.day, l.h.cut[l.commit]})
	if from == "" || from == name {
		return
	}
	if _, taken := l.today[from]; !taken {
		l.today[from] = today
		l.h.before[today] = append(l.h.before[today], from)
	}
}

func unquotePath(p string) string {
	if strings.HasPrefix(p, `"`) {
		if plain, err := strconv.Unquote(p); err == nil {
			return plain
		}
	}
	return p
}

// batch is a git cat-file that answers one question after the other.
type batch struct {
	lock   sync.Mutex
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	silent bool // answers have no bytes
}

func (h *History) batch(ctx context.Context, mode string) (*batch, error) {
	b := &batch{cmd: h.command(ctx, "cat-file", mode), silent: mode == "--batch-check"}
	var err error
	if b.in, err = b.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := b.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	b.out = bufio.NewReader(out)
	return b, b.cmd.Start()
}

// ask returns the head of the answer, "<name> <type> <size>" where there is such an object, and its bytes; nil where there is none.
func (b *batch) ask(name string) (head string, data []byte, err error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if strings.Contains(name, "\n") {
		return "", nil, errors.New("git cannot be asked for a name with a line end")
	}
	if _, err := io.WriteString(b.in, name+"\n"); err != nil {
		return "", nil, err
	}
	head, err = b.out.ReadString('\n')
	head = strings.TrimSuffix(head, "\n")
	fields := strings.Fields(head)
	if err != nil || b.silent || len(fields) != 3 || fields[1] == "missing" || fields[2] == "missing" {
		return head, nil, err
	}
	size, err := strconv.Atoi(fields[2])
	if err != nil {
		return head, nil, fmt.Errorf("git cat-file answered %q", head)
	}
	data = make([]byte, size+1)
	_, err = io.ReadFull(b.out, data)
	return head, data[:size], err
}

func (b *batch) close() {
	if b != nil && b.cmd != nil {
		_ = b.in.Close()
		_ = b.cmd.Wait()
	}
}
