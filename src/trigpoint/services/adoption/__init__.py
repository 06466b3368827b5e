"""Taking the product up: the plan, who uses it by unit, what is in the way, what early ones did."""
