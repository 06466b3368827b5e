"""Help desks as they answer: fakes that behave as the real ones or their documents say."""
