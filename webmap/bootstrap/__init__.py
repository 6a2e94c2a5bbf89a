"""What `make` does before the environment exists: system packages, Python environment, front-end libraries.

Standard library only; run with the system's own Python (3.11 or newer).
"""
