"""A kiosk that nobody watches: kept alive, kept closed, counted, and renewed between visits."""
