"""Basemaps of others, off unless settings name them: fetched by the server, kept in memory, never asked by browsers."""
