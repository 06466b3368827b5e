"""Strategy maps: objectives, links with their evidence, the customer's journey."""
