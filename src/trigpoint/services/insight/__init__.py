"""What the figures say: chances, real changes, effects, evidence, comparison."""
