package publish

import (
	"maps"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/site"
)

// Configuration returns what programs that may serve the folder are told, by path below it.
func Configuration(s *site.Snapshot) map[string]string {
	n := newNegotiation(s)
	security := headers.Security(n.tls, n.prefix)
	files := map[string]string{
		".parlance/nginx-maps.conf": nginxMaps(n),
		".parlance/nginx-site.conf": nginxSite(n, security),
		".parlance/nginx.conf":      nginxExample,
		".parlance/apache.conf":     apacheSite(n, security),
		".parlance/Caddyfile":       caddyfile(n, security),
		"_headers":                  netlifyHeaders(s, security),
		"_redirects":                netlifyRedirects(s, n),
	}
	maps.Copy(files, typeMaps(s, n))
	return files
}
