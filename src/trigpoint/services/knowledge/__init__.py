"""What teams know: stories of what worked with their effect, problems, ideas, and answers."""
