package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Rollback has readers served an earlier release again: that whose id begins so, or where id is "" that which they were served before the one of the moment was released. So twice
// goes back two, and never forward, nor to one that was gone back from. Servers answer for it as for a new one.
func (c *Cluster) Rollback(ctx context.Context, id, by string) (Release, error) {
	now, revision, err := c.current(ctx)
	if err != nil {
		return Release{}, err
	}
	list, err := c.Releases(ctx)
	if err != nil {
		return Release{}, err
	}
	r, err := earlierRelease(list, id)
	if err != nil {
		return Release{}, err
	}
	if r.ID == now.ID {
		return r, fmt.Errorf("readers are served %.12s already", r.ID)
	}
	r.By, r.Back = by, true
	return c.serve(ctx, r, now.ID, revision)
}

// earlierRelease returns the release of a list, the newest first, whose id begins so, or that which the newest one took the place of.
func earlierRelease(list []Release, id string) (Release, error) {
	if id == "" {
		if before := servedBefore(list); before != nil {
			return *before, nil
		}
		return Release{}, errors.New("readers were served no release before this one: name one of those that parlance releases lists, parlance rollback ID")
	}
	found := map[Sum]Release{}
	for _, r := range list {
		if strings.HasPrefix(string(r.ID), id) {
			found[r.ID] = r
		}
	}
	for _, r := range found {
		if len(found) == 1 {
			return r, nil
		}
	}
	return Release{}, fmt.Errorf("%d releases have an id that begins with %q: parlance releases lists them", len(found), id)
}

// servedBefore returns the release that readers were served before the one of the moment, nil for none. Each release stands on the one before it; going back takes away those above.
func servedBefore(list []Release) *Release {
	var standing []Release
	for _, r := range slices.Backward(list) {
		at := slices.IndexFunc(standing, func(s Release) bool { return s.ID == r.ID })
		switch {
		case r.Back && at >= 0:
			standing = standing[:at+1]
		case len(standing) == 0 || standing[len(standing)-1].ID != r.ID:
			standing = append(standing, r)
		}
	}
	if len(standing) < 2 {
		return nil
	}
	return &standing[len(standing)-2]
}
