-- Purpose: before areas that a run created are taken back: forget what was derived from them.
-- Parameters: run (bigint).
-- Columns: area_id of everything placed, parent_id of areas below, geodata_gridtype; all derived again later.
-- Index used: geodata_area_run_id, the tables' indexes on area_id.
WITH gone AS MATERIALIZED (
    SELECT a.id FROM geodata_area a
    WHERE a.run_id = %(run)s AND NOT EXISTS (
        SELECT FROM geodata_importchange c
        WHERE c.run_id = a.run_id AND c.table_name = 'geodata_area' AND c.row_id = a.id)
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
