package voter

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/store/folder"
)

// format is the number of how a machine's folder is laid out.
const format = 1

// identityName is the file that says which machine a folder belongs to.
const identityName = "machine.json"

// machine says which machine of which cluster a folder belongs to.
type machine struct {
	Format  int    `json:"format"`
	Cluster string `json:"cluster"`
	Name    string `json:"machine"`
	Sum     string `json:"sum,omitempty"` // of the name: another name would be another machine, with what this one voted for; "" where an earlier build wrote it
}

// identity returns the name of the machine that a folder belongs to, and gives it one where it is new: no two folders have one name, so that a machine
// that lost its folder is another one.
func identity(o Options) (string, error) {
	path := filepath.Join(o.Dir, identityName)
	file := folder.NewLog(path, 4096).OwnerOnly()
	data, err := file.Read()
	if err != nil {
		return "", err
	}
	if len(data) == 0 {
		m := machine{Format: format, Cluster: o.Cluster, Name: strings.NewReplacer(":", "-", "[", "", "]", "").Replace(o.Addr) + "-" + strings.ToLower(rand.Text()[:6])}
		m.Sum = sumOf(m.Name)
		line, err := json.Marshal(m)
		if err == nil {
			err = file.Append(line)
		}
		return m.Name, err
	}
	var m machine
	switch err := json.Unmarshal(data, &m); {
	case err != nil || m.Name == "" || m.Sum != "" && m.Sum != sumOf(m.Name):
		return "", fmt.Errorf("%s cannot be read: restore it, or begin this machine anew with an empty folder and take the old one out of the cluster", path)
	case m.Format != format:
		return "", fmt.Errorf("%s has format %d, and this program knows %d: use the release of parlance that wrote it", path, m.Format, format)
	case m.Cluster != o.Cluster:
		return "", fmt.Errorf("%s belongs to the cluster %q and not to %q: name another folder, or that cluster", o.Dir, m.Cluster, o.Cluster)
	}
	return m.Name, nil
}

// sumOf returns the first half of a name's SHA-256.
func sumOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:16])
}
