"""Pages that need nothing above the table: so far, its files."""
