package team

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
)

// Law 3: whatever changes of one person, every comment stays, and everybody else stands as they were.
func TestLaw3ChangesOfOnePersonKeepEveryCommentAndEverybodyElse(t *testing.T) {
	tags := []string{"ar", "de", "pt-BR"}
	r := rand.New(rand.NewPCG(3, 3))
	for range 3000 {
		text, count, people := randomFile(r, tags)
		before, err := Parse("team.toml", []byte(text))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		i := r.IntN(len(people)+1) - 1
		next := randomPerson(r, max(i, 0), tags)
		want := slices.Clone(people)
		if i < 0 {
			next.Name, next.Mail, next.Issuer, next.Subject = "New", "new@example.org", "", ""
			want = append(want, next)
		} else {
			want[i] = next
		}
		changed := before.with(i, next)
		after, err := Parse("team.toml", []byte(changed))
		if err != nil || !slices.EqualFunc(after.People, want, equal) {
			t.Fatalf("person %d: got %v, %+v\nwant %+v\nfrom\n%s\nto\n%s", i, err, after, want, text, changed)
		}
		if strings.Count(changed, "# note") != count {
			t.Fatalf("person %d: comments are lost\n%s\nto\n%s", i, text, changed)
		}
		if same := before.with(i, people[max(i, 0)]); i >= 0 && same != text {
			t.Fatalf("law 5: a change of nothing changed\n%s\nto\n%s", text, same)
		}
		if i >= 0 {
			after, err := Parse("team.toml", []byte(before.without(i)))
			if err != nil || !slices.EqualFunc(after.People, slices.Delete(slices.Clone(people), i, i+1), equal) {
				t.Fatalf("without %d: got %v\n%s\nto\n%s", i, err, text, before.without(i))
			}
		}
	}
}

func equal(a, b Person) bool { return fmt.Sprintf("%q", values(a)) == fmt.Sprintf("%q", values(b)) }

// randomFile returns a file as people write it, with comments wherever TOML has them, how many, and its people.
func randomFile(r *rand.Rand, tags []string) (text string, comments int, people []Person) {
	var b strings.Builder
	note := func(before, after string) {
		if r.IntN(3) == 0 {
			comments++
			b.WriteString(before + "# note \"[[" + after)
		} else {
			b.WriteString(after)
		}
	}
	note("", "\n")
	for i := range 1 + r.IntN(3) {
		p := randomPerson(r, i, tags)
		people = append(people, p)
		b.WriteString("[[person]]")
		note(" ", "\n")
		fields := values(p)
		r.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
		for _, f := range fields {
			switch {
			case f[1] == "":
				continue
			case strings.HasPrefix(f[1], "["):
				b.WriteString(f[0] + " = [")
				note(" ", "\n")
				b.WriteString(strings.Trim(f[1], "[]"))
				note(" ", "\n")
				b.WriteString("]")
			default:
				b.WriteString(f[0] + " = " + f[1])
			}
			note(" ", "\n")
			note("", "\n")
		}
	}
	return b.String(), comments, people
}

// FuzzParse: a file that can be read stays readable when somebody is added, and holds who was there before.
func FuzzParse(f *testing.F) {
	f.Add(ada)
	f.Add(ada + "translator = [\n'de', # a\n]\nname2 = '''x''''\n")
	f.Add("[[person]]\nname = 'a'\nmail = 'a@b.example'\ntranslator = [\n]") // an array that ends with the file
	f.Add("[[person]]\nname = \"\"\"a\"\"\"\"\"\nmail='a@b.example' # c\nadmin=true")
	f.Fuzz(func(t *testing.T, text string) {
		team, err := Parse("team.toml", []byte(text))
		if err != nil {
			var faults store.Faults
			if !errors.As(err, &faults) || len(faults) > maxFaults {
				t.Fatalf("got %v", err)
			}
			return
		}
		for i, p := range team.People {
			p.Admin = !p.Admin
			next, err := Parse("team.toml", []byte(team.with(i, p)))
			if err != nil || len(next.People) != len(team.People) || !equal(next.People[i], p) {
				t.Fatalf("%q: person %d: %v\n%q", text, i, err, team.with(i, p))
			}
			if next, err := Parse("team.toml", []byte(team.without(i))); err != nil || len(next.People) != len(team.People)-1 {
				t.Fatalf("%q: without person %d: %v\n%q", text, i, err, team.without(i))
			}
		}
	})
}
