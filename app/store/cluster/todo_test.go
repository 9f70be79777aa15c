package cluster

import (
	"strings"
	"testing"
)

// lies returns how a stream lies on machines that hold all of it.
func lies(stream string, copies int, machines ...string) Holding {
	h := Holding{Stream: stream, Copies: copies, Leader: machines[0], Whole: map[string]bool{}, Up: map[string]bool{}, Behind: map[string]uint64{}}
	for _, name := range machines {
		h.Whole[name], h.Up[name] = true, true
	}
	return h
}

func says(name string, seconds float64, size int) answer {
	return answer{Machine: Machine{Name: name, Runs: seconds, Version: "1"}, Cluster: "test", Size: size}
}

// What the status has an operator do, first things first.
func TestTodo(t *testing.T) {
	free := func(mb uint64) *uint64 { bytes := mb << 20; return &bytes }
	full, low := says("c", 900, 3), says("c", 900, 3)
	full.DiskFull, full.DiskFree, low.DiskFree = true, free(0), free(9)
	whole := []Holding{lies(filesConfig().Name, 3, "a", "b", "c"), lies("parlance-logs", 3, "a", "b", "c")}
	for _, test := range []struct {
		name     string
		holdings []Holding
		answers  []answer
		votes    []Vote
		gone     map[string]string
		want     string // the lines that are said, each by a part of it; "" for nothing
		not      string
	}{
		{"whole", whole, []answer{says("a", 900, 3), says("b", 9, 3), says("c", 900, 3)}, nil, nil, "", ""},
		{"other peers named at one start", whole, []answer{says("a", 900, 5), says("b", 900, 3), says("c", 900, 3)}, nil, nil, "", ""},
		{"one down", whole, []answer{says("a", 900, 3), says("b", 900, 3)}, nil, nil, "c is down: start it; where its disk is lost for good", "wait a minute"},
		{"starting", whole, []answer{says("a", 5, 3), says("b", 5, 3)}, nil, nil, "wait a minute and ask again before anything else is done: a (5s ago), b (5s ago)\nc is down", ""},
		{"a spare just started", whole, []answer{says("a", 900, 3), says("b", 900, 3), says("c", 900, 3), says("d", 4, 3)}, nil, nil, "wait a minute\nd runs and holds nothing", ""},
		{"full", whole, []answer{says("a", 900, 3), says("b", 900, 3), full}, nil, nil, "the disk of c is full, and it takes no part until there is room: free 32 MB", ""},
		{"low", whole, []answer{says("a", 900, 3), says("b", 900, 3), low}, nil, nil, "c has 9 MB of disk left: make room until it has 1024, below 32", ""},
		{"apart", []Holding{whole[0], lies("parlance-logs", 3, "a", "b", "d")}, []answer{says("a", 900, 3), says("b", 900, 3), says("c", 900, 3), says("d", 900, 3)}, nil, nil,
			"texts on a, b, c; logs on a, b, d), so that no machine may be ended: parlance cluster resize 3", ""},
		{"a vote left", whole, []answer{says("a", 900, 3), says("b", 900, 3), says("c", 900, 3)}, []Vote{{Name: "a", ID: "A", Up: true}, {Name: "gone", ID: "G"}}, nil,
			"gone is down, holds nothing and has a vote: start it, or where it is lost for good: parlance cluster remove gone", ""},
		{"a removal cut off", whole, []answer{says("a", 900, 3), says("b", 900, 3), says("c", 900, 3)}, []Vote{{Name: "G", ID: "G"}}, map[string]string{"G": "gone"},
			"gone is being taken out of the cluster, and that is not finished: parlance cluster remove gone", ""},
		{"removed, and still counted by ID", []Holding{lies(filesConfig().Name, 3, "a", "b", "G")}, []answer{says("a", 900, 3), says("b", 900, 3), says("d", 900, 3)}, nil, map[string]string{"G": "gone"},
			"gone is being taken out of the cluster, and that is not finished: parlance cluster remove gone", ""},
	} {
		s := Status{holdings: test.holdings, Writable: saves(test.holdings, test.answers)}
		s.addMachines(test.answers, nil, test.votes, test.gone)
		got := s.todo()
		rest := strings.Join(got, "\n")
		if test.want == "" && len(got) > 0 || !s.Writable || test.not != "" && strings.Contains(rest, test.not) {
			t.Errorf("%s: got %q", test.name, got)
		}
		for _, line := range strings.Split(test.want, "\n") {
			_, after, found := strings.Cut(rest, line)
			if !found {
				t.Errorf("%s: got %q, want %q", test.name, got, line)
			}
			rest = after
		}
	}
	lost := Status{holdings: whole, Writable: saves(whole, []answer{says("a", 900, 3)})}
	lost.addMachines([]answer{says("a", 900, 3)}, nil, nil, nil)
	if got := strings.Join(lost.todo(), "\n"); lost.Writable || !strings.Contains(got, "nothing can be saved") || !strings.Contains(got, "b is down") {
		t.Errorf("two of three lost: got %q", got)
	}
}

// While machines are upgraded one after another the status waits for nothing because of it: what has it wait for a whole cluster would wait for ever.
func TestDifferentBuildsAreNothingToDo(t *testing.T) {
	s := Status{Writable: true, Machines: []Machine{{Name: "a", Up: true, Version: "1"}, {Name: "b", Up: true, Version: "2"}}}
	if notes := s.notes(); len(notes) != 1 || !strings.Contains(notes[0], "different builds") {
		t.Errorf("got %q", notes)
	}
	if todo := strings.Join(s.todo(), "\n"); strings.Contains(todo, "builds") {
		t.Errorf("to be done: %s", todo)
	}
	if notes := (Status{Machines: s.Machines[:1]}).notes(); len(notes) > 0 {
		t.Errorf("of one build: %q", notes)
	}
}
