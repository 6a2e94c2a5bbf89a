"""The private PostGIS of `make run`: one cluster per checkout under `.local/`, reached by socket only.

Standard library and PostgreSQL's own programs only, so that it works before the environment exists.
"""
