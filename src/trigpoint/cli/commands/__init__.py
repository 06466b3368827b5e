"""One module a command, its click command named `command`."""
