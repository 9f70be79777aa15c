package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/render"
)

// nginxSite returns what stands in the block server. What a redirect leads to is made of what the address matched, of letters that no header minds, or of the name
// of a file that is there: nothing that a request says stands in a header as it came.
func nginxSite(n *negotiation, security []headers.Field) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	nginxHeaders(&b, n, security)
	nginxFiles(&b, n, security)
	tags, fixed, negotiated, html := alternatives(n.tags), policyLines(headers.FixedLocale), policyLines(headers.Negotiated), typeBlock("text/html; charset=utf-8", "html")
	file := func(path string) string {
		return html + " set $parlance_sent $parlance_coding; try_files " + path + "$parlance_ending =404; }"
	}
	// in a block "if" there may be nothing but what ends in a redirect: nginx forgets try_files there
	remember := "if ($parlance_asks) { rewrite ^ /.parlance/remember last; }"
	moved := fmt.Sprintf("if ($parlance_moved) { return 301 %s/$t/$parlance_moved$parlance_kept; }", n.prefix)
	near := "if ($parlance_near) { set $parlance_slug $parlance_rest; rewrite ^ /.parlance/near last; }"

	line("location ~ ^/(?<t>%s)/$ { set $parlance_tag $t; %s\n  %s\n  set $parlance_language_sent $parlance_language; %s", tags, fixed, remember, file("/$t/index.html"))
	line("location ~ ^/(?:(?:%s)/)?(?:index|40[45])$ { return 404; }", tags)
	line("location ~ ^/(?<t>%s)/(?<s>[^.]+)(?<r>/report(?:/[A-Za-z0-9._-]+)?)$ { set $parlance_tag $t; set $parlance_slug $s$r; %s\n  %s\n  %s\n  set $parlance_language_sent $t; %s", tags, fixed, moved, remember, file("/$t/$s/report.html"))
	line("location ~ ^/(?<t>%s)/(?<s>[^.]+)/beside/\\k<t>/?$ { %s if (-f $document_root/$t/$s.html) { return 301 %s/$t/$s; } return 404; }", tags, fixed, n.prefix)
	line("location ~ ^/(?<t>%s)/(?<s>[^.]+/beside/[A-Za-z0-9-]+)$ { set $parlance_tag $t; set $parlance_slug $s; %s\n  %s\n  set $parlance_language_sent $t; %s", tags, fixed, moved, file("/$t/$s.html"))
	line("location ~ ^/(?<t>%s)/(?<s>.+)/$ { set $parlance_slug $s; %s %s if (-f $document_root/$t/$s.html) { return 301 %s/$t/$s$parlance_kept; } return 404; }", tags, fixed, moved, n.prefix)
	line("location ~ ^/(?<t>%s)/(?<s>[^.]+)$ { set $parlance_tag $t; set $parlance_slug $s; %s\n  %s\n  %s\n  set $parlance_language_sent $parlance_language; %s", tags, fixed, moved, remember, file("/$t/$s.html"))

	line("location = / { set $parlance_tag $parlance_choice%d; set $parlance_language_sent $parlance_language; set $parlance_location %s/$parlance_tag/; %s %s", n.classOf[render.Home], n.prefix, negotiated, file("/$parlance_tag/index.html"))
	line("location = /.parlance/remember { internal; set $parlance_cache %q; set $parlance_vary %q; set $parlance_set_cookie %q;\n  if (-f $document_root/$parlance_tag/$parlance_file.html) { return 303 %s/$parlance_tag/$parlance_slug; } set $parlance_set_cookie \"\"; return 404; }", headers.NoStore, headers.FixedLocale.Vary, headers.LanguageCookie("$parlance_tag", n.tls, n.prefix), n.prefix)
	line("location = /.parlance/near { internal; %s if ($parlance_moved) { set $parlance_slug $parlance_moved; }\n  if (-f $document_root/$parlance_near/$parlance_file.html) { return 301 %s/$parlance_near/$parlance_slug$parlance_kept; } return 404; }", fixed, n.prefix)
	line("location ~ ^/(?<s>.+)/$ { %s\n  %s\n  set $parlance_slug $s; if ($parlance_moved) { return 301 %s/$parlance_moved; }\n  if (-f $document_root/$s.html) { return 301 %s/$s$parlance_asked; } return 404; }", fixed, near, n.prefix, n.prefix)
	line("location ~ ^/(?<s>[^.]+)$ { %s\n  %s\n  set $parlance_slug $s; if ($parlance_moved) { return 301 %s/$parlance_moved; }\n  if ($s ~ /(?:report|beside)(?:/|$)) { return 404; }\n  set $parlance_tag $parlance_choice; set $parlance_language_sent $parlance_language; set $parlance_location %s/$parlance_tag/$s; %s %s", fixed, near, n.prefix, n.prefix, negotiated, file("/$parlance_tag/$s.html"))
	return b.String()
}

// nginxHeaders writes the headers of every answer, what becomes of an address before it is looked at, and the problems.
func nginxHeaders(b *strings.Builder, n *negotiation, security []headers.Field) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	line("# The site. Written by parlance publish: include it in the block server, and set root there to the folder.")
	line("access_log /var/log/nginx/parlance.log parlance;\nabsolute_redirect off;\nserver_tokens off;\ngzip off;\netag on;\nmax_ranges 0;\nlog_not_found off;\nport_in_redirect off;\nmerge_slashes off;")
	for _, name := range []string{"cache", "vary", "language_sent", "location", "sent", "allow", "set_cookie", "tag", "slug", "resource"} {
		line(`set $parlance_%s "";`, name)
	}
	line(`set $parlance_resource "same-origin";`)
	for _, f := range security {
		value := quote(f.Value)
		if f.Name == headers.CORP {
			value = "$parlance_resource"
		}
		line("add_header %s %s always;", f.Name, value)
	}
	for _, h := range [][2]string{{"Cache-Control", "cache"}, {"Vary", "vary"}, {"Content-Language", "language_sent"}, {"Content-Location", "location"}, {"Content-Encoding", "content_encoding"}, {"Allow", "allow"}, {"Set-Cookie", "set_cookie"}, {"X-Robots-Tag", "robots"}} {
		line("add_header %s $parlance_%s always;", h[0], h[1])
	}
	line("error_page 404 403 /$parlance_problem_tag/404.html;\nerror_page 405 /$parlance_problem_tag/405.html;")
	if n.prefix != "" { // a proxy may have taken it off
		line("rewrite ^%s(/.*)$ $1;", n.prefix)
	}
	line("if ($request_method !~ ^(?:GET|HEAD)$) { return 405; }")
	if n.prefix != "" {
		line("if ($uri = %s) { %s return 301 %s/; }", n.prefix, policyLines(headers.FixedLocale), n.prefix)
	}
}

// nginxFiles writes what becomes of the addresses of files that are no pages.
func nginxFiles(b *strings.Builder, n *negotiation, security []headers.Field) {
	line := func(format string, args ...any) { fmt.Fprintf(b, format+"\n", args...) }
	tags, fixed, html := alternatives(n.tags), policyLines(headers.FixedLocale), typeBlock("text/html; charset=utf-8", "html")
	line("location ~ ^/(?<t>%s)/(?:404|405)\\.html$ { internal; set $parlance_tag $t; set $parlance_allow_405 $uri; set $parlance_language_sent $t; set $parlance_cache no-store; set $parlance_vary $parlance_problem_vary; set $parlance_sent $parlance_coding;\n  if ($uri ~ 405) { set $parlance_allow \"GET, HEAD\"; }\n  %s try_files $uri$parlance_ending $uri =404; }", tags, html)
	line("location ~ // { return 404; }\nlocation ~ ^/\\.(?!well-known/) { return 404; }")
	line("location ~ \\.(?:html|br|gz|zst)$ { return 404; }")
	line("location ~ ^/_(?:headers|redirects)$ { return 404; }")
	for _, f := range []struct{ name, contentType, ending string }{
		{render.FeedName, "application/atom+xml; charset=utf-8", "xml"}, {render.ManifestName, "application/manifest+json", "webmanifest"},
	} {
		line("location ~ ^/(?<t>%s)/%s$ { set $parlance_tag $t; set $parlance_language_sent $t; %s set $parlance_sent $parlance_coding; %s try_files $uri$parlance_ending @plain; }", tags, strings.ReplaceAll(f.name, ".", "\\."), fixed, typeBlock(f.contentType, f.ending))
	}
	for _, f := range []struct{ name, contentType, ending string }{
		{"sitemap.xml", "application/xml; charset=utf-8", "xml"}, {"robots.txt", "text/plain; charset=utf-8", "txt"}, {render.WorkerName, "text/javascript; charset=utf-8", "js"},
	} {
		line("location = /%s { %s set $parlance_sent $parlance_coding; %s try_files $uri$parlance_ending @plain; }", f.name, fixed, typeBlock(f.contentType, f.ending))
	}
	line("location /assets/ { %s set $parlance_resource %q; types { image/png png; image/jpeg jpg jpeg; image/gif gif; image/webp webp; image/avif avif; } try_files $uri =404; }", policyLines(headers.Immutable), headers.Immutable.Resource)
	line("location ~ ^/assets/.+\\.mp3$ { max_ranges 1; types { %s mp3; } %s try_files $uri =404; }", render.RecordingType, recordingHeaders(security))
	for _, e := range [][2]string{{"css", "text/css; charset=utf-8"}, {"js", "text/javascript; charset=utf-8"}, {"svg", "image/svg+xml"}, {"pdf", "application/pdf"}} {
		line("location ~ ^/assets/.+\\.%s$ { %s set $parlance_resource %q; set $parlance_sent $parlance_coding; %s try_files $uri$parlance_ending @plain; }", e[0], policyLines(headers.Immutable), headers.Immutable.Resource, typeBlock(e[1], e[0]))
	}
	line("location ~ ^/%s/[0-9a-f]+\\.json$ { %s set $parlance_sent $parlance_coding; %s try_files $uri$parlance_ending @plain; }", render.SearchFolder, policyLines(headers.Immutable), typeBlock("application/json", "json"))
	line("location @plain { set $parlance_sent \"\"; %s }", "types { \"application/xml; charset=utf-8\" xml; \"text/plain; charset=utf-8\" txt; \"text/javascript; charset=utf-8\" js; \"text/css; charset=utf-8\" css; image/svg+xml svg; application/pdf pdf; application/json json; application/manifest+json webmanifest; }")
}

// recordingHeaders adds the headers of recordings. They are added to an answer and not to an error, because nginx goes through them a second time where it finds
// that there is no such part: each would be there twice.
func recordingHeaders(security []headers.Field) string {
	var b strings.Builder
	fields := append(slices.Clone(security), headers.Field{Name: "Cache-Control", Value: headers.Immutable.CacheControl}, headers.Field{Name: "Vary", Value: headers.Immutable.Vary})
	for _, f := range fields {
		if f.Name == headers.CORP {
			f.Value = headers.Immutable.Resource
		}
		fmt.Fprintf(&b, "add_header %s %s; ", f.Name, quote(f.Value))
	}
	return b.String()
}

// policyLines sets what an answer says of how it was chosen and for how long it holds.
func policyLines(p headers.Policy) string {
	return fmt.Sprintf("set $parlance_cache %q; set $parlance_vary %q;", p.CacheControl, p.Vary)
}

// typeBlock gives files of a name's ending, and their compressed copies, a media type.
func typeBlock(contentType, ending string) string {
	return fmt.Sprintf("types { %q %s br zst gz; }", contentType, ending)
}
