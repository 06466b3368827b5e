"""What is true without a framework, a database, a clock or a dice."""
