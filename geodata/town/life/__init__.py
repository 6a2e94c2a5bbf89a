"""Who lives and works in the town and what serves them: people, staff, service points, people in care, categories."""
