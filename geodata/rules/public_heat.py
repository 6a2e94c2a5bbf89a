"""The figures by which heat may be made public; where they are met nobody learns of a single household's matter."""

# A published count is of at least so many events among so many households, over so many days …
FEWEST_EVENTS = 10
FEWEST_HOUSEHOLDS = 50
BLOCK_DAYS = 30
# … and no younger than this.
DELAY_DAYS = 7
