"""`make run` once the environment stands: database, schema, static files, demo town, then the server."""
