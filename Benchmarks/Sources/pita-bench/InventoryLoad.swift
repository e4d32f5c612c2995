import Foundation
import PitaInventory

/// The workload `inventory`: loads and validates an office as the product does, with a mark on every value.
///
/// `BENCH_OFFICE` names its directory; without it the office of 10,000 devices is written to a temporary one first,
/// which the time printed does not count.
/// - Returns: the line to print: devices, and the seconds that loading alone took.
func benchInventory() throws -> String {
    var directory = BenchEnvironment.value("BENCH_OFFICE")
    var temporary: URL?
    if directory == nil {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("pita-bench-\(getpid())")
        try BenchOffice.write(to: place.path)
        temporary = place
        directory = place.path
    }
    defer { temporary.map { try? FileManager.default.removeItem(at: $0) } }
    let clock = ContinuousClock()
    var count = 0
    let time = try clock.measure { count = try Office.load(directory: directory ?? "").devices.count }
    return "ok=\(count) inner_wall=\(time / .seconds(1))"
}
