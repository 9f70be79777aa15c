package question

import (
	"testing"
	"time"

	"github.com/parlance/parlance/app/store/folder"
)

// A question stands with its answers, and a torn line costs no other (law 9).
func TestAnswersStandWithTheirQuestion(t *testing.T) {
	dir, err := folder.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	ask := func(r Record) {
		t.Helper()
		if r.At = at; Append(dir, "es", r) != nil {
			t.Fatal(Append(dir, "es", r))
		}
	}
	ask(Record{Kind: KindQuestion, Key: "a.b.p1", To: ToAuthor, By: "Ada", Text: "Which <drug>?"})
	ask(Record{Kind: KindQuestion, Key: "a.b.p2", To: ToColleagues, By: "Ada", Text: "tú or usted?"})
	list, _, err := Read(dir.Tree(), "es")
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	if err := dir.Append(Path("es"), func([]byte) ([]byte, error) { return []byte("{\"kind\":\"que\n"), nil }); err != nil {
		t.Fatal(err)
	}
	ask(Record{Kind: KindAnswer, Key: "a.b.p1", Of: list[0].ID, By: "Bo", Text: "Paracetamol."})
	list, faults, err := Read(dir.Tree(), "es")
	if err != nil || len(list) != 2 || len(faults) != 1 || faults[0].Line != 3 {
		t.Fatal(list, faults, err)
	}
	if got := list[0]; got.Text != "Which <drug>?" || len(got.Answers) != 1 || got.Answers[0].Text != "Paracetamol." || len(list[1].Answers) != 0 {
		t.Errorf("got %+v", got)
	}
}

// Law 8: what is empty or has no bound is not kept.
func TestQuestionsAreBounded(t *testing.T) {
	dir, err := folder.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", string(make([]byte, MaxText+1))} {
		if Append(dir, "es", Record{Kind: KindQuestion, Key: "a.b.p1", Text: text}) == nil {
			t.Errorf("%d bytes are kept", len(text))
		}
	}
}
