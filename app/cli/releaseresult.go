package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/store/cluster"
)

// releaseResult is what became of a release or a rollback, for programs.
type releaseResult struct {
	Release *cluster.Release  `json:"release,omitempty"` // that readers are served now
	Missing []cluster.Missing `json:"missing"`           // servers that did not answer for it, and take it when they can
	Refused []cluster.Refusal `json:"refused"`           // servers that cannot read it: readers go on being served the one before
}

// writeRelease prints what became of a release. said names what was done, with %s for the id.
func (t *terminal) writeRelease(r cluster.Release, failed error, said string, asJSON bool) error {
	refused, isRefused := errors.AsType[*cluster.RefusedError](failed)
	switch {
	case asJSON && isRefused:
		if err := writeJSON(t.out, releaseResult{Missing: []cluster.Missing{}, Refused: refused.By}); err != nil {
			return err
		}
		return failed
	case failed != nil:
		return failed
	case asJSON:
		return writeJSON(t.out, releaseResult{Release: &r, Missing: append([]cluster.Missing{}, r.Missing...), Refused: []cluster.Refusal{}})
	}
	var b strings.Builder
	fmt.Fprintf(&b, said+"\n", short(r.ID))
	for _, m := range r.Missing {
		fmt.Fprintf(&b, "%s has not answered for it, because %s: it takes it as soon as it can\n", visible(m.Machine), visible(m.Why))
	}
	_, err := fmt.Fprint(t.out, b.String())
	return err
}
