"""The generator of the demo town: a plainly fictional district with real proportions.

make.py runs it all: ground, life and events come from a seed alone, store brings them into the database.
"""
