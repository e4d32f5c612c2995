import Foundation

/// What really happened to a device, line by line, independent of what it told its clients.
struct GroundTruth {
    struct Line: Codable {
        var wall: String
        var monotonic: Double
        var device: String
        var session: String
        var event: String
        var text: String
        var before: String?
        var after: String?
    }

    let directory: LabDirectory
    let device: String
    var session = "\(getpid())"

    func write(_ event: String, _ text: String, before: String? = nil, after: String? = nil) {
        let line = Line(
            wall: Clocks.stamp(), monotonic: Clocks.monotonic(), device: device, session: session, event: event,
            text: String(text.prefix(4000)), before: before, after: after)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(line) else { return }
        StateFile.append(String(decoding: data, as: UTF8.self), to: directory.truth(device))
    }

    /// FNV-1a over a text, in 16 hexadecimal digits: tells equal from changed, no more.
    static func digest(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
