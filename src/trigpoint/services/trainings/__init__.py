"""Training programmes: planned for a goal, attended, and whether what they were for moved."""
