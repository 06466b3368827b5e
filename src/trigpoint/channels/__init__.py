"""Ways out: one folder a channel. Each sends a letter, and says whether its receiver took it."""
