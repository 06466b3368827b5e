"""The worker: work in the database, held by leases; its schedule, the outbox, backup."""
