import PitaEvidence

/// A result that people read as a row of a table and programs as a JSON object.
public protocol TableRow: Sendable {
    /// The headings.
    static var columns: [String] { get }
    /// The row's cells, one for each heading.
    var cells: [String] { get }
    /// The row as JSON.
    var json: JSONValue { get }
}

extension JSONValue {
    /// Rows as a JSON list.
    public static func list(_ rows: [some TableRow]) -> JSONValue { .array(rows.map(\.json)) }
}
