"""Plans such as a V2MOM: written together, published, answered, shared, begun from templates."""
