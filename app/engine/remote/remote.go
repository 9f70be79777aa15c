// Package remote holds the programs inside of this one that ask a server over HTTP for translations: LibreTranslate, and whatever speaks OpenAI's chat
// completions. They keep to the contract of package engine.
//
// It promises: addresses and keys come from the environment alone; a key is sent to that address and nowhere else, in a header or a body, never in an
// address, a message or a log; an address is https, or of this machine; no redirection is followed; each question and answer is bounded in time and size;
// what a server refuses because there was too much or something failed for the moment is asked again, when the server says or later and later.
package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/parlance/parlance/app/engine"
)

// service is a server that translates, as it was configured.
type service struct {
	name   string // as it is put on record
	client *client
	// begin learns what is to be known before the first text; translate asks for one.
	begin   func(ctx context.Context, c *client, task engine.Task) (translate, error)
	workers int // how many texts are asked for at once
}

type translate func(ctx context.Context, r engine.Request) (string, error)

// Names are those by which [New] knows its programs.
func Names() []string { return []string{"libretranslate", "openai"} }

// New returns a program by its name, and what it is called. getenv returns a variable of the environment, "" for none. The error says which one is to be set;
// ok reports whether there is a program of the name at all.
func New(name string, getenv func(string) string) (p engine.Builtin, called string, ok bool, err error) {
	var s *service
	switch name {
	case "libretranslate":
		s, err = newLibreTranslate(getenv)
	case "openai":
		s, err = newOpenAI(getenv)
	default:
		return nil, "", false, nil
	}
	if err != nil {
		return nil, "", true, err
	}
	return s.run, s.name, true, nil
}

// address returns the address of a server: https, or of this machine alone, without a user, a query or a slash at its end.
func address(variable, value string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(value))
	switch {
	case err != nil || u.Host == "":
		return "", fmt.Errorf("%s is no address: write it like https://translate.example.org", variable)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return "", fmt.Errorf("%s has a user, a question mark or a #: leave them out, a key has a variable of its own", variable)
	case u.Scheme == "https", u.Scheme == "http" && isLoopback(u.Hostname()):
		return strings.TrimRight(u.String(), "/"), nil
	}
	return "", fmt.Errorf("%s must begin with https://, so that nobody on the way reads the key or changes a translation; http:// is for this machine alone (localhost)", variable)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// run is the program: an [engine.Builtin].
func (s *service) run(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	d, answers := json.NewDecoder(in), &answerWriter{enc: json.NewEncoder(out)}
	var task engine.Task
	if err := d.Decode(&task); err != nil {
		return fmt.Errorf("reading the task: %w", err)
	}
	ask, err := s.begin(ctx, s.client, task)
	if err != nil {
		return err
	}
	answers.write(engine.Answer{Version: engine.Version, Name: s.name})
	requests := make(chan engine.Request)
	errs := make(chan error, s.workers+1)
	var all sync.WaitGroup
	for range s.workers {
		all.Go(func() {
			for r := range requests {
				if err := s.answer(ctx, ask, r, answers); err != nil {
					errs <- err
					end()
					return
				}
			}
		})
	}
	if err := read(ctx, d, requests); err != nil {
		errs <- err
	}
	all.Wait()
	close(errs)
	return <-errs
}

// read hands the requests on until there are no more.
func read(ctx context.Context, d *json.Decoder, requests chan<- engine.Request) error {
	defer close(requests)
	for {
		var r engine.Request
		if err := d.Decode(&r); err != nil {
			if errors.Is(err, io.EOF) || ctx.Err() != nil {
				return nil
			}
			return fmt.Errorf("reading a request: %w", err)
		}
		select {
		case requests <- r:
		case <-ctx.Done():
			return nil
		}
	}
}

// answer asks for one text and writes the answer. The error is one that every other text would meet too.
func (s *service) answer(ctx context.Context, ask translate, r engine.Request, answers *answerWriter) error {
	text, err := ask(ctx, r)
	a := engine.Answer{ID: r.ID, Text: text}
	if err != nil {
		if _, final := errors.AsType[*refusedError](err); final || ctx.Err() != nil {
			return err
		}
		a = engine.Answer{ID: r.ID, Error: err.Error()}
	}
	return answers.write(a)
}

// answerWriter writes answers, one at a time.
type answerWriter struct {
	mutex sync.Mutex
	enc   *json.Encoder
}

func (w *answerWriter) write(a engine.Answer) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.enc.Encode(a)
}

// languageOf returns the first of the names by which a server may know a language that it has, by its BCP 47 tag: the tag, names of old for the two
// Chinese writings, and the language alone.
func languageOf(tag string, known []string) (string, bool) {
	names := []string{tag}
	switch tag {
	case "zh-Hans":
		names = append(names, "zh-CN", "zh")
	case "zh-Hant": // never the other writing
		names = append(names, "zh-TW", "zt")
	default:
		base, _, _ := strings.Cut(tag, "-")
		names = append(names, base)
	}
	for _, name := range names {
		if i := slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) }); i >= 0 {
			return known[i], true
		}
	}
	return "", false
}
