"""Forms: they read what was typed; whether it may be is for the services to say."""
