"""What several interfaces show alike: charts, colours. No page and no command lives here."""
