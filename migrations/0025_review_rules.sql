-- title: What a person decided of pairs, and what follows from it
-- why: Two in five true twins share no identifier, so people look at hundreds of pairs, and no
--   import may make them look twice. A decision takes the doubt from a pair; it opens no gate.

-- Decisions refer to nothing that a snapshot brought. The newest of a pair counts; undo takes it
-- away, and the one before counts again. Ids are never given twice (see match_basis).
CREATE TABLE review_decision (
  id                     INTEGER PRIMARY KEY AUTOINCREMENT,
  institution_id         INTEGER NOT NULL REFERENCES institution (id) ON DELETE RESTRICT,
  portfolio_id           TEXT    NOT NULL,
  portfolio_key          INTEGER NOT NULL,
  candidate_portfolio_id TEXT    NOT NULL,
  decision               TEXT    NOT NULL,
  decided_by             TEXT    NOT NULL,
  decided_on             TEXT    NOT NULL,   -- YYYY-MM-DD
  note                   TEXT    NOT NULL,
  title                  TEXT    NOT NULL,
  candidate_title        TEXT    NOT NULL,
  candidate_collection   TEXT    NOT NULL,
  local_said             TEXT    NOT NULL,   -- as in review_said, on that day
  candidate_said         TEXT    NOT NULL,
  CONSTRAINT review_decision_name CHECK (decision IN ('accept', 'reject', 'later'))
) STRICT;
CREATE INDEX review_decision_by_pair
  ON review_decision (institution_id, portfolio_id, candidate_portfolio_id);

CREATE VIEW review_standing AS
SELECT d.*
FROM review_decision d
WHERE NOT EXISTS (
    SELECT 1
    FROM review_decision n
    WHERE n.institution_id = d.institution_id AND n.portfolio_id = d.portfolio_id
      AND n.candidate_portfolio_id = d.candidate_portfolio_id AND n.id > d.id
  );

-- What a decision rests on: what the two records say of themselves. Whether they are active is
-- left out, as the gates ask for that each time.
CREATE VIEW review_said AS
WITH
  pair AS (
    SELECT m.institution_id, m.local_id, c.cz_id, m.portfolio_id, m.portfolio_key,
           c.portfolio_id AS candidate_portfolio_id, m.title, c.title AS candidate_title,
           m.title_part, c.title_part AS candidate_part, coalesce(b.edition, '') AS edition,
           m.mms_id, c.mms_id AS candidate_mms_id, m.url,
           coalesce(p.url, '') AS candidate_url, c.platform,
           trim(c.collection_id || ' ' || c.collection_name) AS candidate_collection,
           coalesce((
             SELECT group_concat(id, ' ')
             FROM (
               SELECT DISTINCT k.type || ':' || k.value AS id
               FROM match_local_key k
               WHERE k.local_id = m.local_id AND k.type IN ('isbn', 'issn', 'oclc', 'doi', 'ckb')
               ORDER BY id
             )
           ), '') AS identifiers,
           coalesce((
             SELECT group_concat(id, ' ')
             FROM (
               SELECT i.kind || ':' || i.value AS id
               FROM identifier i
               WHERE i.snapshot_id = p.snapshot_id AND i.record_id = p.id AND i.is_valid = 1
               UNION
               SELECT i.kind || ':' || i.value
               FROM bib o
               CROSS JOIN identifier i
                 ON i.snapshot_id = o.snapshot_id AND i.record_id = o.id AND i.is_valid = 1
               WHERE o.id = c.bib_id
               ORDER BY id
             )
           ), '') AS candidate_identifiers
    FROM match_candidate c
    CROSS JOIN match_local m ON m.local_id = c.local_id
    CROSS JOIN portfolio p ON p.id = c.cz_id
    LEFT JOIN bib b ON b.id = m.bib_id
  )
SELECT institution_id, local_id, cz_id, portfolio_id, portfolio_key, candidate_portfolio_id, title,
       candidate_title, candidate_collection, identifiers, candidate_identifiers,
       'title ' || title || ' | part ' || title_part || ' | edition ' || edition || ' | bib '
         || mms_id || ' | url ' || url || ' | ' || identifiers AS local_said,
       'title ' || candidate_title || ' | part ' || candidate_part || ' | bib '
         || candidate_mms_id || ' | collection ' || candidate_collection || ' | platform '
         || platform || ' | url ' || candidate_url || ' | ' || candidate_identifiers
         AS candidate_said
FROM pair;

-- The decisions on candidates of this match. Stale: a record says something else by now, so the
-- decision is shown and not applied.
CREATE TABLE match_review (
  local_id   INTEGER NOT NULL,
  cz_id      INTEGER NOT NULL,
  review_id  INTEGER NOT NULL,
  decision   TEXT    NOT NULL,
  decided_by TEXT    NOT NULL,
  decided_on TEXT    NOT NULL,
  is_stale   INTEGER NOT NULL,
  PRIMARY KEY (local_id, cz_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW match_review_rule AS
SELECT m.institution_id, m.local_id, c.cz_id, d.id AS review_id, d.decision, d.decided_by,
       d.decided_on,
       s.local_said <> d.local_said OR s.candidate_said <> d.candidate_said AS is_stale
FROM review_standing d
CROSS JOIN live_snapshot l ON l.institution_id = d.institution_id AND l.kind = 'portfolios'
CROSS JOIN match_key k
  ON k.snapshot_id = l.snapshot_id AND k.type = 'portfolio' AND k.key = d.portfolio_key
CROSS JOIN match_local m ON m.local_id = k.record_id AND m.portfolio_id = d.portfolio_id
CROSS JOIN match_candidate c
  ON c.local_id = m.local_id AND c.portfolio_id = d.candidate_portfolio_id
CROSS JOIN review_said s ON s.local_id = c.local_id AND s.cz_id = c.cz_id;

-- As before, and the decisions: how many there are and the last of them say which.
DROP VIEW match_basis;
CREATE VIEW match_basis AS
SELECT i.id AS institution_id,
       (
         SELECT group_concat(name || '=' || value, '; ')
         FROM (SELECT name, value FROM setting ORDER BY name)
       ) AS settings,
       (
         SELECT coalesce(group_concat(kind || ' ' || snapshot_id || ' ' || role, '; '), '')
         FROM (
           SELECT kind, snapshot_id, role
           FROM live_snapshot l
           WHERE l.institution_id = i.id
           ORDER BY kind, age_rank
         )
       ) || coalesce((
         SELECT '; ' || count(*) || ' decisions up to ' || max(d.id)
         FROM review_decision d
         WHERE d.institution_id = i.id
         HAVING count(*) > 0
       ), '') AS rests_on
FROM institution i;

-- A decision in words.
CREATE VIEW review_words AS
SELECT local_id, cz_id, review_id, decision, is_stale,
       CASE decision WHEN 'accept' THEN 'accepted' WHEN 'reject' THEN 'rejected' ELSE 'put off' END
       || CASE decided_by WHEN '' THEN '' ELSE ' by ' || decided_by END
       || ' on ' || decided_on
       || CASE is_stale WHEN 1 THEN ', but a record has changed since: look again' ELSE '' END
         AS words
FROM match_review;

-- All decisions on the candidates of a local portfolio, for its row in an answer. Few have any, so
-- that is asked first.
CREATE VIEW local_review AS
SELECT m.local_id,
       CASE
         WHEN EXISTS (SELECT 1 FROM match_review v WHERE v.local_id = m.local_id) THEN (
           SELECT group_concat(words, '; ')
           FROM (
             SELECT c.portfolio_id || ' ' || w.words AS words
             FROM review_words w
             CROSS JOIN match_candidate c ON c.local_id = w.local_id AND c.cz_id = w.cz_id
             WHERE w.local_id = m.local_id
             ORDER BY c.portfolio_id
           )
         )
         ELSE ''
       END AS reviewed
FROM match_local m;

-- As before, without what a person rejected; and what a person accepted is better than probable.
DROP VIEW match_result_rule;
CREATE VIEW match_result_rule AS
SELECT t.local_id, c.institution_id, t.cz_id, t.tier,
       row_number() OVER (
         PARTITION BY t.local_id
         ORDER BY
           CASE
             WHEN (t.tier <> 'T4' OR v.decision = 'accept') AND t.is_alive THEN 1
             WHEN t.tier <> 'T4' OR v.decision = 'accept' THEN 2
             WHEN t.is_alive THEN 3
             ELSE 4
           END,
           CASE WHEN t.tier > 'T2' AND v.decision = 'accept' THEN 'T2, accepted' ELSE t.tier END,
           c.collection_state = 'active' DESC, t.identifiers DESC,
           a.parts <> 'agree' AND m.title_part <> c.title_part, a.similarity DESC, c.portfolio_id
       ) AS place
FROM match_tier t
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN match_candidate c ON c.local_id = t.local_id AND c.cz_id = t.cz_id
CROSS JOIN match_agreement a ON a.local_id = t.local_id AND a.cz_id = t.cz_id
LEFT JOIN match_review v
  ON v.local_id = t.local_id AND v.cz_id = t.cz_id AND v.is_stale = 0
WHERE coalesce(v.decision, '') <> 'reject';

-- As before, and whether a person accepted the pair: is_accepted; is_twin: an active twin, by its
-- tier (T1 to T3) or because a person said so.
DROP VIEW twin;
CREATE VIEW twin AS
SELECT m.institution_id, m.local_id, m.portfolio_id, m.mms_id, m.title, m.host, m.url, m.p2e_by,
       c.cz_id, c.portfolio_id AS twin_portfolio_id, c.mms_id AS twin_mms_id,
       c.title AS twin_title, c.collection_id AS twin_collection_id,
       c.collection_name AS twin_collection, c.platform, c.availability AS twin_availability,
       c.collection_state, t.tier,
       t.evidence || CASE WHEN w.decision = 'accept' THEN '; ' || w.words ELSE '' END AS evidence,
       t.why, t.is_alive, coalesce(w.decision = 'accept', 0) AS is_accepted,
       t.is_alive = 1 AND (t.tier <> 'T4' OR coalesce(w.decision = 'accept', 0)) AS is_twin
FROM match_local m
CROSS JOIN match_result r ON r.local_id = m.local_id AND r.place = 1
CROSS JOIN match_candidate c ON c.local_id = r.local_id AND c.cz_id = r.cz_id
CROSS JOIN match_tier t ON t.local_id = r.local_id AND t.cz_id = r.cz_id
LEFT JOIN review_words w
  ON w.local_id = r.local_id AND w.cz_id = r.cz_id AND w.is_stale = 0;

-- What becomes of each local portfolio that has a candidate:
--   safe      T1, T2 or accepted, every required gate passes, no advisory gate fails
--   blocked   T1, T2 or accepted, and some gate says no
--   review    T3, T4, or P2E only because nothing says otherwise (an accepted one of these is
--             blocked by the gate origin)
DROP VIEW twin_outcome;
CREATE VIEW twin_outcome AS
SELECT t.institution_id, t.local_id,
       CASE
         WHEN (t.tier NOT IN ('T1', 'T2') OR t.p2e_by = 'absence') AND t.is_accepted = 0
           THEN 'review'
         WHEN EXISTS (
           SELECT 1
           FROM gate_result g
           WHERE g.local_id = t.local_id
             AND ((g.class = 'required' AND g.value <> 'pass')
               OR (g.class = 'advisory' AND g.value = 'fail'))
         ) THEN 'blocked'
         WHEN EXISTS (
           SELECT 1
           FROM expected_gate e
           WHERE e.class = 'required' AND NOT EXISTS (
             SELECT 1 FROM gate_result g WHERE g.local_id = t.local_id AND g.gate = e.gate
           )
         ) THEN 'blocked'
         ELSE 'safe'
       END AS outcome
FROM twin t;

-- # What a person looks at

-- The pairs that want eyes, side by side: the best candidate of each local copy that no rule and
-- no person has decided. Those of one host and platform stand together, best first; platforms with
-- most probable pairs come first, and what was put off comes last.
CREATE VIEW review_pair AS
SELECT t.institution_id, i.code AS institution,
       t.portfolio_id || ':' || t.twin_portfolio_id AS pair, t.tier,
       t.host, t.platform, t.title, t.twin_title AS candidate_title,
       coalesce(b.author, '') AS author, coalesce(o.author, '') AS candidate_author,
       coalesce(b.edition, '') AS edition, coalesce(o.edition, '') AS candidate_edition,
       coalesce(CAST(b.year AS TEXT), '') AS year, coalesce(CAST(o.year AS TEXT), '') AS candidate_year,
       s.identifiers, s.candidate_identifiers,
       t.why, t.evidence, t.twin_collection AS candidate_collection,
       t.twin_collection_id AS candidate_collection_id, t.url,
       CASE WHEN t.is_alive = 1 THEN 'active' ELSE 'inactive' END AS candidate_state,
       r.reviewed, s.local_said || s.candidate_said AS said,
       coalesce(v.decision = 'later', 0) AS is_put_off,
       sum(t.tier <> 'T4') OVER (PARTITION BY t.institution_id, t.host, t.platform) AS probable,
       a.similarity
FROM twin_outcome x
CROSS JOIN twin t ON t.local_id = x.local_id
CROSS JOIN institution i ON i.id = t.institution_id
CROSS JOIN match_local m ON m.local_id = t.local_id
CROSS JOIN match_candidate c ON c.local_id = t.local_id AND c.cz_id = t.cz_id
CROSS JOIN match_agreement a ON a.local_id = t.local_id AND a.cz_id = t.cz_id
CROSS JOIN review_said s ON s.local_id = t.local_id AND s.cz_id = t.cz_id
CROSS JOIN local_review r ON r.local_id = t.local_id
LEFT JOIN match_review v ON v.local_id = t.local_id AND v.cz_id = t.cz_id AND v.is_stale = 0
LEFT JOIN bib b ON b.id = m.bib_id
LEFT JOIN bib o ON o.id = c.bib_id
WHERE x.outcome = 'review';

-- Every decision that counts. applied; stale: a record has changed since; gone: the two are no
-- candidates of each other any more, or one of them is not there.
CREATE VIEW review_list AS
SELECT d.institution_id, i.code AS institution, d.id,
       d.portfolio_id || ':' || d.candidate_portfolio_id AS pair, d.decision,
       CASE
         WHEN v.review_id IS NULL THEN 'gone'
         WHEN v.is_stale = 1 THEN 'stale'
         ELSE 'applied'
       END AS state,
       d.decided_by, d.decided_on, d.note, d.title, d.candidate_title, d.candidate_collection,
       coalesce(x.outcome, '') AS outcome,
       CASE
         WHEN s.local_said <> d.local_said THEN
           'local copy then: ' || d.local_said || '; now: ' || s.local_said || '; '
         ELSE ''
       END
       || CASE
         WHEN s.candidate_said <> d.candidate_said THEN
           'candidate then: ' || d.candidate_said || '; now: ' || s.candidate_said
         ELSE ''
       END AS changed
FROM review_standing d
CROSS JOIN institution i ON i.id = d.institution_id
LEFT JOIN match_review v ON v.review_id = d.id
LEFT JOIN review_said s ON s.local_id = v.local_id AND s.cz_id = v.cz_id AND v.is_stale = 1
LEFT JOIN twin t ON t.local_id = v.local_id AND t.cz_id = v.cz_id
LEFT JOIN twin_outcome x ON x.local_id = t.local_id;
