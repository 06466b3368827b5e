"""Where tickets come from: files, help desks that are asked, and whose accounts are whose."""
