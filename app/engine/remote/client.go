package remote

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	answerTime = 60 * time.Second // for one answer of a server
	maxAnswer  = 1 << 20          // bytes of one answer
	tries      = 6                // how often one question is asked
	firstWait  = time.Second      // before the second try; it doubles with each
	maxWait    = 90 * time.Second // for one question, all waits together: whoever started the program waits for an answer, too
)

// client asks one server.
type client struct {
	address string
	key     string // "" for none
	bearer  bool   // the key goes into the header Authorization
	http    *http.Client
	wait    func(ctx context.Context, d time.Duration) error // of tests

	mutex     sync.Mutex
	notBefore time.Time // the server has asked everybody to wait so long
}

func newClient(address, key string, bearer bool) *client {
	return &client{address: address, key: strings.TrimSpace(key), bearer: bearer, wait: sleep, http: &http.Client{
		Timeout:       answerTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// refusedError says that the server will answer no question at all.
type refusedError struct{ reason string }

// Error returns the reason.
func (e *refusedError) Error() string { return e.reason }

// ask sends a question, again and again where the server asks for that or fails for the moment, and decodes the answer. body is nil for GET.
func (c *client) ask(ctx context.Context, path string, body, answer any) error {
	waited, pause := time.Duration(0), firstWait
	for try := 1; ; try++ {
		if err := c.waitForTurn(ctx); err != nil {
			return err
		}
		again, after, err := c.askOnce(ctx, path, body, answer)
		if err == nil || !again || ctx.Err() != nil {
			return err
		}
		if after > maxWait {
			return &refusedError{fmt.Sprintf("%v, and asks to wait for %v: run the command again then", err, after)}
		}
		after = cmp.Or(after, pause+rand.N(pause/2))
		if try == tries || waited+after > maxWait {
			return fmt.Errorf("%w (asked %d times)", err, try)
		}
		c.everybodyWaits(after)
		waited, pause = waited+after, 2*pause
	}
}

// everybodyWaits makes all questions wait: a server that has too much to do is not asked by others meanwhile.
func (c *client) everybodyWaits(d time.Duration) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if t := time.Now().Add(d); t.After(c.notBefore) {
		c.notBefore = t
	}
}

func (c *client) waitForTurn(ctx context.Context) error {
	c.mutex.Lock()
	d := time.Until(c.notBefore)
	c.mutex.Unlock()
	if d <= 0 {
		return ctx.Err()
	}
	return c.wait(ctx, d)
}

// askOnce sends a question once. again reports whether it may be sent again, after the time that the server says, 0 where it says none.
func (c *client) askOnce(ctx context.Context, path string, body, answer any) (again bool, after time.Duration, err error) {
	request, err := c.request(ctx, path, body)
	if err != nil {
		return false, 0, c.hidden(err)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return true, 0, c.hidden(fmt.Errorf("the server was not reached: %w", err))
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	switch code := response.StatusCode; {
	case err != nil:
		return true, 0, c.hidden(fmt.Errorf("the answer of the server was cut short: %w", err))
	case len(data) > maxAnswer:
		return false, 0, fmt.Errorf("the answer of the server is larger than %d KB", maxAnswer>>10)
	case code == http.StatusOK:
		if err := json.Unmarshal(data, answer); err != nil {
			return false, 0, fmt.Errorf("the server does not answer as it should: %s", c.quote(data))
		}
		return false, 0, nil
	case code == http.StatusUnauthorized, code == http.StatusForbidden, code == http.StatusPaymentRequired:
		return false, 0, &refusedError{fmt.Sprintf("the server refuses (%s): see whether the key is right: %s", status(code), c.quote(data))}
	case code >= 300 && code < 400:
		return false, 0, &refusedError{fmt.Sprintf("the server leads elsewhere (%s): give the address that it has now", status(code))}
	case code == http.StatusTooManyRequests, code >= 500, code == http.StatusRequestTimeout:
		return true, retryAfter(response.Header, time.Now()), fmt.Errorf("the server says %s: %s", status(code), c.quote(data))
	default:
		return false, 0, fmt.Errorf("the server says %s: %s", status(code), c.quote(data))
	}
}

func status(code int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", code, http.StatusText(code)))
}

func (c *client) request(ctx context.Context, path string, body any) (*http.Request, error) {
	if body == nil {
		return http.NewRequestWithContext(ctx, http.MethodGet, c.address+path, nil)
	}
	data, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address+path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	if c.bearer && c.key != "" {
		r.Header.Set("Authorization", "Bearer "+c.key)
	}
	return r, nil
}

// retryAfter returns how long a server asks to wait (RFC 9110, section 10.2.3), 0 where it does not say so.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := h.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 && seconds < 1<<20 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

// hidden returns an error without the key.
func (c *client) hidden(err error) error {
	if c.key == "" || !strings.Contains(err.Error(), c.key) {
		return err
	}
	return fmt.Errorf("%s", strings.ReplaceAll(err.Error(), c.key, "…"))
}

// quote returns what a server says of a failure, on one line, shortened, and without the key.
func (c *client) quote(data []byte) string {
	var failure struct {
		Error json.RawMessage `json:"error"`
	}
	var nested struct {
		Message string `json:"message"`
	}
	text := string(data)
	if json.Unmarshal(data, &failure) == nil && len(failure.Error) > 0 {
		text = strings.Trim(string(failure.Error), `"`)
		if json.Unmarshal(failure.Error, &nested) == nil && nested.Message != "" {
			text = nested.Message
		}
	}
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
	if c.key != "" {
		text = strings.ReplaceAll(text, c.key, "…")
	}
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200]) + "…"
	}
	return text
}
