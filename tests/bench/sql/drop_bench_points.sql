-- Purpose: the kept town without the service points that benchmarks added.
-- Parameters: none.
-- Columns: geodata_servicepoint.
-- Index used: none.
DELETE FROM geodata_servicepoint WHERE external_key LIKE 'bench-%'
