/// What the second migration adds: break-glass takes two people, and its record is countersigned once, by a third.
enum SchemaEmergencies {
    static let statements = [decisions, countersignatures]

    /// One open approval stands on a plan as before, and beside it the break-glass of two people.
    private static let decisions = """
        DROP INDEX decisions_one_open;
        CREATE UNIQUE INDEX decisions_one_open ON decisions (plan) WHERE is_open = 1 AND kind = 'approval';
        CREATE UNIQUE INDEX decisions_break_glass_once ON decisions (plan, person)
            WHERE is_open = 1 AND kind = 'break-glass';
        CREATE TRIGGER decisions_break_glass_by_two BEFORE INSERT ON decisions
            WHEN NEW.kind = 'break-glass' AND (SELECT count(*) FROM decisions
                WHERE plan = NEW.plan AND kind = 'break-glass' AND is_open = 1) >= 2
        BEGIN SELECT RAISE(ABORT, 'two people have broken the glass already'); END;
        CREATE TRIGGER decisions_break_glass_four_eyes BEFORE INSERT ON decisions
            WHEN NEW.kind = 'break-glass' AND (NEW.expires_at IS NULL
                OR EXISTS (SELECT 1 FROM plans WHERE digest = NEW.plan AND planner = NEW.person))
        BEGIN SELECT RAISE(ABORT, 'break-glass expires, and is not the planner''s'); END;
        """

    private static let countersignatures = """
        ALTER TABLE berita_acara ADD COLUMN is_emergency INTEGER NOT NULL DEFAULT 0 CHECK (is_emergency IN (0, 1));
        CREATE INDEX berita_acara_emergencies ON berita_acara (sequence) WHERE is_emergency = 1;
        ALTER TABLE decisions ADD COLUMN record BLOB REFERENCES berita_acara (digest)
            CHECK ((kind = 'countersignature') = (record IS NOT NULL));
        CREATE UNIQUE INDEX decisions_one_countersignature ON decisions (record) WHERE record IS NOT NULL;
        CREATE TRIGGER decisions_keeps_record BEFORE UPDATE OF record ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions is append-only'); END;
        CREATE TRIGGER decisions_countersigns_emergencies BEFORE INSERT ON decisions
            WHEN NEW.record IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM berita_acara WHERE digest = NEW.record AND is_emergency = 1)
        BEGIN SELECT RAISE(ABORT, 'only a record of break-glass is countersigned'); END;
        CREATE TRIGGER decisions_countersigner_took_no_part BEFORE INSERT ON decisions
            WHEN NEW.record IS NOT NULL
            AND EXISTS (SELECT 1 FROM decisions WHERE plan = NEW.plan AND person = NEW.person)
        BEGIN SELECT RAISE(ABORT, 'whoever took part cannot countersign'); END;
        """
}
