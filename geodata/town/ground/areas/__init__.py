"""District, subdistricts, communities and grids, put together from street blocks."""
