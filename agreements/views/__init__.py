"""Pages about agreements and commitments, one module for each subject."""
