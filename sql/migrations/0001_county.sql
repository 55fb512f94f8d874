-- Counties and their register: townships, sites, and who holds which duty where.
--
-- Every table's primary key begins with county_id and every foreign key carries it: one county is one tenant.

CREATE EXTENSION IF NOT EXISTS btree_gist; -- "=" beside "&&" in an exclusion constraint

-- A county (县). `edition` counts changes to its register and standards: whoever keeps those in memory compares it
-- in the very statement that writes, and so never files against something outdated.
CREATE TABLE county (
    county_id integer GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    edition bigint NOT NULL DEFAULT 1,
    CONSTRAINT county_key PRIMARY KEY (county_id),
    CONSTRAINT county_code_once UNIQUE (code),
    CONSTRAINT county_code_shape CHECK (code ~ '^[A-Za-z0-9-]{1,32}$'),
    CONSTRAINT county_name_length CHECK (
        char_length(name_zh) BETWEEN 1 AND 200 AND char_length(name_en) BETWEEN 1 AND 200)
);

-- A township (乡镇、街道).
CREATE TABLE township (
    county_id integer NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    CONSTRAINT township_key PRIMARY KEY (county_id, code),
    CONSTRAINT township_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT township_code_shape CHECK (code ~ '^[A-Za-z0-9-]{1,32}$'),
    CONSTRAINT township_name_length CHECK (
        char_length(name_zh) BETWEEN 1 AND 200 AND char_length(name_en) BETWEEN 1 AND 200)
);

-- Anything a checklist is filed against. The kind is part of a key, so that inspections can carry it and it cannot
-- change once there are any.
CREATE TABLE site (
    county_id integer NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    township text, -- NULL for a county site that lies in no township
    opened_on date NOT NULL,
    closed_on date, -- the last day it was open; NULL while it is
    address text NOT NULL,
    capacity integer, -- NULL where it means nothing
    CONSTRAINT site_key PRIMARY KEY (county_id, code),
    CONSTRAINT site_kind_key UNIQUE (county_id, code, kind),
    CONSTRAINT site_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT site_township FOREIGN KEY (county_id, township) REFERENCES township (county_id, code),
    CONSTRAINT site_code_shape CHECK (code ~ '^[A-Za-z0-9-]{1,32}$'),
    CONSTRAINT site_kind_known CHECK (
        kind IN ('countyIsolation', 'townshipIsolation', 'homeIsolation', 'checkpoint', 'zone')),
    CONSTRAINT site_name_length CHECK (
        char_length(name_zh) BETWEEN 1 AND 200 AND char_length(name_en) BETWEEN 1 AND 200),
    CONSTRAINT site_address_length CHECK (char_length(address) <= 500),
    CONSTRAINT site_capacity_range CHECK (capacity BETWEEN 0 AND 1000000),
    CONSTRAINT site_open_in_order CHECK (opened_on <= closed_on)
);

CREATE INDEX site_by_kind ON site (county_id, kind, code);

-- Who holds a duty at a site from a day to a day; `person` is the holder's designation, e.g. the post.
CREATE TABLE posting (
    county_id integer NOT NULL,
    site text NOT NULL,
    duty text NOT NULL,
    person text NOT NULL,
    held_from date NOT NULL,
    held_to date, -- the last day; NULL while it lasts
    CONSTRAINT posting_key PRIMARY KEY (county_id, site, duty, person, held_from),
    CONSTRAINT posting_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code),
    CONSTRAINT posting_duty_known CHECK (
        duty IN ('director', 'partyHead', 'governmentHead', 'deputyInCharge', 'countyLeader', 'expert',
                 'health', 'finance', 'police', 'fire', 'medical')),
    CONSTRAINT posting_person_length CHECK (char_length(person) BETWEEN 1 AND 100),
    CONSTRAINT posting_held_in_order CHECK (held_from <= held_to),
    -- Whoever answers for a site answers alone: these duties have one holder on any day.
    CONSTRAINT posting_one_holder EXCLUDE USING gist (
        county_id WITH =, site WITH =, duty WITH =, daterange(held_from, held_to, '[]') WITH &&)
        WHERE (duty IN ('director', 'partyHead', 'governmentHead', 'deputyInCharge')),
    CONSTRAINT posting_person_once EXCLUDE USING gist (
        county_id WITH =, site WITH =, duty WITH =, person WITH =, daterange(held_from, held_to, '[]') WITH &&)
);
