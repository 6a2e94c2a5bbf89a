"""What of the layers lies inside a shape: counts, groups and lists, as the viewer may see each layer."""
