-- title: The few identifiers that are not valid
-- why: quality/bad-identifiers would read every identifier otherwise.

CREATE INDEX identifier_not_valid ON identifier (snapshot_id, record_id) WHERE is_valid = 0;
