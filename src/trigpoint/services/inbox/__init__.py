"""What one is asked and told, and the day's page."""
