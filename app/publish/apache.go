package publish

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// notFoundName is the slug of no page: of the one that says that there is none.
const notFoundName = "404"

// typeMaps returns a type map for each neutral address, by which Apache's mod_negotiation chooses: a variant for each locale, with every language whose readers read
// it. Weights that do not fall are weighed too.
func typeMaps(s *site.Snapshot, n *negotiation) map[string]string {
	languages := map[string][]string{}
	for _, list := range [][]rule{n.same, n.related} {
		for _, r := range list {
			if len(r.tags) > 0 {
				languages[r.tags[0]] = append(languages[r.tags[0]], r.plain...)
			}
		}
	}
	files := map[string]string{}
	for _, slug := range append(neutralSlugs(s), notFoundName) {
		name := slug + ".html"
		if slug == render.Home {
			name = "index.html"
		}
		var b strings.Builder
		fmt.Fprintf(&b, "URI: %s\n", strings.TrimSuffix(name, ".html"))
		class := n.classOf[slug]
		if slug == notFoundName {
			class = n.classOf[render.Home]
		}
		for _, tag := range n.classes[class].tags {
			own := append([]string{tag}, languages[tag]...)
			slices.Sort(own)
			fmt.Fprintf(&b, "\nURI: @/%s/%s\nContent-Type: text/html; charset=utf-8\nContent-Language: %s\n", tag, name, strings.Join(slices.Compact(own), ", "))
		}
		files[".parlance/negotiate/"+strings.TrimSuffix(name, ".html")+".var"] = b.String()
	}
	return files
}

// apacheSite returns the configuration of a virtual host of Apache 2.4, with mod_headers, mod_rewrite, mod_negotiation and mod_mime.
func apacheSite(n *negotiation, security []headers.Field) string {
	var b strings.Builder
	b.WriteString("# The site for Apache 2.4. Written by parlance publish: include it in a VirtualHost, and set DocumentRoot there to the folder.\n")
	apacheHeaders(&b, n, security)
	b.WriteString("RewriteEngine On\n")
	asked := apacheAsked(n)
	count := 0
	for _, line := range asked {
		count += strings.Count("\n"+line, "\nRewriteRule ")
	}
	fmt.Fprintf(&b, "# An answer that was negotiated, and the page of a problem, come here a second time.\nRewriteCond %%{ENV:REDIRECT_STATUS} !^$\nRewriteRule ^ - [S=%d]\n%s\n", count, strings.Join(asked, "\n"))
	fmt.Fprintf(&b, "RewriteRule ^/\\.parlance/negotiate/.*@(/.+)$ $1\n%s\nRewriteRule ^/\\.parlance/negotiate/404\\.var$ /%%1%%2/404.html\n", n.apacheCookie())
	for _, c := range [][2]string{{"br", ".br"}, {"zstd", ".zst"}, {"(?:x-)?gzip", ".gz"}} {
		fmt.Fprintf(&b, "RewriteCond %%{HTTP:Accept-Encoding} \"(?i)(?:^|[\\s,])%s(?=[\\s;,]|$)(?![^,]*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))\"\nRewriteCond %%{DOCUMENT_ROOT}$1%s -f\n"+
			"RewriteRule ^(/.+\\.(?:html|css|js|svg|json|xml|txt|webmanifest|pdf))$ $1%s [PT]\n", c[0], c[1], c[1])
	}
	b.WriteString("RewriteRule ^(/.*)$ $1 [PT]\n")
	return b.String()
}

// apacheHeaders writes media types, and the headers of every answer.
func apacheHeaders(b *strings.Builder, n *negotiation, security []headers.Field) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	tags, above := alternatives(n.tags), n.above()
	line("AddHandler type-map .var\nLanguagePriority %s\nForceLanguagePriority Prefer Fallback\n<IfModule mod_dir.c>\n  DirectorySlash Off\n  DirectoryIndex disabled\n</IfModule>\nFileETag MTime Size\nAddDefaultCharset Off", n.english)
	// mod_negotiation gives who asks for "fa-IR" Persian only where nothing else suits, and who asks for "cs-CZ" any language whose tag begins with "cs": it is asked for
	// the language alone where all its regions are given the same, and for none in the place of tags that no variant has
	line("RequestHeader edit* Accept-Language \"(?i)(?<![a-z0-9-])(?!(?:%s)(?![a-z0-9-]))([a-z]{2,3}(?:-[a-z]{4})?)-(?:[a-z]{2}|[0-9]{3})(?:-[a-z0-9-]+)?(?![a-z0-9-])\" $1", alternatives(n.regional()))
	line("RequestHeader edit* Accept-Language \"(?i)(?<![a-z0-9-])(?!(?:%s)(?![a-z0-9-]))[a-z0-9]+-[a-z0-9-]+\" zxx", alternatives(n.withParts()))
	line("LogFormat \"%%h %%t \\\"%%m %%U %%H\\\" %%>s %%b\" parlance")
	line("AddType application/manifest+json .webmanifest\nAddType application/json .json\nAddType image/svg+xml .svg")
	for _, t := range [][2]string{{"text/html", "html"}, {"text/javascript", "js"}, {"text/css", "css"}, {"application/xml", "xml"}, {"text/plain", "txt"}} {
		line("AddType \"%s; charset=utf-8\" .%s", t[0], t[1])
	}
	line("AddType %s .mp3\nMaxRanges 1", render.RecordingType)
	line("RemoveType .br .gz .zst\nAddEncoding br .br\nAddEncoding gzip .gz\nAddEncoding zstd .zst")
	line("<LocationMatch \"/feed\\.xml(?:\\.(?:br|gz|zst))?$\">\n  ForceType \"application/atom+xml; charset=utf-8\"\n</LocationMatch>")
	line("ErrorDocument 404 /.parlance/negotiate/404.var\nErrorDocument 403 /.parlance/negotiate/404.var\nErrorDocument 405 /%s/405.html\n<LocationMatch \"^%s/(?<tag>%s)/\">\n  ErrorDocument 404 /%%{env:MATCH_TAG}/404.html\n  ErrorDocument 405 /%%{env:MATCH_TAG}/405.html\n</LocationMatch>", n.english, above, tags)

	for _, f := range security {
		line("Header always set %s %q", f.Name, f.Value)
	}
	fixed, negotiated := headers.FixedLocale, headers.Negotiated
	line("Header set Cache-Control %q\nHeader set Vary %q", fixed.CacheControl, fixed.Vary)
	for _, env := range []string{"neutral", "REDIRECT_neutral"} {
		line("Header set Cache-Control %q env=%s\nHeader set Vary %q env=%s", negotiated.CacheControl, env, negotiated.Vary, env)
	}
	line("<LocationMatch \"^/(?<tag>%s)/\">\n  Header set Content-Language %%{MATCH_TAG}e\n</LocationMatch>", tags)
	for _, path := range slices.Sorted(maps.Keys(n.foreign)) {
		line("<LocationMatch \"^%s(?:%s)?\\.html(?:\\.(?:br|gz|zst))?$\">\n  Header set Content-Language %s\n</LocationMatch>", path, map[bool]string{true: "index"}[strings.HasSuffix(path, "/")], n.foreign[path])
	}
	for _, page := range [][2]string{{"[^.]+", "%{MATCH_SLUG}e"}, {"index", ""}} {
		line("<LocationMatch \"^/(?<tag>%s)/(?<slug>%s)\\.html(?:\\.(?:br|gz|zst))?$\">", tags, page[0])
		for _, env := range []string{"neutral", "REDIRECT_neutral"} {
			line("  Header set Content-Location \"%s/%%{MATCH_TAG}e/%s\" env=%s", n.prefix, page[1], env)
		}
		line("</LocationMatch>")
	}
	line("<LocationMatch \"^/assets/\">\n  Header set Cache-Control %q\n  Header always set %s %s\n</LocationMatch>", headers.Immutable.CacheControl, headers.CORP, headers.Immutable.Resource)
	line("<LocationMatch \"^/%s/[0-9a-f]+\\.json(?:\\.(?:br|gz|zst))?$\">\n  Header set Cache-Control %q\n</LocationMatch>", render.SearchFolder, headers.Immutable.CacheControl)
	line("Header always set X-Robots-Tag noindex \"expr=%%{REQUEST_STATUS} == 200 && %%{THE_REQUEST} =~ m#^[A-Z]+ %s(?:/(?:%s))?/%s[ ?]#\"", above, tags, render.SearchName)
	line("Header set Cache-Control %q \"expr=%%{REQUEST_STATUS} -ge 400\"\nHeader always set %s same-origin \"expr=%%{REQUEST_STATUS} -ge 400\"\nHeader unset Content-Location \"expr=%%{REQUEST_STATUS} -ge 400\"", headers.NoStore, headers.CORP)
	line("Header set Vary %q \"expr=%%{REQUEST_STATUS} -ge 400 && %%{THE_REQUEST} !~ m#^[A-Z]+ %s/(?:%s)/#\"", headers.NegotiatedProblem.Vary, above, tags)
	line("Header always set Allow \"GET, HEAD\" \"expr=%%{REQUEST_STATUS} == 405\"")
	line("Header always set Cache-Control %q \"expr=%%{REQUEST_STATUS} -in {'301'}\"\nHeader always set Vary %q \"expr=%%{REQUEST_STATUS} -in {'301','303'}\"", fixed.CacheControl, fixed.Vary)
	line("Header always set Set-Cookie %q env=remember\nHeader always set Cache-Control %q env=remember", headers.LanguageCookie("%{remember}e", n.tls, n.prefix), headers.NoStore)
}

// regional returns the tags with a region whose readers are given another locale than those of the language are.
func (n *negotiation) regional() (tags []string) {
	language := map[string]string{}
	for _, r := range n.same {
		language[r.plain[0]] = strings.Join(r.tags, ",")
	}
	for _, r := range n.same {
		whole, region, _ := strings.Cut(r.plain[0], "-")
		if (len(region) == 2 || len(region) == 3) && language[whole] != strings.Join(r.tags, ",") {
			tags = append(tags, r.plain...)
		}
	}
	return append(tags, "-") // which no tag is: an empty choice matches all
}

// withParts returns the tags of several parts that the variants of an address have.
func (n *negotiation) withParts() (tags []string) {
	for _, list := range [][]rule{n.same, n.related} {
		for _, r := range list {
			if len(r.tags) > 0 && strings.Contains(r.plain[0], "-") {
				tags = append(tags, r.plain...)
			}
		}
	}
	for _, tag := range n.tags {
		if strings.Contains(tag, "-") {
			tags = append(tags, tag)
		}
	}
	return append(tags, "-")
}

// apacheCookie returns the condition under which a cookie asks for a locale, %1%2.
func (n *negotiation) apacheCookie() string {
	tags, one, two := alternatives(n.tags), headers.CookieName, headers.CookieName
	if n.tls {
		one = headers.HostCookieName
	}
	const cookie = `(?:.*;\s*)?%s=(%s)\s*(?:;|$)`
	return fmt.Sprintf("RewriteCond %%{HTTP_COOKIE} \"^"+cookie+"|^(?!(?:.*;\\s*)?%s=)"+cookie+"\"", one, tags, one, two, tags)
}

// apacheAsked returns the rules for what a reader asks for, which what is answered inside does not pass: a rule with its conditions each.
func apacheAsked(n *negotiation) (rules []string) {
	tags := alternatives(n.tags)
	rule := func(format string, args ...any) { rules = append(rules, fmt.Sprintf(format, args...)) }
	if n.prefix != "" { // a proxy may have taken it off
		rule("RewriteRule ^%s$ %s/ [R=301,L,QSD]\nRewriteRule ^%s(/.*)$ $1", n.prefix, n.prefix, n.prefix)
	}
	rule("RewriteCond %%{REQUEST_METHOD} !^(?:GET|HEAD)$\nRewriteRule ^ - [R=405,L]")
	rule("RewriteRule ^/\\.(?!well-known/) - [R=404,L]\nRewriteRule \\.(?:html|br|gz|zst)$ - [R=404,L]\nRewriteRule ^/_(?:headers|redirects)$ - [R=404,L]\nRewriteRule ^/(?:(?:%s)/)?(?:index|40[45])$ - [R=404,L]", tags)
	for _, alias := range slices.Sorted(maps.Keys(n.moved)) {
		rule("RewriteRule ^(/(?:%s))?/%s/?$ %s$1/%s [R=301,L]", tags, alias, n.prefix, n.moved[alias])
	}
	rule("RewriteRule ^/(%s)$ %s/$1/ [R=301,L]", tags, n.prefix)
	rule("RewriteRule ^/(?:%s)/ - [S=%d]", tags, len(n.near))
	near := slices.Clone(n.likeTags)
	for _, r := range n.near {
		not := ""
		if len(near) > 0 {
			not = "(?!/(?:" + alternatives(near) + ")$)"
		}
		rule("RewriteCond $1 ^/?$ [OR]\nRewriteCond %%{DOCUMENT_ROOT}/%s$1.html -f\nRewriteRule \"^%s%s\" %s/%s$1 [NC,R=301,L]", r.tags[0], not, strings.TrimPrefix(r.pattern, "^"), n.prefix, r.tags[0])
	}
	rule("RewriteCond %%{DOCUMENT_ROOT}/$1.html -f\nRewriteRule ^/(.+)/$ %s/$1 [R=301,L]", n.prefix)
	rule("RewriteRule ^/(%s)/$ /$1/index.html", tags)
	rule("RewriteRule ^/(%s)/(.+)/report(?:/.*)?$ /$1/$2/report.html", tags)
	rule("RewriteCond %%{DOCUMENT_ROOT}/$1/$2.html -f\nRewriteRule ^/(%s)/([^.]+)$ /$1/$2.html", tags)
	rule("RewriteCond %%{QUERY_STRING} (?:^|&)remember(?:&|=|$)\nRewriteCond %%{DOCUMENT_ROOT}$0 -f\nRewriteRule ^/(%s)/[^.]+\\.html$ - [E=remember:$1]", tags)
	rule("RewriteCond %%{ENV:remember} !^$\nRewriteRule ^/(%s)/(?:index|([^.]+))\\.html$ %s/$1/$2 [R=303,L,QSD]", tags, n.prefix)
	rule("%s\nRewriteCond %%{DOCUMENT_ROOT}/%%1%%2/index.html -f\nRewriteRule ^/$ /%%1%%2/index.html [E=neutral:1]", n.apacheCookie())
	rule("%s\nRewriteCond %%{DOCUMENT_ROOT}/%%1%%2/$1.html -f\nRewriteRule ^/(?!(?:%s)/)([^.]+)(?<!/report)$ /%%1%%2/$1.html [E=neutral:1]", n.apacheCookie(), tags)
	rule("RewriteRule ^/$ /.parlance/negotiate/index.var [PT,E=neutral:1]")
	rule("RewriteCond %%{DOCUMENT_ROOT}/.parlance/negotiate/$1.var -f\nRewriteRule ^/([^.]+)$ /.parlance/negotiate/$1.var [PT,E=neutral:1]")
	return rules
}
