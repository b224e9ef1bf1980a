"""Floor 4: wiring of the platform: settings, addresses, the application. No rule and no page lives here."""
