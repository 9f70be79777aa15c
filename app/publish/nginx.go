package publish

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/render"
)

// nginxMaps returns what stands in the block http: which locale a reader gets, and which coding.
func nginxMaps(n *negotiation) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# Which language and which coding a reader gets. Written by parlance publish: include it in the block http.")
	line("map_hash_bucket_size 256;\nmap_hash_max_size 16384;\nvariables_hash_max_size 4096;\nvariables_hash_bucket_size 128;")
	line("log_format parlance '$remote_addr [$time_local] \"$request_method $uri $server_protocol\" $status $body_bytes_sent'; # no query, no referrer, no languages")
	nginxMap(&b, "$http_accept_encoding", "$parlance_coding", []string{"default", `""`, codingPattern("br"), "br", codingPattern("zstd"), "zstd", codingPattern("(?:x-)?gzip"), "gzip"})
	nginxMap(&b, "$parlance_coding", "$parlance_ending", []string{"default", `""`, "br", ".br", "zstd", ".zst", "gzip", ".gz"})
	nginxMap(&b, "$status:$parlance_sent", "$parlance_content_encoding", []string{"default", `""`, quote("~^(?:200|404|405):(.+)$"), "$1"})
	nginxMap(&b, "$http_cookie", "$parlance_cookie", n.cookiePairs())
	accepted := []string{"default", "$http_accept_language"}
	for _, p := range risingWeights() {
		accepted = append(accepted, quote("~"+p), `""`)
	}
	nginxMap(&b, "$http_accept_language", "$parlance_accepted", accepted)
	list, related := "", ""
	for i := range maxItems {
		item, same, rel := fmt.Sprint("$parlance_item", i), fmt.Sprint("$parlance_same", i), fmt.Sprint("$parlance_related", i)
		nginxMap(&b, "$parlance_accepted", item, []string{"default", `""`, quote("~" + itemPattern(i)), "$1"})
		nginxMap(&b, item, same, nginxRules(n.same))
		list += same
		if len(n.related) > 0 {
			nginxMap(&b, item, rel, nginxRules(n.related))
			related += rel
		}
	}
	for i, c := range n.classes {
		own := alternatives(c.tags)
		nginxMap(&b, "$parlance_cookie|"+list+related, fmt.Sprint("$parlance_choice", i),
			[]string{"default", n.english, quote("~*^(?:" + own + ")\\|"), "$parlance_cookie_tag", quote("~,(" + own + ")(?=,|$)"), "$1"})
	}
	cookies := []string{"default", `""`}
	for _, tag := range n.tags {
		cookies = append(cookies, quote("~*^"+tag+"$"), tag)
	}
	nginxMap(&b, "$parlance_cookie", "$parlance_cookie_tag", cookies)
	classes := []string{"default", "$parlance_choice0"}
	for _, slug := range slices.Sorted(maps.Keys(n.classOf)) {
		classes = append(classes, quote("/"+slug), fmt.Sprint("$parlance_choice", n.classOf[slug]))
	}
	nginxMap(&b, "$uri", "$parlance_choice", classes)
	nginxMap(&b, "$parlance_slug", "$parlance_moved", n.movedPairs())
	nginxMap(&b, "$args", "$parlance_asks", []string{"default", `""`, quote(`~(?:^|&)remember(?:&|=|$)`), "1"})
	nginxMap(&b, "$parlance_slug:$args", "$parlance_asked", []string{"default", `""`, quote(`~^` + render.SearchName + `:(.+)$`), "?$1"}) // what a redirect keeps
	nginxMap(&b, "$parlance_asked:$parlance_asks", "$parlance_kept", []string{"default", "$parlance_asked", ":1", "?remember"})
	nginxMap(&b, "$uri", "$parlance_rest", []string{"default", `""`, quote(`~^/[^/]+/(.+?)/?$`), "$1"})
	nginxMap(&b, "$parlance_slug", "$parlance_file", []string{"default", "$parlance_slug", `""`, "index", quote(`~^(.+/report)/[A-Za-z0-9._-]+\z`), "$1", quote(`~^(?:index|40[45])$`), `""`})
	near := []string{"default", `""`, quote("~^/(?:" + alternatives(n.tags) + ")/"), `""`}
	for _, slug := range n.likeTags {
		near = append(near, quote("/"+slug), `""`)
	}
	for _, r := range n.near {
		near = append(near, quote("~*"+r.pattern), r.tags[0])
	}
	nginxMap(&b, "$uri", "$parlance_near", near)
	foreign := []string{"default", "$parlance_tag"}
	for _, path := range slices.Sorted(maps.Keys(n.foreign)) {
		foreign = append(foreign, quote(path), n.foreign[path])
	}
	nginxMap(&b, "/$parlance_tag/$parlance_slug", "$parlance_language", foreign)
	nginxMap(&b, "$status:$request_uri", "$parlance_robots", []string{"default", `""`, quote("~^200:" + n.above() + "(?:/(?:" + alternatives(n.tags) + "))?/" + render.SearchName + `(?:\?|$)`), "noindex"})
	home := fmt.Sprint("$parlance_choice", n.classOf[render.Home])
	inLocale := quote("~^" + n.above() + "/(" + alternatives(n.tags) + ")/")
	nginxMap(&b, "$parlance_near", "$parlance_problem_near", []string{"default", "$parlance_near", `""`, home})
	nginxMap(&b, "$parlance_near", "$parlance_problem_near_vary", []string{"default", quote(headers.LocaleProblem.Vary), `""`, quote(headers.NegotiatedProblem.Vary)})
	nginxMap(&b, "$request_uri", "$parlance_problem_tag", []string{"default", "$parlance_problem_near", inLocale, "$1"})
	nginxMap(&b, "$request_uri", "$parlance_problem_vary", []string{"default", "$parlance_problem_near_vary", inLocale, quote(headers.LocaleProblem.Vary)})
	return b.String()
}

// cookiePairs returns which locale the cookies ask for, none where one was sent twice: of two nobody can know which was meant.
func (n *negotiation) cookiePairs() []string {
	names := []string{headers.CookieName}
	if n.tls {
		names = []string{headers.HostCookieName, headers.CookieName}
	}
	pairs := []string{"default", `""`}
	for _, name := range names {
		one := `(?:^|;\s*)` + name + `=`
		pairs = append(pairs, quote("~"+one+`.*;\s*`+name+"="), `""`, quote("~"+one+`([A-Za-z0-9-]+)\s*(?:;|$)`), "$1", quote("~"+one), `""`)
	}
	return pairs
}

// movedPairs returns where a page stands now that had another address before, with its forms and beside other languages.
func (n *negotiation) movedPairs() []string {
	pairs := []string{"default", `""`}
	for _, alias := range slices.Sorted(maps.Keys(n.moved)) {
		pairs = append(pairs, quote(alias), n.moved[alias], quote("~^"+alias+`(/(?:beside/[A-Za-z0-9-]+|report(?:/[A-Za-z0-9._-]+)?))\z`), n.moved[alias]+"$1")
	}
	return pairs
}

// nginxMap writes a block map; of pairs each value and what it becomes.
func nginxMap(b *strings.Builder, from, to string, pairs []string) {
	fmt.Fprintf(b, "map %q %s {\n", from, to)
	for i := 0; i < len(pairs); i += 2 {
		fmt.Fprintf(b, "  %s %s;\n", pairs[i], pairs[i+1])
	}
	b.WriteString("}\n")
}

func nginxRules(rules []rule) []string {
	pairs := []string{"default", `""`, `""`, `""`} // none is looked up at once
	for _, r := range rules {
		value := `""`
		if len(r.tags) > 0 {
			value = `",` + strings.Join(r.tags, ",") + `"`
		}
		pairs = append(pairs, quote("~*"+r.pattern), value)
	}
	return pairs
}

// quote returns a word as nginx reads it whatever characters it has.
func quote(word string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word) + `"`
}

// codingPattern matches an Accept-Encoding that names a coding with another weight than 0.
func codingPattern(coding string) string {
	return quote(`~*(?:^|[\s,])` + coding + `(?=[\s;,]|$)(?![^,]*;\s*q=0(?:\.0*)?\s*(?:,|$))`)
}

const nginxExample = `# An example of a whole configuration: nginx -p FOLDER/.parlance -c nginx.conf, as it stands for a try on port 8081.
worker_processes auto;
pid /tmp/parlance-nginx.pid;
events { }
http {
  include nginx-maps.conf;
  server {
    listen 127.0.0.1:8081;
    root ..;
    include nginx-site.conf;
  }
}
`
