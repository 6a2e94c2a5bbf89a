# One command per purpose; README says what each does. PYTHON, PORT, DB_NAME, LONGITUDE, MEASURE_SRID,
# DATABASE_URL, DEMO and DATA reach the programs through the environment.
PYTHON ?= python3
TARGETS := run test check proof bench db lock stop clean

.PHONY: $(TARGETS)
.DEFAULT_GOAL := run

$(TARGETS):
	@exec $(PYTHON) -m webmap.bootstrap $@
