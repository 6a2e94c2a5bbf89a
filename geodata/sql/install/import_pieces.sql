-- Purpose: rows that came in several pieces (stored as B1, B1#2, B1#3): take away pieces a later file no longer has.
-- Parameters: target (table), run (bigint, the run that just stored its staged rows).
-- Columns: import_stage external_key, owner, position; geodata_importrun.stored → target → numbered (key → piece, made, changed).
-- Index used: the unique index on external_key of the target.
-- A key may also look like a piece's and be its row's own. What runs said last decides: it is no piece once a row was made
-- or changed under it; only one made under it keeps new pieces from being called so, since files written by ourselves call
-- pieces by their keys too.
CREATE OR REPLACE FUNCTION geodata_numbered_keys(target text)
RETURNS TABLE (external_key text, of_row text, piece boolean, own boolean)
LANGUAGE sql STABLE AS $$
    SELECT n.key, regexp_replace(n.key, '#\d+$', ''), (array_agg(n.value ORDER BY r.id DESC))[1] = 'piece',
        COALESCE((array_agg(n.value ORDER BY r.id DESC) FILTER (WHERE n.value <> 'changed'))[1] = 'made', false)
    FROM geodata_importrun r, jsonb_each_text(r.stored -> target -> 'numbered') AS n
    WHERE r.undone_at IS NULL AND r.stored -> target ? 'numbered'
    GROUP BY n.key
$$;

-- What a run says of keys that end like a piece's: pieces, and rows it made or changed under such a key.
CREATE OR REPLACE FUNCTION geodata_note_numbered(target text, run bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    numbered jsonb;
BEGIN
    DROP TABLE IF EXISTS pg_temp.import_piece;
    CREATE TEMPORARY TABLE import_piece ON COMMIT DROP AS
    SELECT s.external_key, regexp_replace(s.external_key, '#\d+$', '') AS of_row
    FROM pg_temp.import_stage s
    JOIN (SELECT owner, min(position) AS first FROM pg_temp.import_stage GROUP BY owner HAVING count(*) > 1) o
        ON o.owner = s.owner AND s.position > o.first;
    EXECUTE format($f$
        SELECT jsonb_object_agg(n.key, n.said) FROM (
            SELECT external_key AS key, 'piece' AS said FROM pg_temp.import_piece
            UNION ALL
            SELECT s.external_key, CASE WHEN c.id IS NULL OR EXISTS (
                SELECT FROM pg_temp.import_piece p WHERE p.of_row = regexp_replace(s.external_key, '#\d+$', ''))
                THEN 'made' ELSE 'changed' END
            FROM pg_temp.import_stage s
            JOIN %1$I t ON t.external_key = s.external_key AND t.run_id = $1
            LEFT JOIN geodata_importchange c ON c.run_id = $1 AND c.table_name = %1$L AND c.row_id = t.id
            WHERE s.external_key ~ '#\d+$'
                AND NOT EXISTS (SELECT FROM pg_temp.import_piece p WHERE p.external_key = s.external_key)
        ) n$f$, target) INTO numbered USING run;
    UPDATE geodata_importrun r
    SET stored = jsonb_set(r.stored, ARRAY[target, 'numbered'], numbered)
    WHERE r.id = run AND numbered IS NOT NULL;
END
$$;

-- Pieces of staged rows that are not staged themselves; kept where somebody edited them since or something stands on them.
-- updated: rows of the file that are otherwise as they were.
CREATE OR REPLACE FUNCTION geodata_drop_pieces(target text, run bigint, OUT removed bigint, OUT kept bigint, OUT updated bigint)
LANGUAGE plpgsql AS $$
DECLARE
    link record;
    gone bigint[];
BEGIN
    PERFORM geodata_check_target(target);
    PERFORM geodata_note_numbered(target, run);
    DROP TABLE IF EXISTS pg_temp.import_surplus;
    EXECUTE format($f$
        CREATE TEMPORARY TABLE import_surplus ON COMMIT DROP AS
        SELECT t.id AS row_id, s.owner, t.run_id IS NULL AS needed
        FROM geodata_numbered_keys(%1$L) n
        JOIN pg_temp.import_stage s ON s.external_key = n.of_row
        JOIN %1$I t ON t.external_key = n.external_key
        WHERE n.piece AND NOT EXISTS (SELECT FROM pg_temp.import_stage o WHERE o.external_key = n.external_key)
            AND NOT EXISTS (SELECT FROM pg_temp.import_piece p WHERE p.external_key = s.external_key)$f$, target);
    FOR link IN
        SELECT k.conrelid::regclass::text AS child, a.attname AS child_column
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = target::regclass
    LOOP
        EXECUTE format('UPDATE pg_temp.import_surplus u SET needed = true FROM %s o WHERE o.%I = u.row_id AND NOT u.needed',
            link.child, link.child_column);
    END LOOP;
    SELECT count(*) FILTER (WHERE NOT needed), count(*) FILTER (WHERE needed), array_agg(row_id) FILTER (WHERE NOT needed)
    INTO removed, kept, gone FROM pg_temp.import_surplus;
    EXECUTE format($f$
        SELECT count(DISTINCT u.owner) FROM pg_temp.import_surplus u
        WHERE NOT u.needed AND NOT EXISTS (SELECT FROM pg_temp.import_stage s JOIN %I t ON t.external_key = s.external_key
            WHERE s.owner = u.owner AND t.run_id = $1)$f$, target) INTO updated USING run;
    IF removed > 0 THEN
        PERFORM geodata_remove_rows(target, gone, ARRAY(
            SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = target::regclass AND a.attnum > 0
                AND NOT a.attisdropped AND a.attgenerated = '' AND a.attname NOT IN ('id', 'run_id', 'external_key')), run);
    END IF;
END
$$;
