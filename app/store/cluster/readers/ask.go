package readers

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store/cluster"
)

// First returns the release that readers are served, and waits for it. The error says why there is none after a time.
func (c *Client) First(ctx context.Context, patience time.Duration) (now cluster.Release, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		if now, err = c.Current(ctx); err == nil || errors.Is(err, nats.ErrConnectionClosed) {
			return now, err
		}
		select {
		case <-ctx.Done():
			return now, err
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// whole asks for all pieces of an answer.
func (c *Client) whole(ctx context.Context, subject string, q question) (text []byte, err error) {
	for {
		q.From = int64(len(text))
		piece, size, err := c.ask(ctx, subject, q)
		switch {
		case err != nil:
			return nil, err
		case size > maxWhole || size < q.From+int64(len(piece)) || len(piece) == 0 && size > q.From:
			return nil, errors.New("the answer of the cluster is damaged")
		}
		text = append(text, piece...)
		if int64(len(text)) == size {
			return text, nil
		}
	}
}

// ask asks for one piece, again while nobody answers, until ctx ends. A machine that is cut off from the others answers nothing: another one is asked then.
func (c *Client) ask(ctx context.Context, subject string, q question) (piece []byte, size int64, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	msg, err := asked(subject, q)
	if err != nil {
		return nil, 0, err
	}
	for {
		asking, stop := context.WithTimeout(ctx, askPatience)
		reply, err := c.conn.RequestMsgWithContext(asking, msg)
		stop()
		if err == nil {
			piece, size, err = answered(reply)
			c.count(err)
			return piece, size, err
		}
		if ctx.Err() == nil {
			c.count(err)
		}
		if errors.Is(err, nats.ErrConnectionClosed) {
			return nil, 0, err
		}
		select {
		case <-ctx.Done():
			return nil, 0, errSilent
		case <-time.After(200 * time.Millisecond):
		}
	}
}

var errSilent = errors.New("no machine of the cluster answers readers at the moment")

// count counts questions without an answer, and turns to another machine after several.
func (c *Client) count(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.unanswered++; err == nil {
		c.unanswered = 0
	}
	if c.unanswered >= turnAfter && c.conn.IsConnected() {
		c.unanswered = 0
		_ = c.conn.ForceReconnect()
	}
}
