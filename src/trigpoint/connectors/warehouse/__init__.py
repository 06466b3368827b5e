"""A table of a warehouse, a DuckDB file or PostgreSQL, read in place by a typed mapping."""

from trigpoint.connectors.warehouse.reading import WarehouseTable

CONNECTOR = WarehouseTable()
