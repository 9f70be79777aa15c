package team

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/cputime"
)

// The time grows with the people, and not with their pairs: that would take tens of seconds.
func TestLaw8TheLargestTeamIsReadInAMoment(t *testing.T) {
	var b strings.Builder
	add := func(i int) {
		b.WriteString(known(fmt.Sprintf("Пользователь Номер %d", i), fmt.Sprint(i), fmt.Sprintf("mail = \"p%d@example.org\"", i)))
	}
	for i := range maxPeople {
		add(i)
	}
	took := cputime.Of(func() {
		if team, err := Parse("team.toml", []byte(b.String())); err != nil || len(team.People) != maxPeople {
			t.Errorf("got %v", err)
		}
	})
	if took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	add(maxPeople)
	if _, err := Parse("team.toml", []byte(b.String())); err == nil || !strings.Contains(err.Error(), "more than 2000 people") {
		t.Errorf("more are read: %v", err)
	}
}
