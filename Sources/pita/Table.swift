import PitaDiagnostics
import PitaOperations

/// Columns for people.
enum Table {
    /// A line with text from people and devices, made fit for the terminal.
    static func shown(_ text: String) -> String { TerminalText.sanitised(text) }

    /// The header and the rows, columns padded; text from people and devices made fit for the terminal.
    static func lines(of rows: [some TableRow]) -> [String] {
        guard let first = rows.first else { return ["(none)"] }
        let cells = [type(of: first).columns] + rows.map { $0.cells.map { TerminalText.sanitised($0) } }
        var widths = [Int](repeating: 0, count: cells[0].count)
        for row in cells { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
        return cells.map { row in
            row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
            }.joined(separator: "  ")
        }
    }
}
