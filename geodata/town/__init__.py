"""The generator of the demo town: a plainly fictional district with real proportions."""
