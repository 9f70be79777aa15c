package cluster

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	lowDisk     = 1 << 30          // bytes of disk that are too few
	farBehind   = uint64(1000)     // changes
	takesPart   = 32 << 20         // bytes that must be free before a machine takes part: RoomAgain of package voter
	justStarted = 60 * time.Second // within it, machines may not have found each other
)

// todo returns what an operator is to do. What waiting puts right comes first.
func (s Status) todo() []string {
	list := slices.Concat(s.wait(), s.unsaved()) // [] in JSON, and not null
	for _, m := range s.Machines {
		if what := s.todoOf(m); what != "" {
			list = append(list, what)
		}
	}
	list = append(list, s.copies()...)
	return append(list, s.apart()...)
}

// notes returns what an operator should know, and is no fault: while machines are upgraded one after another they run different builds.
func (s Status) notes() (list []string) {
	versions := map[string]bool{}
	for _, m := range s.Machines {
		if m.Version != "" {
			versions[m.Version] = true
		}
	}
	if len(versions) > 1 {
		list = append(list, "the machines run different builds: upgrade the rest")
	}
	return list
}

// young reports whether a machine with a voice has just started.
func (m Machine) young() bool {
	return m.Up && m.Voice && m.Runs > 0 && m.Runs < justStarted.Seconds()
}

// starting reports whether machines with a voice have just started, so that what is missing may come by itself.
func (s Status) starting() bool {
	return slices.ContainsFunc(s.Machines, Machine.young)
}

// wait says what is on its way by itself, so that nothing is stopped meanwhile.
func (s Status) wait() []string {
	var young []string
	for _, m := range s.Machines {
		if m.young() {
			young = append(young, fmt.Sprintf("%s (%s ago)", m.Name, seconds(m.Runs)))
		}
	}
	if len(young) == 0 || s.Writable && !s.unfinished() {
		return []string{}
	}
	return []string{fmt.Sprintf("wait a minute and ask again before anything else is done: %s just started", strings.Join(young, ", "))}
}

// unfinished reports whether something differs from a cluster that is whole.
func (s Status) unfinished() bool {
	return s.empty || s.missing() > 0 || slices.ContainsFunc(s.Machines, func(m Machine) bool { return m.Voice && !m.Up && !m.Removed || m.young() && len(m.Holds) == 0 }) ||
		slices.ContainsFunc(s.holdings, func(h Holding) bool {
			return slices.ContainsFunc(h.machines(), func(name string) bool { return !h.Whole[name] })
		})
}

// missing returns how many machines there should be more, of which nothing is known.
func (s Status) missing() int {
	voices := 0
	for _, m := range s.Machines {
		if m.Voice && !m.Removed {
			voices++
		}
	}
	return s.size - voices
}

// unsaved says that nothing can be saved, and what to do.
func (s Status) unsaved() (list []string) {
	switch missing := s.missing(); {
	case s.halfway:
		list = append(list, "a backup is being restored, and nobody is served anything until that is finished: where it was interrupted, run parlance restore with the same file again")
	case s.voteless:
		list = append(list, "what is saved is kept, but more than half of the machines that have a vote are down, those that were ended and not removed too: commands end, and machines that start wait, until some of them are started")
	case s.empty && s.starting(): // it is about to be filled
	case s.empty:
		list = append(list, "the cluster holds nothing yet: start a machine where the folders content and locales are, or restore a backup")
	case !s.Writable:
		list = append(list, "nothing can be saved, because most machines do not answer: start those that are down, readers notice nothing meanwhile")
		if missing > 0 {
			list = append(list, fmt.Sprintf("%d more of the %d machines do not answer: start them", missing, s.size))
		}
	case missing > 0:
		list = append(list, fmt.Sprintf("%d more of the %d machines do not answer: start them", missing, s.size))
	}
	return list
}

// todoOf returns what is to be done about one machine, "" for nothing.
func (s Status) todoOf(m Machine) string {
	switch {
	case m.Removed && (m.Vote || len(m.Holds) > 0):
		return fmt.Sprintf("%s is being taken out of the cluster, and that is not finished: parlance cluster remove %s goes on with it", m.Name, m.Name)
	case m.Removed:
		return ""
	case !m.Up && m.Voice && len(m.Holds) == 0 && m.Vote:
		return fmt.Sprintf("%s is down, holds nothing and has a vote: start it, or where it is lost for good: parlance cluster remove %s", m.Name, m.Name)
	case !m.Up && m.Voice:
		return s.replace(m.Name)
	case !m.Up:
		return fmt.Sprintf("%s has not been heard for %s: start it; where it was taken away for good, it is forgotten after %s", m.Name, seconds(m.Silent), forgetAfter)
	case m.DiskFull:
		return fmt.Sprintf("the disk of %s is full, and it takes no part until there is room: free %d MB at least, better %d, and it takes part again by itself", m.Name, takesPart>>20, lowDisk>>20)
	case m.DiskFree != nil && *m.DiskFree < lowDisk:
		return fmt.Sprintf("%s has %d MB of disk left: make room until it has %d, below %d it does not start any more", m.Name, *m.DiskFree>>20, lowDisk>>20, takesPart>>20)
	case m.Behind > farBehind:
		return fmt.Sprintf("%s is %d changes behind: wait until it has them before another machine is stopped", m.Name, m.Behind)
	case s.Release != "" && m.Release != "" && m.Release != s.Release && m.Lag == 0:
		return fmt.Sprintf("%s serves release %.12s and has not heard of %.12s: does it reach the machines that have a voice?", m.Name, m.Release, s.Release)
	case s.Release != "" && m.Release != "" && m.Release != s.Release:
		return fmt.Sprintf("%s serves release %.12s and not %.12s, which it has known of for %s: its log says why; it takes it as soon as it can", m.Name, m.Release, s.Release, seconds(m.Lag))
	}
	return ""
}

func seconds(n float64) time.Duration {
	return time.Duration(n * float64(time.Second)).Round(time.Second)
}

// replace returns what to do about a machine that is down.
func (s Status) replace(lost string) string {
	if spare := s.spare(); len(spare) > 0 {
		return fmt.Sprintf("%s is down: start it; where its disk is lost for good, %s takes its place: parlance cluster remove %s", lost, spare[0], lost)
	}
	return fmt.Sprintf("%s is down: start it; where its disk is lost for good, start a machine with an empty --cluster-dir in its place, and then: parlance cluster remove %s", lost, lost)
}

// spare returns the machines that run and hold nothing.
func (s Status) spare() (names []string) {
	for _, m := range s.Machines {
		if m.Up && m.Voice && len(s.holdings) > 0 && len(m.Holds) == 0 {
			names = append(names, m.Name)
		}
	}
	return names
}

// copies returns what is to be done about how many machines hold everything.
func (s Status) copies() (list []string) {
	down, kept, wanted := false, 0, 0
	for _, m := range s.Machines {
		down = down || m.Voice && !m.Up
		behind := slices.ContainsFunc(s.holdings, func(h Holding) bool { whole, holds := h.Whole[m.Name]; return holds && !whole })
		if m.Up && behind && m.Behind <= farBehind && !m.DiskFull {
			list = append(list, fmt.Sprintf("%s does not hold everything yet: wait until it does before another machine is stopped", m.Name))
		}
	}
	for i, h := range s.holdings {
		if wanted = max(wanted, h.Copies); i == 0 || len(h.Whole) < kept {
			kept = len(h.Whole)
		}
	}
	spare := s.spare()
	switch {
	case wanted <= 1 || kept == 0: // of one machine
	case kept < wanted && len(spare) == 0:
		list = append(list, fmt.Sprintf("%d machines hold everything in place of %d: start another one with an empty --cluster-dir", kept, wanted))
	case kept < wanted:
		list = append(list, fmt.Sprintf("%s is about to get everything: wait", spare[0]))
	case len(spare) > 1 && wanted == 3 && !down:
		list = append(list, fmt.Sprintf("%s run and hold nothing: have five machines hold everything (parlance cluster resize 5), or stop these, and run parlance cluster remove for each",
			strings.Join(spare, " and ")))
	case len(spare) > 0 && !down:
		list = append(list, fmt.Sprintf("%s runs and holds nothing: keep it for the place of a machine that will be lost, or stop it and run parlance cluster remove %s", spare[0], spare[0]))
	}
	return list
}

// apart says where parts of what the cluster holds are on different machines: more pairs of machines are then too many to lose than there need be.
func (s Status) apart() []string {
	if len(s.holdings) == 0 || !slices.ContainsFunc(s.holdings, func(h Holding) bool { return !slices.Equal(h.machines(), s.holdings[0].machines()) }) {
		return nil
	}
	var parts []string
	for _, h := range s.holdings {
		parts = append(parts, fmt.Sprintf("%s on %s", whatOf(h.Stream), strings.Join(h.machines(), ", ")))
	}
	return []string{fmt.Sprintf("not everything is on the same machines (%s), so that no machine may be ended: parlance cluster resize %d puts it together, and names those that may be ended", strings.Join(parts, "; "), s.size)}
}
