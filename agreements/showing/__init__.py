"""What screens say of stored rows, for this reader: sentences, voices, deadline, evidence, timeline."""
