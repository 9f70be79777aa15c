package team

import "log/slog"

// Audit writes one line of the log about what a person did, or tried to do: who, what, and further attributes as of [slog.Logger.Info]. The log adds when.
// No attribute may be a secret or a text that somebody wrote. A nil log writes nothing.
func Audit(log *slog.Logger, who Person, what string, attributes ...any) {
	if log == nil {
		return
	}
	name := who.Name
	if name == "" {
		name = "nobody"
	}
	log.Info("audit", append([]any{"who", name, "what", what}, attributes...)...)
}
