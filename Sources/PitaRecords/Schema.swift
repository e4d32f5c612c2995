internal import GRDB

/// The tables. Rules that hold always are written here, so that no program can break them by mistake.
enum Schema {
    /// `PITA` in ASCII: tells a store from any other SQLite file.
    static let applicationID = 0x5049_5441

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 plans, journal, chain, requests, samples, leases, audits") { db in
            for statement in [plans, decisions, journal, chain, requests, samples, leases, audits] {
                try db.execute(sql: statement)
            }
            for table in ["decisions", "journal", "berita_acara", "requests", "audits", "exported_heads"] {
                try db.execute(sql: appendOnly(table))
            }
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        migrator.registerMigration("2 break-glass by two, countersignatures") { db in
            for statement in SchemaEmergencies.statements { try db.execute(sql: statement) }
        }
        return migrator
    }

    private static func appendOnly(_ table: String) -> String {
        let update =
            table == "decisions"
            ? "UPDATE OF id, plan, kind, person, role, bytes, signature, digest, at, expires_at" : "UPDATE"
        return """
            CREATE TRIGGER \(table)_keeps_rows BEFORE DELETE ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
            CREATE TRIGGER \(table)_keeps_values BEFORE \(update) ON \(table)
            BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
            """
    }

    private static let plans = """
        CREATE TABLE plans (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            created_at INTEGER NOT NULL,
            planner TEXT NOT NULL CHECK (length(planner) BETWEEN 1 AND 200),
            subject TEXT CHECK (length(subject) BETWEEN 1 AND 200),
            status TEXT NOT NULL CHECK (length(status) BETWEEN 1 AND 64)
        ) STRICT;
        CREATE INDEX plans_by_status ON plans (status, id);
        CREATE INDEX plans_by_subject ON plans (subject, id);
        CREATE TRIGGER plans_keep_rows BEFORE DELETE ON plans
        BEGIN SELECT RAISE(ABORT, 'plans are kept'); END;
        CREATE TRIGGER plans_keep_values BEFORE UPDATE OF id, digest, bytes, created_at, planner, subject ON plans
        BEGIN SELECT RAISE(ABORT, 'a plan does not change'); END;
        """

    /// An approval is open until it has run out; the index lets one be open on a plan.
    private static let decisions = """
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            plan BLOB NOT NULL REFERENCES plans (digest),
            kind TEXT NOT NULL CHECK (kind IN ('approval', 'break-glass', 'rejection', 'countersignature', 'proposal', 'execution')),
            person TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 200),
            role TEXT NOT NULL CHECK (length(role) BETWEEN 1 AND 64),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            signature TEXT NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            at INTEGER NOT NULL,
            expires_at INTEGER CHECK (expires_at > at),
            is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
        ) STRICT;
        CREATE INDEX decisions_by_plan ON decisions (plan, id);
        CREATE UNIQUE INDEX decisions_one_open ON decisions (plan)
            WHERE is_open = 1 AND kind IN ('approval', 'break-glass');
        CREATE TRIGGER decisions_close_once BEFORE UPDATE OF is_open ON decisions
            WHEN OLD.is_open = 0 OR NEW.is_open = 1
        BEGIN SELECT RAISE(ABORT, 'a closed decision stays closed'); END;
        CREATE TRIGGER decisions_rejected BEFORE INSERT ON decisions
            WHEN NEW.kind IN ('approval', 'break-glass')
            AND EXISTS (SELECT 1 FROM decisions WHERE plan = NEW.plan AND kind = 'rejection')
        BEGIN SELECT RAISE(ABORT, 'a rejected plan cannot be approved'); END;
        """

    private static let journal = """
        CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            push TEXT NOT NULL CHECK (length(push) BETWEEN 1 AND 200),
            device TEXT CHECK (length(device) BETWEEN 1 AND 253),
            step INTEGER NOT NULL CHECK (step BETWEEN 0 AND 11),
            payload BLOB NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX journal_by_push ON journal (push, sequence);
        CREATE INDEX journal_locks ON journal (push) WHERE step = 2;
        CREATE UNIQUE INDEX journal_ends ON journal (push) WHERE step = 11;
        """

    private static let chain = """
        CREATE TABLE berita_acara (
            sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
            year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 9999),
            number INTEGER NOT NULL CHECK (number > 0),
            previous BLOB CHECK (length(previous) = 32),
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            signature TEXT NOT NULL,
            at INTEGER NOT NULL,
            subject TEXT CHECK (length(subject) BETWEEN 1 AND 200),
            UNIQUE (year, number),
            CHECK ((sequence = 1) = (previous IS NULL))
        ) STRICT;
        CREATE INDEX berita_acara_by_subject ON berita_acara (subject, sequence);
        CREATE TRIGGER berita_acara_chained BEFORE INSERT ON berita_acara
            WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM berita_acara)
            OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM berita_acara WHERE year = NEW.year)
            OR NEW.previous IS NOT (SELECT digest FROM berita_acara ORDER BY sequence DESC LIMIT 1)
        BEGIN SELECT RAISE(ABORT, 'the record does not follow the last one'); END;
        CREATE TABLE exported_heads (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            bytes BLOB NOT NULL,
            destination TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        """

    private static let requests = """
        CREATE TABLE requests (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            year INTEGER NOT NULL CHECK (year BETWEEN 1 AND 9999),
            number INTEGER NOT NULL CHECK (number > 0),
            version INTEGER NOT NULL CHECK (version > 0),
            state TEXT NOT NULL CHECK (length(state) BETWEEN 1 AND 64),
            subject TEXT CHECK (length(subject) BETWEEN 1 AND 200),
            person TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 200),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            at INTEGER NOT NULL,
            UNIQUE (year, number, version)
        ) STRICT;
        CREATE INDEX requests_by_state ON requests (state, id);
        CREATE INDEX requests_by_subject ON requests (subject, id);
        CREATE TRIGGER requests_follow BEFORE INSERT ON requests
            WHEN NEW.version <> (SELECT coalesce(max(version), 0) + 1 FROM requests
                WHERE year = NEW.year AND number = NEW.number)
            OR NEW.number > (SELECT coalesce(max(number), 0) + 1 FROM requests WHERE year = NEW.year)
        BEGIN SELECT RAISE(ABORT, 'the version does not follow the last one'); END;
        """

    /// Counters are unsigned 64-bit numbers, kept as the signed number of the same bits.
    private static let samples = """
        CREATE TABLE sample_sources (
            id INTEGER PRIMARY KEY,
            device TEXT NOT NULL CHECK (length(device) BETWEEN 1 AND 253),
            interface TEXT NOT NULL CHECK (length(interface) BETWEEN 1 AND 255),
            UNIQUE (device, interface)
        ) STRICT;
        CREATE TABLE samples (
            source INTEGER NOT NULL REFERENCES sample_sources (id),
            at INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            uptime INTEGER NOT NULL,
            discontinuity INTEGER NOT NULL,
            in_octets INTEGER NOT NULL,
            out_octets INTEGER NOT NULL,
            bits INTEGER NOT NULL CHECK (bits IN (32, 64)),
            speed INTEGER CHECK (speed >= 0),
            interface_index INTEGER NOT NULL CHECK (interface_index >= 0),
            engine_boots INTEGER CHECK (engine_boots >= 0),
            engine_time INTEGER CHECK (engine_time >= 0),
            PRIMARY KEY (source, at, sequence)
        ) STRICT, WITHOUT ROWID;
        """

    private static let leases = """
        CREATE TABLE leases (
            device TEXT PRIMARY KEY CHECK (length(device) BETWEEN 1 AND 253),
            holder TEXT NOT NULL,
            purpose TEXT NOT NULL,
            token INTEGER NOT NULL,
            since INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            boot_id TEXT NOT NULL,
            boot_expires_at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE lease_tokens (id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL) STRICT;
        INSERT INTO lease_tokens VALUES (1, 0);
        """

    private static let audits = """
        CREATE TABLE audits (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 253),
            outcome TEXT NOT NULL CHECK (length(outcome) BETWEEN 1 AND 64),
            bytes BLOB NOT NULL CHECK (length(bytes) > 0),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX audits_by_subject ON audits (subject, id);
        CREATE INDEX audits_by_outcome ON audits (outcome, id);
        CREATE TABLE push_timings (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            device TEXT NOT NULL,
            commands INTEGER NOT NULL CHECK (commands >= 0),
            milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX push_timings_by_device ON push_timings (device, commands, id);
        """
}
