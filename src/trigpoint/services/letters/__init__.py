"""What people are told by mail: what changed, why it matters to them, and when."""
