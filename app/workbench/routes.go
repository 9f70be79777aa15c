package workbench

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/recover"

	"github.com/parlance/parlance/app/workbench/signin"
	"github.com/parlance/parlance/app/workbench/team"
)

// routes declares what people are answered. Slugs have slashes, so what is done to a text or a page is told by the end of the path: keys have dots, and
// none ends like these.
func (w *Workbench) routes(app *fiber.App) {
	app.Use(w.secure, recover.New(recover.Config{EnableStackTrace: true, StackTraceHandler: w.logPanic}), signin.OnlyHost(w.Origin), signin.SameOrigin)
	app.Get("/workbench/:name", w.ownAsset)
	if w.SignIn != nil {
		w.SignIn.Routes(app)
	}
	app.Use(w.identify)
	app.Get("/", w.home)
	app.Get("/events", w.events)
	app.Get("/assets/:name", w.siteAsset)
	app.Get("/team", w.onlyAdmins, w.teamList)
	app.Post("/team", w.onlyAdmins, w.setPerson)
	app.Post("/team/remove", w.onlyAdmins, w.removePerson)
	app.Get("/:tag", w.language)
	app.Post("/:tag/*/check", w.require(team.Translator), w.check)
	app.Post("/:tag/*/sign", w.require(team.Reviewer), w.sign)
	app.Post("/:tag/*/revoke", w.require(team.Reviewer), w.revoke)
	app.Post("/:tag/*/ask", w.ask)
	app.Post("/:tag/*/answer", w.answer)
	app.Post("/:tag/*/close", w.require(team.Reviewer), w.closeReport)
	app.Post("/:tag/*", w.require(team.Translator), w.save)
	app.Get("/:tag/*", w.read)
}
