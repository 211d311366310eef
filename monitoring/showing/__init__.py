"""What the pages of conflicts, mesas and actors say of stored rows, for this reader."""
