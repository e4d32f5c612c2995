internal import Foundation
internal import GRDB
import PitaEvidence

/// Reads the columns of a row without trusting them: a damaged file gives an error, never a crash.
struct StoreRow {
    private let row: Row
    private let what: String

    /// - Parameter what: what the row is, for errors.
    init(_ row: Row, _ what: String) {
        self.row = row
        self.what = what
    }

    func int64(_ column: String) throws -> Int64 {
        guard case .int64(let value)? = storage(column) else { throw RecordsError.corrupt(what) }
        return value
    }

    func int(_ column: String) throws -> Int { Int(try int64(column)) }

    func optionalInt64(_ column: String) throws -> Int64? { isNull(column) ? nil : try int64(column) }

    func text(_ column: String) throws -> String {
        guard case .string(let value)? = storage(column) else { throw RecordsError.corrupt(what) }
        return value
    }

    func optionalText(_ column: String) throws -> String? { isNull(column) ? nil : try text(column) }

    func bytes(_ column: String) throws -> [UInt8] {
        guard case .blob(let value)? = storage(column) else { throw RecordsError.corrupt(what) }
        return Array(value)
    }

    func digest(_ column: String) throws -> Digest {
        guard let digest = Digest(bytes: try bytes(column)) else { throw RecordsError.corrupt(what) }
        return digest
    }

    func optionalDigest(_ column: String) throws -> Digest? { isNull(column) ? nil : try digest(column) }

    /// The bytes of `column`, proven by the digest beside them.
    func proven(_ column: String, by digestColumn: String = "digest") throws -> [UInt8] {
        let value = try bytes(column)
        guard Digest(of: value) == (try digest(digestColumn)) else { throw RecordsError.corrupt(what) }
        return value
    }

    private func storage(_ column: String) -> DatabaseValue.Storage? {
        (row[column] as DatabaseValue?)?.storage
    }

    private func isNull(_ column: String) -> Bool { (row[column] as DatabaseValue?)?.isNull ?? true }
}

extension Digest {
    /// As it is bound to a statement.
    var data: Data { Data(bytes) }
}

/// The condition, its arguments and the page of a list that is searched by columns.
struct ListQuery {
    private var conditions: [String] = []
    private var arguments: [any DatabaseValueConvertible] = []
    private let page: Page
    private let isAscending: Bool
    private let key: String

    init(_ page: Page, by key: String, ascending: Bool = false) {
        self.page = page
        self.key = key
        isAscending = ascending
        if let after = page.after { add("\(key) \(ascending ? ">" : "<") ?", after) }
    }

    mutating func add(_ condition: String, _ argument: (any DatabaseValueConvertible)?) {
        guard let argument else { return }
        conditions.append(condition)
        arguments.append(argument)
    }

    mutating func add(always condition: String) { conditions.append(condition) }

    /// Fetches one row more than asked for, to know whether there is another page.
    func fetch<Item: Sendable>(
        _ db: Database, from table: String, _ make: (Row) throws -> (item: Item, cursor: Int64)
    ) throws -> PageOf<Item> {
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let order = "ORDER BY \(key) \(isAscending ? "ASC" : "DESC") LIMIT \(page.limit + 1)"
        let statement = try db.cachedStatement(sql: "SELECT * FROM \(table) \(filter) \(order)")
        let rows = try Row.fetchAll(statement, arguments: StatementArguments(arguments))
        let made = try rows.prefix(page.limit).map(make)
        return PageOf(items: made.map(\.item), next: rows.count > page.limit ? made.last?.cursor : nil)
    }
}
