"""Goals as a file says them: the entries, and the difference between two files in words."""
