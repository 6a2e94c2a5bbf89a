"""Roads, rail and paths, and the street blocks they cut out of the town."""
