"""E-mail over SMTP: every letter in plain text too, with a switch that turns further ones off."""
