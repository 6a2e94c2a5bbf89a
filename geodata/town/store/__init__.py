"""The town in the database: loading, topping up to a moment, reading back, demo logins, one hash of it all."""
