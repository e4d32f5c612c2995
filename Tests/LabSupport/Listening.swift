import Foundation

/// Who listens, by the kernel's own table: a connection that only looks would count as one.
enum Listening {
    /// Whether something listens at an IPv4 address and TCP port.
    static func at(_ address: String, _ port: Int) -> Bool {
        let octets = address.split(separator: ".").compactMap { UInt8($0) }
        let name = octets.reversed().map { hex($0, 2) }.joined() + ":" + hex(port, 4)
        let table = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
        return table.split(separator: "\n").contains { line in
            let words = line.split(separator: " ")
            // 0A: it listens.
            return words.count > 3 && words[1] == name && words[3] == "0A"
        }
    }

    private static func hex(_ number: some BinaryInteger, _ digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
