package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workbench/signin"
	"github.com/parlance/parlance/app/workbench/team"
)

// signInFlags are the flags of signing in to the workbench by OpenID Connect. No secret is among them: arguments are seen by everybody on a machine.
type signInFlags struct {
	Issuer     string `name:"oidc-issuer" placeholder:"URL" help:"Provider of OpenID Connect that people sign in to the workbench with, as its documents write its issuer. Who may do what stands in locales/team.toml."`
	ClientID   string `name:"oidc-client-id" placeholder:"ID" help:"What the provider calls this workbench. Its redirect address there is that of the workbench with /sign-in/callback."`
	SecretFile string `name:"oidc-client-secret-file" placeholder:"FILE" help:"File with the secret that the provider gave this workbench, which nobody else may read; none for a public client."`
	WorkOrigin string `name:"work-origin" placeholder:"URL" help:"Address by which people reach the workbench, for example https://work.example.org; it answers no other name."`
	Admin      string `name:"admin" placeholder:"MAIL|SUBJECT" help:"Mail address (which the provider has verified) or subject of who may change the team, before the team names anybody."`
}

// check refuses flags that do not belong together, and an address that others can reach without signing in. given is the address as the flag names it.
func (f *signInFlags) check(addr net.Addr, given string) error {
	switch {
	case f.Issuer == "" && (f.ClientID != "" || f.SecretFile != "" || f.Admin != ""):
		return usagef("name the provider that people sign in with, too: --oidc-issuer https://login.example.org")
	case f.Issuer == "" && !isLoopback(addr):
		return usagef("a workbench in which nobody signs in is for this machine only, and %s can be reached from others: use --work-addr localhost:8090, or have people sign in, with --oidc-issuer", given)
	case f.Issuer == "" && f.WorkOrigin != "":
		return usagef("--work-origin is for a workbench that others reach, and people sign in to that: give --oidc-issuer too")
	case f.Issuer == "":
		return nil
	case f.ClientID == "":
		return usagef("--oidc-client-id is missing: it is what the provider calls this workbench")
	case f.WorkOrigin == "" && !isLoopback(addr):
		return usagef("--work-origin is missing: the provider leads people back to it after they have signed in, like https://work.example.org")
	case f.WorkOrigin == "":
		f.WorkOrigin = "http://localhost:" + portOf(addr)
	}
	origin, err := parseOrigin("--work-origin", f.WorkOrigin)
	if err != nil {
		return err
	}
	if u, err := url.Parse(origin); err != nil || u.Path != "" {
		return usagef("--work-origin %q has a path, and the workbench needs a name of its own: write it like https://work.example.org", f.WorkOrigin)
	}
	f.WorkOrigin = origin
	return nil
}

func portOf(addr net.Addr) string {
	_, port, _ := net.SplitHostPort(addr.String())
	return port
}

// open returns the sign-in. The secret and the key of the sessions must lie outside of both trees, in files of this account alone.
func (f *signInFlags) open(catalogs store.Store, key func() (signin.Key, error), trees []string, log *slog.Logger) (*signin.SignIn, error) {
	o := signin.Options{Issuer: f.Issuer, ClientID: f.ClientID, Origin: f.WorkOrigin, Log: log}
	var err error
	if f.SecretFile != "" {
		if o.Secret, err = readSecret(f.SecretFile, trees); err != nil {
			return nil, fmt.Errorf("--oidc-client-secret-file: %w", err)
		}
	}
	if o.Key, err = key(); err != nil {
		return nil, fmt.Errorf("the key of the sessions: %w", err)
	}
	o.Team = team.Open(catalogs, team.Options{Admin: f.Admin, Issuer: f.Issuer, Log: log})
	o.Team.Faults() // the log hears of them now, and not when somebody signs in
	return signin.New(o)
}

// maxSecret is the largest size of a secret in bytes.
const maxSecret = 4 << 10

// readSecret returns the secret in a file, without the line end behind it. No error says anything of what the file holds.
func readSecret(path string, trees []string) (string, error) {
	if err := checkSecretFile(path, trees, 0o027); err != nil { // a service may have it from its group, as containers give it
		return "", err
	}
	dir, name := filepath.Split(path)
	data, err := store.ReadAtMost(os.DirFS(cmp.Or(dir, ".")), name, maxSecret)
	if err != nil {
		return "", fmt.Errorf("%s is not read, because a secret is one line: %w", path, err)
	}
	secret := string(bytes.TrimRight(data, "\r\n"))
	if secret == "" || !utf8.ValidString(secret) || strings.ContainsFunc(secret, unicode.IsControl) {
		return "", fmt.Errorf("%s holds no secret: it is one line of text, as the provider gave it", path)
	}
	return secret, nil
}

// sessionKey returns the key of the sessions in the folder of the data, and makes one where there is none.
func sessionKey(data string, trees []string) (signin.Key, error) {
	path := filepath.Join(data, signin.KeyName)
	if err := checkSecretFile(path, trees, 0o077); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	key, err := signin.LoadKey(folder.NewLog(path, maxSecret).OwnerOnly())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return key, nil
}

// checkSecretFile refuses a file that lies where readers may get it, or that has a permission for others among those of mode.
func checkSecretFile(path string, trees []string, mode fs.FileMode) error {
	for _, tree := range trees {
		if liesIn(path, tree) {
			return fmt.Errorf("%s lies in %s, which readers may get: move it to a folder outside of both trees, and have the provider give a new secret if it was ever published", path, tree)
		}
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file %s: %w", path, fs.ErrNotExist)
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a file", path)
	case runtime.GOOS != "windows" && info.Mode().Perm()&mode != 0: // which has no such permissions
		return fmt.Errorf("others on this machine can read or write %s: take that from them (chmod 600 %s)", path, path)
	}
	return nil
}
