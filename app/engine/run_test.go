package engine

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// The test program is started as an engine, too, and then does what the variable says.
const behaviour = "PARLANCE_TEST_ENGINE"

func TestMain(m *testing.M) {
	if how := os.Getenv(behaviour); how != "" {
		os.Exit(behave(how))
	}
	os.Exit(m.Run())
}

// behave is an engine that does something wrong.
func behave(how string) int {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	in.Scan() // the task
	var requests []Request
	for how != "answers before it reads" && how != "dies at once" && how != "reads nothing" && in.Scan() {
		var r Request
		if json.Unmarshal(in.Bytes(), &r) != nil {
			return 9
		}
		requests = append(requests, r)
	}
	say := func(id, text string) {
		line, _ := json.Marshal(Answer{ID: id, Text: text})
		fmt.Println(string(line))
	}
	answer := func(list []Request) {
		for _, r := range list {
			say(r.ID, strings.ToUpper(r.Text))
		}
	}
	switch how {
	case "is right":
		fmt.Println(`{"version": 1, "name": "Loud 1.0"}`)
		answer(requests)
	case "is out of order":
		slices.Reverse(requests)
		answer(requests)
	case "hangs":
		answer(requests[:1])
		time.Sleep(time.Hour)
	case "hangs at its end":
		answer(requests)
		os.Stdout.Sync()
		time.Sleep(time.Hour)
	case "dies":
		fmt.Fprintln(os.Stderr, "no memory left")
		answer(requests[:1])
		return 3
	case "dies at once", "reads nothing":
		return 4
	case "floods a line":
		answer(requests[:1])
		for {
			if _, err := os.Stdout.WriteString(strings.Repeat("x", 1<<16)); err != nil {
				return 0
			}
		}
	case "floods lines":
		answer(requests[:1])
		for {
			if _, err := fmt.Println(`{"id": "nobody asked"}`); err != nil {
				return 0
			}
		}
	case "floods its errors":
		for range 1000 {
			fmt.Fprintln(os.Stderr, strings.Repeat("e", 1000))
		}
		answer(requests)
	case "answers others":
		say("other", "x")
		answer(requests)
	case "answers twice":
		answer(requests)
		say(requests[0].ID, "something else")
	case "writes no UTF-8":
		fmt.Print("{\"id\": \"1\", \"text\": \"\xff\"}\n")
		answer(requests[1:])
	case "writes no JSON":
		fmt.Println("Loading model …")
		answer(requests)
	case "is of another version":
		fmt.Println(`{"version": 2}`)
		answer(requests)
	case "leaves a child":
		child := Command{Path: os.Args[0], Env: append(os.Environ(), behaviour+"=sleeps")}
		if _, err := child.startChild(); err != nil {
			return 8
		}
		answer(requests)
	case "sleeps":
		time.Sleep(time.Hour)
	}
	return 0
}

func (c Command) startChild() (*os.Process, error) {
	return os.StartProcess(c.Path, []string{c.Path}, &os.ProcAttr{Env: append(c.Env, behaviour+"=hangs at its end"), Files: []*os.File{nil, os.Stdout, os.Stderr}})
}

func requests(n int) (list []Request) {
	for i := range n {
		list = append(list, Request{ID: fmt.Sprint(i + 1), Text: fmt.Sprintf("text %d", i+1)})
	}
	return list
}

// Law 8, law 9: whatever a program does, it ends within its bounds, what it did wrong is told, and its right answers come back once each.
func TestWhateverAProgramDoesItsRightAnswersComeBackOnce(t *testing.T) {
	for how, want := range map[string]struct {
		answers int
		problem string
	}{
		"is right":              {3, ""},
		"is out of order":       {3, ""},
		"hangs":                 {1, "no answer came for"},
		"hangs at its end":      {3, "did not end"},
		"dies":                  {1, "exit status 3"},
		"dies at once":          {0, "exit status 4"},
		"floods a line":         {1, "more than 256 KB"},
		"floods lines":          {1, `answers what nobody asked: the id "nobody asked"`},
		"floods its errors":     {3, ""},
		"answers others":        {3, `the id "other"`},
		"answers twice":         {3, `answers "1" a second time`},
		"writes no UTF-8":       {2, "line 1 is not UTF-8"},
		"writes no JSON":        {3, `line 1 is no answer: it must be one JSON object, as {"id": …, "text": …}: "Loading model …"`},
		"is of another version": {0, "version 2 of the contract, not 1"},
		"leaves a child":        {3, ""},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			seen := map[string]string{}
			p := Command{Path: os.Args[0], Env: append(os.Environ(), behaviour+"="+how)}
			began := time.Now()
			got, err := Run(t.Context(), p, Task{Task: Draft}, requests(3), Limits{PerText: 8 * time.Second}, func(a Answer, _ string) {
				if seen[a.ID] != "" {
					t.Errorf("%s was answered twice", a.ID)
				}
				seen[a.ID] = a.Text
			})
			if err != nil {
				t.Fatal(err)
			}
			for id, text := range seen {
				if text != "TEXT "+id {
					t.Errorf("%s: got %q", id, text)
				}
			}
			if len(seen) != want.answers || got.Answered != want.answers || len(got.Unanswered) != 3-want.answers {
				t.Errorf("got %d answers, %+v", len(seen), got)
			}
			problems := strings.Join(got.Problems, "\n")
			if want.problem == "" && how != "leaves a child" && problems != "" || !strings.Contains(problems, want.problem) {
				t.Errorf("got the problems %q, want %q", problems, want.problem)
			}
			if len(got.Problems) > maxProblems+2 || len(got.Stderr) > maxErrors {
				t.Errorf("%d problems, %d bytes of errors", len(got.Problems), len(got.Stderr))
			}
			if took := time.Since(began); took > 2*time.Minute {
				t.Errorf("it took %v", took)
			}
			if how == "dies" && got.Stderr != "no memory left" || how == "is right" && got.Name != "Loud 1.0" {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestAProgramIsBoundedInAllAndEndsWithItsContext(t *testing.T) {
	p := Command{Path: os.Args[0], Env: append(os.Environ(), behaviour+"=hangs")}
	got, err := Run(t.Context(), p, Task{}, requests(2), Limits{InAll: 2 * time.Second}, func(Answer, string) {})
	if err != nil || !strings.Contains(strings.Join(got.Problems, ""), "longer than 2s in all") {
		t.Errorf("got %+v, %v", got, err)
	}
	ctx, end := context.WithCancel(t.Context())
	got, err = Run(ctx, p, Task{}, requests(2), Limits{}, func(Answer, string) { end() })
	if !errors.Is(err, context.Canceled) || len(got.Unanswered) != 1 {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := Run(t.Context(), Command{Path: "/nowhere/engine"}, Task{}, requests(1), Limits{}, nil); err == nil {
		t.Error("a program that is not there was started")
	}
}

// A program inside of this one has the same contract and the same bounds.
func TestABuiltinIsAskedAsAProgramIs(t *testing.T) {
	echo := Builtin(func(_ context.Context, in io.Reader, out io.Writer) error {
		for d := json.NewDecoder(in); ; {
			var r Request
			if d.Decode(&r) != nil {
				return errors.New("no more")
			}
			if r.ID != "" {
				fmt.Fprintf(out, "{\"id\": %q, \"error\": \"why\"}\n", r.ID)
			}
		}
	})
	answers := 0
	got, err := Run(t.Context(), echo, Task{}, requests(300), Limits{}, func(a Answer, _ string) { answers++ })
	if err != nil || answers != 300 || len(got.Problems) != 1 || !strings.Contains(got.Problems[0], "no more") {
		t.Errorf("got %d, %+v, %v", answers, got, err)
	}
	hang := Builtin(func(ctx context.Context, _ io.Reader, _ io.Writer) error { <-ctx.Done(); return nil })
	got, err = Run(t.Context(), hang, Task{}, requests(300), Limits{PerText: 50 * time.Millisecond}, nil)
	if err != nil || len(got.Unanswered) != 300 {
		t.Errorf("got %+v, %v", got, err)
	}
}
