package folder

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Names of files beside a target. They begin with a dot, so that nobody takes them for files of the tree.
const (
	stagedMark    = ".parlance-new-"
	exchangedMark = ".parlance-"
)

// stagedName returns the pattern, as of [os.CreateTemp], of names for content that is not written whole yet.
func stagedName(target string) string { return "." + filepath.Base(target) + stagedMark + "*" }

// exchangedName returns a new name for what is exchanged with a target. It tells what the file holds if all went well: one of both.
func exchangedName(target string, old, new []byte) string {
	name := fmt.Sprintf(".%s%s%s-%s-%d", filepath.Base(target), exchangedMark, digest(old), digest(new), time.Now().UnixNano())
	return filepath.Join(filepath.Dir(target), name)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return fmt.Sprintf("%x", sum[:6])
}

// exchanged is what the name of a file says that was exchanged with a target.
type exchanged struct {
	target  string   // the name of the target
	digests []string // of what the file may hold
	at      time.Time
}

// parseExchanged parses a name that exchangedName made.
func parseExchanged(name string) (e exchanged, ok bool) {
	at := strings.LastIndex(name, exchangedMark)
	if at < 1 || name[0] != '.' {
		return e, false
	}
	parts := strings.Split(name[at+len(exchangedMark):], "-")
	if len(parts) != 3 {
		return e, false
	}
	nano, err := strconv.ParseInt(parts[2], 10, 64)
	return exchanged{name[1:at], parts[:2], time.Unix(0, nano)}, err == nil
}
