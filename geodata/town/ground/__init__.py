"""What does not move: the land, streets, buildings and areas of the town, built from a seed without a database."""
