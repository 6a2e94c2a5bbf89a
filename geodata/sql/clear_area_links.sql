-- Purpose: before areas that a run created are taken back: forget what was derived from them.
-- Parameters: run (bigint).
-- Columns: area_id of everything placed, parent_id of areas below, geodata_gridtype; all derived again later.
-- Index used: geodata_importchange_run_id, the tables' indexes on area_id.
WITH gone AS MATERIALIZED (
    SELECT row_id AS id FROM geodata_importchange WHERE run_id = %(run)s AND table_name = 'geodata_area' AND op = 'c'
), types AS (
    DELETE FROM geodata_gridtype WHERE area_id IN (SELECT id FROM gone)
), events AS (
    UPDATE geodata_event SET area_id = NULL WHERE area_id IN (SELECT id FROM gone)
), buildings AS (
    UPDATE geodata_building SET area_id = NULL WHERE area_id IN (SELECT id FROM gone)
), points AS (
    UPDATE geodata_servicepoint SET area_id = NULL WHERE area_id IN (SELECT id FROM gone)
), businesses AS (
    UPDATE geodata_business SET area_id = NULL WHERE area_id IN (SELECT id FROM gone)
), resources AS (
    UPDATE geodata_resource SET area_id = NULL WHERE area_id IN (SELECT id FROM gone)
), devices AS (
    UPDATE geodata_device SET area_id = NULL WHERE area_id IN (SELECT id FROM gone)
), partners AS (
    UPDATE geodata_partner SET area_id = NULL WHERE area_id IN (SELECT id FROM gone)
)
UPDATE geodata_area SET parent_id = NULL
WHERE parent_id IN (SELECT id FROM gone) AND id NOT IN (SELECT id FROM gone);
