"""What happens in the town: every event from its first report to its closing, drawn day by day from the seed."""
