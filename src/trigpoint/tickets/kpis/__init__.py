"""The KPI definitions, one SQL file each; their words are in `words`."""
