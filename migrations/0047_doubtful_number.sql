-- title: A number that may be another edition's
-- why: Catalogues put the number of an earlier edition into 020 $z, or by mistake beside their own,
--   and lists put a set's number on each volume and cut the titles off before the volume. Title
--   and number then agree, and the copy that would stay is not the one that readers had.

-- Every match is made afresh.
DELETE FROM match_run;

-- One side names an edition that is not the first, the other none; and what they share is only a
-- number that the local record calls cancelled or of another form (020 $z, 022 $y and $z, 776), or
-- the record has another ISBN of its own that the other side lacks.
CREATE VIEW doubtful_edition AS
SELECT a.local_id, a.cz_id
FROM match_agreement a
CROSS JOIN match_local m ON m.local_id = a.local_id
WHERE a.editions = 'later'
  AND (
    NOT EXISTS (
      SELECT 1
      FROM match_shared s
      WHERE s.local_id = a.local_id AND s.cz_id = a.cz_id AND s.type NOT IN ('mms', 'title')
        AND s.local_field NOT IN ('020 $z', '022 $y', '022 $z') AND s.local_field NOT LIKE '776%'
    )
    OR (
      EXISTS (
        SELECT 1
        FROM match_shared s
        WHERE s.local_id = a.local_id AND s.cz_id = a.cz_id AND s.type = 'isbn'
      )
      AND EXISTS (
        SELECT 1
        FROM bib b
        CROSS JOIN identifier i
          ON i.snapshot_id = b.snapshot_id AND i.record_id = b.id AND i.kind = 'isbn'
         AND i.is_valid = 1 AND i.field = '020 $a'
        WHERE b.id = m.bib_id
          AND NOT EXISTS (
            SELECT 1
            FROM match_shared s
            WHERE s.local_id = a.local_id AND s.cz_id = a.cz_id AND s.type = 'isbn'
              AND s.key = i.key
          )
      )
    )
  );
