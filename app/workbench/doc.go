// Package workbench is the listener for people who translate, review and ask in the browser: the pages as readers will see them, and every text with what
// a translator needs beside it.
//
// It promises:
//
//   - The files of the trees stay the truth. A save is an edit that is replayed on the newest catalog ([workspace.Editor]), beside everybody else who writes.
//   - Nothing that somebody typed is lost: whatever refuses it shows it again.
//   - Everything works as plain forms, without a script; the script makes it quicker. Nobody else may call a form ([net/http.CrossOriginProtection]).
//   - It shares nothing with the readers' listener but the snapshot of what is served: no session, no cookie, no address.
//
// Who somebody is, and what that person may do, is what [People] says at every request.
package workbench
