"""What any file holds: records with values and geometry in the file's own coordinates, read apart from the product."""
