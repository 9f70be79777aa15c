package headers

import "cmp"

// The cookie that holds the language a reader asked us to remember: HostCookieName where readers come over TLS, because no other site below the same domain can set
// a cookie of that name (RFC 6265bis, section 4.1.3.2). The plain one is then read where there is no other, for who chose a language before.
const (
	CookieName     = "lang"
	HostCookieName = "__Host-" + CookieName
)

// LanguageCookie returns the Set-Cookie that remembers a locale for a year. No script can read the cookie, and no other site's form sends it. tls is whether readers
// reach the site over TLS alone, prefix what all its paths begin with.
func LanguageCookie(tag string, tls bool, prefix string) string {
	name, path, secure := CookieName, cmp.Or(prefix, "/"), ""
	if tls {
		name, path, secure = HostCookieName, "/", "; Secure" // which the name demands
	}
	return name + "=" + tag + "; Path=" + path + "; Max-Age=31536000; SameSite=Lax; HttpOnly" + secure
}
