"""What is typed about agreements and commitments, one module for each page."""
