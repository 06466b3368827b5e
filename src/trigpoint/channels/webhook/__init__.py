"""Messages to programs as Standard Webhooks 1.0 has them: an id, a moment, a signature."""
