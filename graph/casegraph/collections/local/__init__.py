"""Local reports, which nobody has published: each is what a person has confirmed in a table, and stays on the person's computer."""
