"""The strategy map: objectives in perspectives, and what is believed to cause what."""
