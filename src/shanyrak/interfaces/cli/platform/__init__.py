"""Commands that run the platform, not the engine alone: they need the extra `web` and import it inside."""
