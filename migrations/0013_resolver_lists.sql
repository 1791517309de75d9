-- title: Title lists of link resolvers other than SFX
-- why: A list in KBART, of 360 or of EBSCO says what SFX's export says: this title, in this
--   collection, with this coverage, is active. So the three tables of 0002 carry them all, and the
--   same questions have the same answers. What SFX does not have is NULL in its rows.

-- The kinds of the link resolver's side. by_collection: a list holds whole collections, so that
-- the newest list that has a collection speaks for it alone.
CREATE TABLE resolver_kind (
  kind          TEXT    NOT NULL PRIMARY KEY,
  by_collection INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO resolver_kind (kind, by_collection)
VALUES ('sfx', 0), ('kbart', 1), ('360', 1), ('ebsco', 1), ('activation-form', 0);

-- One row of a list is one title here; a title with a gap in its coverage has a row for each part.
-- object_id: title_id of KBART, KBID of EBSCO, SSID of 360, object of SFX; '' where there is none.
-- Identifiers as they stood in their cells; table `identifier` has what could be read in them.
ALTER TABLE resolver_title ADD COLUMN title_key INTEGER;
ALTER TABLE resolver_title ADD COLUMN title_main_key INTEGER;
ALTER TABLE resolver_title ADD COLUMN title_part TEXT;
ALTER TABLE resolver_title ADD COLUMN publication_type TEXT;
ALTER TABLE resolver_title ADD COLUMN print_identifier TEXT;
ALTER TABLE resolver_title ADD COLUMN online_identifier TEXT;
ALTER TABLE resolver_title ADD COLUMN other_identifier TEXT;  -- print or online is not said
ALTER TABLE resolver_title ADD COLUMN author TEXT;
ALTER TABLE resolver_title ADD COLUMN editor TEXT;
ALTER TABLE resolver_title ADD COLUMN publisher TEXT;
ALTER TABLE resolver_title ADD COLUMN edition TEXT;
ALTER TABLE resolver_title ADD COLUMN volume TEXT;
ALTER TABLE resolver_title ADD COLUMN published_print TEXT;
ALTER TABLE resolver_title ADD COLUMN published_online TEXT;
ALTER TABLE resolver_title ADD COLUMN parent_id TEXT;
ALTER TABLE resolver_title ADD COLUMN preceding_id TEXT;
ALTER TABLE resolver_title ADD COLUMN extra TEXT;

-- The title in its collection. `coverage` is in words, as SFX writes it; the columns below are
-- what it was made from: dates as YYYY, YYYY-MM or YYYY-MM-DD where they can be told and as they
-- stood where not, date_to '' up to the present, several ranges divided by |.
ALTER TABLE resolver_portfolio ADD COLUMN date_from TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN volume_from TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN issue_from TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN date_to TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN volume_to TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN issue_to TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN embargo TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN coverage_depth TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN coverage_note TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN access_type TEXT;   -- F free, P paid
ALTER TABLE resolver_portfolio ADD COLUMN status TEXT;        -- as in the file: Subscribed, ...
ALTER TABLE resolver_portfolio ADD COLUMN url TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN host TEXT;
ALTER TABLE resolver_portfolio ADD COLUMN host_family TEXT;

-- A collection: of KBART by its file's name, else by its number or, without one, its name.
-- cz_collection_id is '' where the list does not know Alma's number.
ALTER TABLE resolver_collection ADD COLUMN source_file_id INTEGER REFERENCES source_file (id);
ALTER TABLE resolver_collection ADD COLUMN source_row INTEGER;
ALTER TABLE resolver_collection ADD COLUMN provider TEXT;
ALTER TABLE resolver_collection ADD COLUMN region TEXT;
ALTER TABLE resolver_collection ADD COLUMN as_of TEXT;        -- day of the list, from its name
ALTER TABLE resolver_collection ADD COLUMN package_type TEXT;
ALTER TABLE resolver_collection ADD COLUMN status TEXT;
ALTER TABLE resolver_collection ADD COLUMN url TEXT;
-- How many rows name the collection itself: two activation forms that both ask for it ask for two.
ALTER TABLE resolver_collection ADD COLUMN times_listed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE resolver_collection ADD COLUMN extra TEXT;
