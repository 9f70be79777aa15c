package workbench

import (
	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/workbench/team"
)

// Who implements [People].
func (b *bench) Who(*fiber.Ctx) (team.Person, error) { return b.person, nil }

// someone returns a person with some roles in every locale but fr.
func someone(name string, roles ...team.Role) team.Person {
	p := team.Person{Name: name}
	for _, r := range roles {
		switch tags := []string{"ar", "es", "ru"}; r {
		case team.Translator:
			p.Translator = tags
		case team.Reviewer:
			p.Reviewer = tags
		case team.Author:
			p.Author = true
		}
	}
	return p
}

// both returns a person who translates and reviews.
func both(name string) team.Person { return someone(name, team.Translator, team.Reviewer) }
