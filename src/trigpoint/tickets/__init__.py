"""The KPI engine: from what a help desk did, to figures that explain themselves."""
