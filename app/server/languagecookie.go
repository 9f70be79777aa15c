package server

import "bytes"

// cookieName is the cookie that holds the language a reader asked us to remember.
const cookieName = "lang"

// languageCookie returns the value of the language cookie, and nil where it was not sent or was sent more than once: which of two was meant
// nobody can know.
func languageCookie(cookies []byte) []byte {
	if len(cookies) == 0 {
		return nil
	}
	var found []byte
	for pair := range bytes.SplitSeq(cookies, []byte{';'}) {
		name, value, ok := bytes.Cut(trim(pair), []byte{'='})
		if !ok || string(name) != cookieName {
			continue
		}
		if found != nil || len(value) == 0 {
			return nil
		}
		found = value
	}
	return found
}

// setCookie returns the Set-Cookie line that remembers a locale for a year. No script can read the cookie, and no other site's form sends it.
func setCookie(tag string, secure bool) string {
	line := cookieName + "=" + tag + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
	if secure {
		line += "; Secure"
	}
	return line
}
