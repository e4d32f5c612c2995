import Foundation
import PitaPlatforms

/// The workload `growth`: configs of every platform in several shapes, each compared with what several templates make of it.
/// Each is measured in a process of its own, so that its memory is its own.
///
/// - Parameters:
///   - lines: how many lines the large configs have; the small ones have a quarter.
///   - names: beginnings of the names of the shapes; empty for all.
///   - print: takes each line of the table as it is measured: platform and shape, change, lines, the processor seconds of the large
///     config (reading the longer of both texts; the difference; what else a plan asks), the most memory that it took, how many lines
///     are sent, and how the seconds grew from the small one: 4 is linear, 16 quadratic.
func benchGrowth(lines: Int, names: [String], print: (String) -> Void) throws {
    print("| platform and shape | change | lines | parse s | diff s | checks s | peak MB | lines sent | growth |")
    print("|---|---|---|---|---|---|---|---|---|")
    for shape in GrowthShape.all where names.isEmpty || names.contains(where: { shape.name.hasPrefix($0) }) {
        for change in GrowthChange.allCases where shape.make(change, lines: 8) != nil {
            let count = shape.make(change, lines: lines)?.lines ?? 0
            let label = "\(shape.name) | \(change.rawValue) | \(count)"
            guard let small = try GrowthCost(asking: shape, change, lines: lines / 4),
                let large = try GrowthCost(asking: shape, change, lines: lines)
            else {
                print("| \(label) | failed |")
                continue
            }
            print("| \(label) | \(large.row) | \(shown(large.seconds / max(small.seconds, 0.001))) |")
        }
    }
}

/// Measures one change of one shape, and prints what it cost.
func benchOneGrowth(shape name: String, change: String, lines: String) throws -> String {
    guard let shape = GrowthShape.all.first(where: { $0.name == name }), let change = GrowthChange(rawValue: change),
        let lines = Int(lines), let item = shape.make(change, lines: lines)
    else { throw BenchUsage() }
    var times = [GrowthCost.processorSeconds]
    func now() { times.append(GrowthCost.processorSeconds) }
    let running = try item.runningTree()
    now()
    let intended = try item.intendedTree()
    now()
    let made = try item.change(from: running, to: intended)
    now()
    try item.ask(of: made, from: running, to: intended)
    now()
    let taken = zip(times.dropFirst(), times).map { $0 - $1 }
    return "\(max(taken[0], taken[1])) \(taken[2]) \(taken[3]) \(GrowthCost.peakMegabytes) \(made.lines)"
}

private func shown(_ number: Double) -> String { String(format: "%.2f", number) }

/// What one change costs.
private struct GrowthCost {
    let parse: Double
    let diff: Double
    let checks: Double
    let megabytes: Int
    let sent: Int

    var seconds: Double { parse + diff + checks }
    var row: String { "\(shown(parse)) | \(shown(diff)) | \(shown(checks)) | \(megabytes) | \(sent)" }

    /// Has a change measured by a process of its own; `nil` where that fails.
    init?(asking shape: GrowthShape, _ change: GrowthChange, lines: Int) throws {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["bench", "growth-of", shape.name, change.rawValue, String(lines)]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 5, let parse = Double(words[0]), let diff = Double(words[1]),
            let checks = Double(words[2]), let megabytes = Int(words[3]), let sent = Int(words[4])
        else { return nil }
        (self.parse, self.diff, self.checks) = (parse, diff, checks)
        (self.megabytes, self.sent) = (megabytes, sent)
    }

    /// The processor time of the process: other work on the machine does not count.
    static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that the process had.
    static var peakMegabytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
