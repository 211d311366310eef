"""Figures: each takes a queryset and a day, and says of how many, and how many of those."""
