"""What comes from outside: signals that question goals, and contact reasons that rise."""
