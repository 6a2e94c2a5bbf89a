"""The geometry every stage of the ground draws on: curves, classed lines, exact topology."""
