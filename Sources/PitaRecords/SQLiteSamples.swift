internal import GRDB
import PitaEvidence

extension SQLiteRecordStore {
    /// See ``SampleStore/addSamples(_:)``.
    public func addSamples(_ samples: [CounterSample]) async throws(RecordsError) {
        try await write { db in
            var sources: [[String]: Int64] = [:]
            let statement = try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO samples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            for sample in samples {
                guard sample.bits == 32 || sample.bits == 64 else {
                    throw RecordsError(.invalid, "a counter is 32 or 64 bits wide")
                }
                let name = [sample.device, sample.interface]
                let source = try sources[name] ?? Self.source(sample.device, sample.interface, db)
                sources[name] = source
                try statement.execute(
                    arguments: [
                        source, sample.at, sample.sequence, sample.uptimeCentiseconds, sample.discontinuity,
                        Int64(bitPattern: sample.inOctets), Int64(bitPattern: sample.outOctets), sample.bits,
                        sample.speed, sample.interfaceIndex, sample.engineBoots, sample.engineTime,
                    ])
            }
        }
    }

    private static func source(_ device: String, _ interface: String, _ db: Database) throws -> Int64 {
        let search = try db.cachedStatement(sql: "SELECT id FROM sample_sources WHERE device = ? AND interface = ?")
        if let row = try Row.fetchOne(search, arguments: [device, interface]) {
            return try StoreRow(row, "a source of readings").int64("id")
        }
        try db.execute(
            sql: "INSERT INTO sample_sources (device, interface) VALUES (?, ?)", arguments: [device, interface])
        return db.lastInsertedRowID
    }

    /// See ``SampleStore/samples(device:interface:from:until:page:)``.
    public func samples(
        device: String, interface: String, from: Int64, until: Int64, page: Page
    ) async throws(RecordsError) -> PageOf<CounterSample> {
        try await read { db in
            let offset = max(0, page.after ?? 0)
            let statement = try db.cachedStatement(
                sql: """
                    SELECT samples.* FROM samples JOIN sample_sources ON source = id
                    WHERE device = ? AND interface = ? AND at >= ? AND at < ?
                    ORDER BY at, sequence LIMIT ? OFFSET ?
                    """)
            let rows = try Row.fetchAll(
                statement, arguments: [device, interface, from, until, page.limit + 1, offset])
            let items = try rows.prefix(page.limit).map { row in
                let columns = StoreRow(row, "a reading")
                return CounterSample(
                    device: device, interface: interface, at: try columns.int64("at"),
                    sequence: try columns.int64("sequence"), uptimeCentiseconds: try columns.int64("uptime"),
                    discontinuity: try columns.int64("discontinuity"),
                    inOctets: UInt64(bitPattern: try columns.int64("in_octets")),
                    outOctets: UInt64(bitPattern: try columns.int64("out_octets")), bits: try columns.int("bits"),
                    speed: try columns.optionalInt64("speed"), interfaceIndex: try columns.int64("interface_index"),
                    engineBoots: try columns.optionalInt64("engine_boots"),
                    engineTime: try columns.optionalInt64("engine_time"))
            }
            return PageOf(items: items, next: rows.count > page.limit ? offset + Int64(page.limit) : nil)
        }
    }

    /// See ``SampleStore/sampleSources()``.
    public func sampleSources() async throws(RecordsError) -> [SampleSource] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT device, interface, min(at) AS first, max(at) AS last, count(*) AS count
                    FROM samples JOIN sample_sources ON source = id GROUP BY source ORDER BY device, interface
                    """)
            return try rows.map { row in
                let columns = StoreRow(row, "a source of readings")
                return SampleSource(
                    device: try columns.text("device"), interface: try columns.text("interface"),
                    first: try columns.int64("first"), last: try columns.int64("last"), count: try columns.int("count"))
            }
        }
    }

    /// See ``SampleStore/removeSamples(before:atMost:)``.
    public func removeSamples(before: Int64, atMost limit: Int) async throws(RecordsError) -> Int {
        try await write { db in
            var removed = 0
            // By source, along the primary key: no scan of the table.
            for source in try Int64.fetchAll(db, sql: "SELECT id FROM sample_sources ORDER BY id")
            where removed < limit {
                try db.execute(
                    sql: """
                        DELETE FROM samples WHERE (source, at, sequence) IN
                        (SELECT source, at, sequence FROM samples WHERE source = ? AND at < ? ORDER BY at LIMIT ?)
                        """, arguments: [source, before, limit - removed])
                removed += db.changesCount
            }
            return removed
        }
    }
}
