package server_test

import (
	"fmt"
	"log"
	"os"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// A reader whose browser asks for Arabic gets the page in Arabic, in place.
func ExampleNew() {
	content := store.Tree{FS: os.DirFS("../../content"), Name: "content"}
	locales := store.Tree{FS: os.DirFS("../../locales"), Name: "locales"}
	s, err := site.New(content, locales, site.Options{Origin: "https://guides.example.org"})
	if err != nil {
		log.Fatal(err)
	}
	handler := server.New(s, server.Options{}).Handler()

	var ctx fasthttp.RequestCtx
	ctx.Request.SetRequestURI("/safety")
	ctx.Request.Header.Set("Accept-Language", "ar-EG,ar;q=0.9,en;q=0.5")
	handler(&ctx)
	fmt.Println(ctx.Response.StatusCode())
	fmt.Println("Content-Language:", string(ctx.Response.Header.Peek("Content-Language")))
	fmt.Println("Content-Location:", string(ctx.Response.Header.Peek("Content-Location")))
	// Output:
	// 200
	// Content-Language: ar
	// Content-Location: /ar/safety
}
