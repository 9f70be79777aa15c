package adopt

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/parlance/parlance/app/corpus"
)

// links knows where the addresses of a tree lead in our site.
type links struct {
	a        *adopter
	bySource map[string]*page // by the path of a file, those of translations too
	byURL    map[string]*page // by the address in the old site, in small letters

	lock    sync.Mutex
	anchors map[string]map[string]bool // ids of headings by slug; nil while they are not known
	wanted  map[string]map[string]bool // those of them that links lead to
	images  map[string]string          // where files are brought to, by where they are
	taken   map[string]bool
}

func newLinks(a *adopter) *links {
	l := &links{a: a, bySource: map[string]*page{}, byURL: map[string]*page{}, wanted: map[string]map[string]bool{}, images: map[string]string{}, taken: map[string]bool{}}
	for _, p := range a.t.pages {
		l.bySource[p.path] = p
		for _, name := range p.translations {
			l.bySource[name] = p
		}
		for _, u := range p.urls {
			if u = strings.ToLower(strings.Trim(u, "/")); l.byURL[u] == nil {
				l.byURL[u] = p
			}
		}
	}
	return l
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)

// resolve returns where an address in a file leads. p is the page that the file is, or translates.
func (l *links) resolve(p *page, file, dest string, image bool) (to, note string) {
	dest = strings.TrimSpace(dest)
	if strings.HasPrefix(dest, "//") {
		dest = "https:" + dest
	}
	if scheme.MatchString(dest) {
		return l.outside(dest)
	}
	if strings.Contains(dest, "{{") || strings.Contains(dest, "{%") {
		return "", fmt.Sprintf("the address %q is made by another program: its words stay without it", dest)
	}
	name, fragment, _ := strings.Cut(dest, "#")
	name, _, _ = strings.Cut(name, "?")
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if name == "" {
		return l.toPage(p, fragment, dest)
	}
	if found := l.file(p, file, name); found != "" {
		if q := l.bySource[found]; q != nil {
			return l.toPage(q, fragment, dest)
		}
		if to := l.bring(found); to != "" {
			return "/" + to, ""
		}
	}
	if !image {
		for _, u := range l.addresses(p, file, name) {
			if q := l.byURL[u]; q != nil {
				return l.toPage(q, fragment, dest)
			}
		}
	}
	return l.elsewhere(p, dest, name, image)
}

func (l *links) outside(dest string) (to, note string) {
	u, err := url.Parse(dest)
	switch {
	case err != nil:
		return "", fmt.Sprintf("the address %q cannot be read: its words stay without it", dest)
	case u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto" || u.Scheme == "tel":
		return dest, ""
	}
	return "", fmt.Sprintf("the address %q is none that a page may lead to: its words stay without it", dest)
}

// toPage returns the address of a page, with a fragment that one of its headings has.
func (l *links) toPage(p *page, fragment, dest string) (to, note string) {
	to = "/" + p.slug
	if fragment == "" {
		return to, ""
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	if l.anchors == nil {
		return to, ""
	}
	if id := strings.ToLower(fragment); !l.anchors[p.slug][fragment] && l.anchors[p.slug][id] {
		fragment = id
	}
	if !l.anchors[p.slug][fragment] {
		return to, fmt.Sprintf("no heading has the id that %q leads to: it leads to the page", dest)
	}
	if l.wanted[p.slug] == nil {
		l.wanted[p.slug] = map[string]bool{}
	}
	l.wanted[p.slug][fragment] = true
	return to + "#" + fragment, ""
}

// file returns the file that an address means, "" where there is none.
func (l *links) file(p *page, file, name string) string {
	name, isSite := strings.CutPrefix(name, "@site")
	rel := strings.TrimLeft(name, "/")
	var tries []string
	if !strings.HasPrefix(name, "/") {
		tries = append(tries, path.Join(path.Dir(file), name), path.Join(path.Dir(p.path), name))
		if base := stem(path.Base(p.path)); base != "index" && base != "_index" {
			tries = append(tries, path.Join(stem(p.path), name))
		}
		tries = append(tries, path.Join(path.Dir(file), "..", name), path.Join(path.Dir(p.path), "..", name))
	} else if isSite {
		tries = append(tries, path.Join(l.a.t.root, rel))
	}
	for _, dir := range l.a.t.statics {
		tries = append(tries, path.Join(dir, rel))
		for _, prefix := range l.a.t.prefixes {
			if cut, ok := strings.CutPrefix(rel, prefix+"/"); ok {
				tries = append(tries, path.Join(dir, cut))
			}
		}
	}
	tries = append(tries, path.Join(l.a.t.root, rel))
	for _, try := range tries {
		if l.a.files.has[try] {
			return try
		}
	}
	return ""
}

// addresses returns the addresses in the old site that a link may mean, the likeliest first.
func (l *links) addresses(p *page, file, name string) (list []string) {
	add := func(u string) {
		u = strings.ToLower(strings.Trim(path.Clean("/"+u), "/"))
		u = strings.TrimSuffix(strings.TrimSuffix(u, ".html"), ".md")
		u = strings.TrimSuffix(strings.TrimSuffix(u, ".mdx"), "/index")
		if u == "index" || u == "_index" || u == "readme" {
			u = ""
		}
		for again := true; again; {
			if !slices.Contains(list, u) {
				list = append(list, u)
			}
			again = false
			for _, prefix := range l.a.t.prefixes {
				if cut, ok := strings.CutPrefix(u+"/", prefix+"/"); ok && prefix != "" {
					u, again = strings.Trim(cut, "/"), true
				}
			}
		}
	}
	if strings.HasPrefix(name, "/") {
		add(name)
		return list
	}
	for _, u := range p.urls[:min(1, len(p.urls))] {
		add(path.Join(u, name))
		add(path.Join(path.Dir(u), name))
	}
	add(name)
	return list
}

// elsewhere returns the address in the old site of what was not brought along.
func (l *links) elsewhere(p *page, dest, name string, image bool) (to, note string) {
	if image {
		return "", fmt.Sprintf("the image %q is not there, or cannot be brought along: its description stays as text", dest)
	}
	base := strings.TrimRight(l.a.t.address, "/")
	if !strings.HasPrefix(base, "https://") && !strings.HasPrefix(base, "http://") {
		return "", fmt.Sprintf("nothing was found at %q: its words stay without it", dest)
	}
	u := l.addresses(p, p.path, name)
	rest := dest[min(len(dest), max(0, strings.IndexAny(dest+"#", "?#"))):]
	return base + "/" + u[len(u)-1] + rest, fmt.Sprintf("nothing was found at %q: it leads to the old site", dest)
}

// bring returns where a file stands in our content, "" where it cannot be brought along.
func (l *links) bring(file string) string {
	if corpus.AttachedType(file) == "" {
		return ""
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	if to, known := l.images[file]; known {
		return to
	}
	to := ""
	if data, err := l.a.files.read(file); err == nil && int64(len(data)) <= l.a.o.Max {
		ext := strings.ToLower(path.Ext(file))
		to = "images/" + freeSlug(stem(file), nil) + ext
		if l.taken[to] {
			sum := sha256.Sum256([]byte(file))
			to = "images/" + freeSlug(stem(file), nil) + "-" + hex.EncodeToString(sum[:4]) + ext
		}
		l.taken[to] = true
	}
	l.images[file] = to
	return to
}

// slugger makes ids of headings as GitHub and the programs for documentation do: how often it has made each.
type slugger map[string]int

var notInSlug = regexp.MustCompile(`[^\p{L}\p{M}\p{N}\p{Pc} -]`)

func (s slugger) id(text string) string {
	id := strings.ReplaceAll(notInSlug.ReplaceAllString(strings.ToLower(strings.TrimSpace(text)), ""), " ", "-")
	n := s[id]
	s[id]++
	if n > 0 {
		return fmt.Sprintf("%s-%d", id, n)
	}
	return cmp.Or(id, "section")
}
