import PitaEvidence
import PitaOperations
import PitaPlanning

/// What of a segment stands on its devices, as people read it.
struct StandingView {
    let standing: SegmentStanding
    let console: Console

    /// The sentence, then a row for each thing on each device.
    var lines: [String] {
        let sentence = Table.shown(standing.sentence)
        let isSame = !standing.hasDifferences && !standing.hasFailures
        let rows = standing.devices.flatMap { device in device.rows.map { Row(device: device, row: $0) } }
        return [console.coloured(sentence, isSame ? .green : .yellow), ""] + Table.lines(of: rows)
            + standing.devices.compactMap { device in
                device.failure.map { Table.shown("\(device.device.name): not asked: \($0)") }
            }
    }

    /// One thing on one device.
    struct Row: TableRow {
        let device: DeviceStanding
        let row: StandingRow

        static let columns = ["DEVICE", "WHAT", "INVENTORY", "ON THE DEVICE", "IS", "OBJECT"]
        var cells: [String] {
            [
                device.device.name.text, row.subject.rawValue, row.intended, row.found ?? "-",
                row.verdict == .notAsked ? "not asked" : row.verdict.rawValue, row.object?.description ?? "-",
            ]
        }
        var json: JSONValue { row.json }
    }
}
