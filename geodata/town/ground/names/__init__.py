"""What everything is called: words, names of areas and places, labels, street addresses."""
