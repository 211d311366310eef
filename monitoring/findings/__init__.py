"""What the evidence of a band amounts to: sentences made from figures, for none, one, few and all. Pure."""
