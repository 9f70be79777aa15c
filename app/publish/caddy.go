package publish

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/render"
)

// caddyItems is how many items of Accept-Language Caddy looks at.
const caddyItems = 8

// caddyfile returns the configuration for Caddy 2. Its expressions know no look-ahead, so rules of scripts that are not served stand before those of their language.
func caddyfile(n *negotiation, security []headers.Field) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# The site for Caddy 2. Written by parlance publish: put the folder's path in place of FOLDER.\n{\n\tadmin off\n}")
	line("(parlance_headers) {\n\theader -Server\n\theader {")
	for _, f := range security {
		line("\t\t%s %q", f.Name, f.Value)
	}
	line("\t}\n}\n(parlance_files) {\n\tfile_server {\n\t\tprecompressed br zstd gzip\n\t}\n}\n:8081 {\n\troot * FOLDER")
	line("\tlog {\n\t\tformat filter {\n\t\t\twrap json\n\t\t\tfields {\n\t\t\t\trequest>uri regexp \\?.* \"\"\n\t\t\t\trequest>headers delete\n\t\t\t}\n\t\t}\n\t}")
	line("\timport parlance_headers")
	caddyMaps(&b, n)
	line("\troute {")
	if n.prefix != "" { // a proxy may have taken it off
		line("\t\tredir %s %s/ 301\n\t\turi strip_prefix %s", n.prefix, n.prefix, n.prefix)
	}
	caddyRedirects(&b, n)
	caddyFiles(&b, n)
	line("\t}\n\thandle_errors {\n\t\timport parlance_headers\n\t\theader -Content-Location\n\t\theader -X-Robots-Tag\n\t\theader Content-Type \"text/html; charset=utf-8\"\n\t\theader Cache-Control %q\n\t\theader Content-Language {problem}\n\t\t"+caddyDeferred("Vary", "{problem_vary}"), headers.NoStore)
	line("\t\t@method expression {err.status_code} == 405\n\t\thandle @method {\n\t\t\theader Allow \"GET, HEAD\"\n\t\t\trewrite * /{problem}/405.html\n\t\t\timport parlance_files\n\t\t}")
	line("\t\thandle {\n\t\t\trewrite * /{problem}/404.html\n\t\t\timport parlance_files\n\t\t}\n\t}\n}")
	return b.String()
}

// caddyMaps writes which locale a reader gets.
func caddyMaps(b *strings.Builder, n *negotiation) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	tags, joined := alternatives(n.tags), ""
	for i := range caddyItems {
		line("\tmap {http.request.header.Accept-Language} {al%d} {\n\t\t`%s` \"\"\n\t\t`%s` ${1}\n\t\tdefault \"\"\n\t}", i,
			fmt.Sprintf(`~^(?:[^,]*,){%d}[^,;]*;\s*q=0(?:\.0*)?\s*(?:,|$)`, i), fmt.Sprintf(`~^(?:[^,]*,){%d}\s*([^,;\s]+)`, i))
		line("\tmap {al%d} {same%d} {\n\t\t\"\" \"\"", i, i)
		for _, pair := range caddyRules(n.same) {
			line("\t\t`%s` %q", pair[0], pair[1])
		}
		line("\t\tdefault \"\"\n\t}")
		joined += fmt.Sprintf("{same%d}", i)
	}
	line("\tmap {http.request.header.Cookie} {cookie} {")
	if n.tls {
		line("\t\t`~(?:^|;\\s*)%s=(%s)\\s*(?:;|$)` ${1}", headers.HostCookieName, tags)
	}
	line("\t\t`~(?:^|;\\s*)%s=(%s)\\s*(?:;|$)` ${1}\n\t\tdefault \"\"\n\t}", headers.CookieName, tags)
	for i, c := range n.classes {
		own := alternatives(c.tags)
		line("\tmap \"{cookie}|%s\" {choice%d} {\n\t\t`%s` ${1}\n\t\t`%s` ${1}\n\t\tdefault %s\n\t}", joined, i, "~^("+own+`)\|`, "~,("+own+")(?:,|$)", n.english)
	}
	line("\tmap {path} {choice} {")
	for _, slug := range slices.Sorted(maps.Keys(n.classOf)) {
		line("\t\t%s/%s {choice%d}", n.prefix, slug, n.classOf[slug])
		if n.prefix != "" {
			line("\t\t/%s {choice%d}", slug, n.classOf[slug])
		}
	}
	line("\t\tdefault {choice0}\n\t}")
	inLocale := "~^" + n.above() + "/(" + tags + ")/"
	line("\tmap {http.request.orig_uri.path} {problem} {problem_vary} {\n\t\t`%s` ${1} %q\n\t\tdefault {choice%d} %q\n\t}", inLocale, headers.LocaleProblem.Vary, n.classOf[render.Home], headers.NegotiatedProblem.Vary)
}

// caddyRedirects writes what an address leads to that is not one of the site's, but nearly so.
func caddyRedirects(b *strings.Builder, n *negotiation) {
	line := func(format string, args ...any) { fmt.Fprintf(b, "\t\t"+format+"\n", args...) }
	tags, fixed := alternatives(n.tags), headers.FixedLocale
	line("@method not method GET HEAD\n\t\terror @method 405")
	line("@hidden {\n\t\t\tpath /.*\n\t\t\tnot path /.well-known/*\n\t\t}\n\t\terror @hidden 404")
	line("@inside path_regexp \\.(?:html|br|gz|zst)$|^/_(?:headers|redirects)$|^/(?:(?:%s)/)?(?:index|40[45])$\n\t\terror @inside 404", tags)
	line("header Cache-Control %q\n\t\tvars vary %q\n\t\t%s", fixed.CacheControl, fixed.Vary, caddyDeferred("Vary", "{vars.vary}"))
	for _, alias := range slices.Sorted(maps.Keys(n.moved)) {
		line("@moved_%s path_regexp m ^(/(?:%s))?/%s/?$\n\t\tredir @moved_%s %s{re.m.1}/%s 301", caddyName(alias), tags, alias, caddyName(alias), n.prefix, n.moved[alias])
	}
	line("@bare path_regexp b ^/(%s)$\n\t\tredir @bare %s/{re.b.1}/ 301", tags, n.prefix)
	line("@slash path_regexp s ^(/.+)/$\n\t\troute @slash {\n\t\t\t@there file {re.s.1}.html\n\t\t\tredir @there %s{re.s.1} 301\n\t\t}", n.prefix)
	line("@remember {\n\t\t\tpath_regexp t ^/(%s)/\n\t\t\tquery remember=*\n\t\t\tfile {path}.html {path}index.html\n\t\t}", tags)
	line("handle @remember {\n\t\t\theader Set-Cookie %q\n\t\t\theader Cache-Control %s\n\t\t\tredir * %s{path} 303\n\t\t}", headers.LanguageCookie("{re.t.1}", n.tls, n.prefix), headers.NoStore, n.prefix)
}

// caddyFiles writes what becomes of the addresses of the site.
func caddyFiles(b *strings.Builder, n *negotiation) {
	line := func(format string, args ...any) { fmt.Fprintf(b, "\t\t"+format+"\n", args...) }
	tags, negotiated := alternatives(n.tags), headers.Negotiated
	for i, t := range [][2]string{{"/assets/*.mp3", render.RecordingType}, {"*/" + render.FeedName, "application/atom+xml; charset=utf-8"}, {"*/" + render.ManifestName, "application/manifest+json"}, {"/sitemap.xml", "application/xml; charset=utf-8"}} {
		line("@type%d path %s\n\t\theader @type%d Content-Type %q", i, t[0], i, t[1])
	}
	line("handle /assets/* {\n\t\t\theader Cache-Control %q\n\t\t\theader %s %s\n\t\t\timport parlance_files\n\t\t}", headers.Immutable.CacheControl, headers.CORP, headers.Immutable.Resource)
	line("@index path_regexp ^/%s/[0-9a-f]+\\.json$\n\t\thandle @index {\n\t\t\theader Cache-Control %q\n\t\t\timport parlance_files\n\t\t}", render.SearchFolder, headers.Immutable.CacheControl)
	line("@search path_regexp ^(?:/(?:%s))?/%s$\n\t\theader @search X-Robots-Tag noindex", tags, render.SearchName)
	line("@tagged path_regexp g ^/(%s)/\n\t\theader @tagged Content-Language {re.g.1}", tags)
	for _, path := range slices.Sorted(maps.Keys(n.foreign)) {
		line("header %s Content-Language %s", path, n.foreign[path])
	}
	line("@report {\n\t\t\tpath_regexp r ^/(%s)/(.+)/report(?:/[A-Za-z0-9._-]+)?$\n\t\t}\n\t\thandle @report {\n\t\t\trewrite * /{re.r.1}/{re.r.2}/report.html\n\t\t\timport parlance_files\n\t\t}", tags)
	line("@locale path_regexp ^/(?:%s)/[^.]*$\n\t\thandle @locale {\n\t\t\ttry_files {path}.html {path}index.html\n\t\t\timport parlance_files\n\t\t}", tags)
	line("@files {\n\t\t\tpath /sitemap.xml /robots.txt /%s */%s */%s /.well-known/*\n\t\t}\n\t\thandle @files {\n\t\t\timport parlance_files\n\t\t}", render.WorkerName, render.FeedName, render.ManifestName)
	line("@neutral {\n\t\t\tnot path_regexp /report$|/beside/\n\t\t\tfile /{choice}{path}.html /{choice}{path}index.html\n\t\t}")
	line("handle @neutral {\n\t\t\tvars vary %q\n\t\t\theader Cache-Control %q\n\t\t\theader Content-Language {choice}\n\t\t\theader Content-Location %s/{choice}{path}\n\t\t\ttry_files /{choice}{path}.html /{choice}{path}index.html\n\t\t\timport parlance_files\n\t\t}", negotiated.Vary, negotiated.CacheControl, n.prefix)
	line("error 404")
}

// caddyRules returns rules as expressions without look-ahead, of which the first that matches counts: those of a script stand first, and before those of a language
// without one stands what its other scripts come to, which is nothing.
func caddyRules(rules []rule) (pairs [][2]string) {
	blocked := map[string]bool{}
	for _, scripted := range []bool{true, false} {
		for _, r := range rules {
			language, rest, found := strings.Cut(strings.TrimPrefix(r.pattern, "^"), otherScript)
			if found == scripted {
				continue
			}
			if found && !blocked[language] {
				blocked[language] = true
				pairs = append(pairs, [2]string{"~(?i)^" + language + "[-_][a-z]{3,4}" + tagEnd, ""})
			}
			value := ""
			if len(r.tags) > 0 {
				value = "," + strings.Join(r.tags, ",")
			}
			pairs = append(pairs, [2]string{"~(?i)^" + language + rest, value})
		}
	}
	return pairs
}

// caddyDeferred sets a header when the answer is finished, in the place of what Caddy itself says.
func caddyDeferred(name, value string) string {
	return fmt.Sprintf("header {\n\t\t\tdefer\n\t\t\t%s %q\n\t\t}", name, value)
}

// caddyName returns a slug as the name of a matcher.
func caddyName(slug string) string { return strings.NewReplacer("/", "_", "-", "_").Replace(slug) }
