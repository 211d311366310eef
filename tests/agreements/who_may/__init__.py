"""Who may take which step, in every state and on every side of the deadline."""
