"""What is built on the street blocks: parcels, one filler per kind of fabric, households and years."""
