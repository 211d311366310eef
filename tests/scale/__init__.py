"""`make bench`: how the house bears many rows, beside limits that it measures itself on the same rows."""
