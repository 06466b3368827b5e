"""Ladders of persons and teams: proposed, climbed, coached."""
