package remote

import (
	"context"
	"errors"
	"fmt"

	"github.com/parlance/parlance/app/engine"
)

// newLibreTranslate returns a server of LibreTranslate (its API as of version 1.3). Marks go as tags of HTML, which it leaves in their places.
func newLibreTranslate(getenv func(string) string) (*service, error) {
	value := getenv("LIBRETRANSLATE_URL")
	if value == "" {
		return nil, errors.New("set LIBRETRANSLATE_URL to the address of the server, such as http://localhost:5000, and LIBRETRANSLATE_API_KEY where it asks for a key")
	}
	base, err := address("LIBRETRANSLATE_URL", value)
	if err != nil {
		return nil, err
	}
	return &service{name: "LibreTranslate", client: newClient(base, getenv("LIBRETRANSLATE_API_KEY"), false), workers: 2, begin: beginLibreTranslate}, nil
}

func beginLibreTranslate(ctx context.Context, c *client, task engine.Task) (translate, error) {
	var languages []struct {
		Code    string   `json:"code"`
		Targets []string `json:"targets"`
	}
	if err := c.ask(ctx, "/languages", nil, &languages); err != nil {
		return nil, err
	}
	var codes []string
	for _, l := range languages {
		codes = append(codes, l.Code)
	}
	source, ok := languageOf(task.Source, codes)
	if !ok {
		return nil, fmt.Errorf("the server does not translate from %s", task.Source)
	}
	for _, l := range languages {
		if l.Code != source {
			continue
		}
		target, ok := languageOf(task.Target, l.Targets)
		if !ok {
			return nil, fmt.Errorf("the server does not translate from %s into %s", task.Source, task.Target)
		}
		return func(ctx context.Context, r engine.Request) (string, error) {
			return askLibreTranslate(ctx, c, source, target, r)
		}, nil
	}
	return nil, fmt.Errorf("the server does not translate from %s", task.Source)
}

func askLibreTranslate(ctx context.Context, c *client, source, target string, r engine.Request) (string, error) {
	question := struct {
		Text   string `json:"q"`
		Source string `json:"source"`
		Target string `json:"target"`
		Format string `json:"format"`
		Key    string `json:"api_key,omitempty"`
	}{r.Text, source, target, "html", c.key}
	var answer struct {
		Text string `json:"translatedText"`
	}
	err := c.ask(ctx, "/translate", question, &answer)
	return answer.Text, err
}
