// Package signin lets people into the workbench: OpenID Connect, and the session of a browser.
//
// It promises that a session stands for one account of the one provider that the operator named, by issuer and subject, as a verified ID token said it
// (OpenID Connect Core 1.0, section 3.1; authorization code with PKCE, RFC 7636), and that what this account may do is asked of the team
// at every request ([SignIn.Who]). The session lies in a cookie that is encrypted and authenticated; the server keeps nothing of it but that
// it was ended by signing out, until it restarts. It ends after [SessionLength], by signing out, and with the account's place in the team.
//
// Sign-in begins with a link (GET), because Content-Security-Policy's form-action would stop a form that is led on to the provider. The provider is asked
// for its addresses when somebody first signs in, and again where that failed: it may be down when the workbench starts. Everything that comes from outside is bounded in size
// and time (law 8), and nothing secret is logged, shown or part of an error. The package writes no pages: what a person is to be told is a [Refusal].
package signin
