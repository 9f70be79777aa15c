package remote

import (
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/engine"
)

//go:embed prompt-draft.txt
var draftPrompt string

//go:embed prompt-readback.txt
var readBackPrompt string

// newOpenAI returns a server that speaks OpenAI's chat completions, as many do. Its variables are those of OpenAI's own libraries.
func newOpenAI(getenv func(string) string) (*service, error) {
	model := strings.TrimSpace(getenv("OPENAI_MODEL"))
	if model == "" {
		return nil, errors.New("set OPENAI_MODEL to the name of the model, OPENAI_API_KEY to the key, and OPENAI_BASE_URL where the server is not OpenAI's, such as http://localhost:8000/v1")
	}
	base, err := address("OPENAI_BASE_URL", cmp.Or(getenv("OPENAI_BASE_URL"), "https://api.openai.com/v1"))
	if err != nil {
		return nil, err
	}
	c := newClient(base, getenv("OPENAI_API_KEY"), true)
	return &service{name: model, client: c, workers: 4, begin: func(_ context.Context, c *client, task engine.Task) (translate, error) {
		instructions := instructionsFor(task)
		return func(ctx context.Context, r engine.Request) (string, error) {
			return askOpenAI(ctx, c, model, instructions, r)
		}, nil
	}}, nil
}

// instructionsFor returns what a model is told before each text.
func instructionsFor(task engine.Task) string {
	language, prompt := task.Target, draftPrompt
	if task.Task == engine.ReadBack {
		language, prompt = task.Source, readBackPrompt
	}
	if task.Name != "" {
		language = fmt.Sprintf("%s (%s)", task.Name, language)
	}
	return strings.ReplaceAll(strings.TrimSpace(prompt), "LANGUAGE", language)
}

type chatMessage struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

func askOpenAI(ctx context.Context, c *client, model, instructions string, r engine.Request) (string, error) {
	id := r.ID
	r.ID = "" // a key says what a text is about
	text, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("writing %s: %w", id, err)
	}
	question := struct {
		Model    string        `json:"model"`
		Messages []chatMessage `json:"messages"`
	}{model, []chatMessage{{"system", instructions}, {"user", string(text)}}}
	var answer struct {
		Choices []struct {
			Message struct {
				Content string `json:"content"`
				Refusal string `json:"refusal"`
			} `json:"message"`
			FinishReason string `json:"finish_reason"`
		} `json:"choices"`
	}
	if err := c.ask(ctx, "/chat/completions", question, &answer); err != nil {
		return "", err
	}
	switch {
	case len(answer.Choices) == 0:
		return "", errors.New("the model says nothing")
	case answer.Choices[0].Message.Refusal != "":
		return "", errors.New("the model refuses: " + c.quote([]byte(answer.Choices[0].Message.Refusal)))
	case answer.Choices[0].FinishReason == "length":
		return "", errors.New("the answer was cut short: the model may write no more")
	}
	return strings.TrimSpace(answer.Choices[0].Message.Content), nil
}
