"""The routes, one module a noun. They translate; the services decide."""
