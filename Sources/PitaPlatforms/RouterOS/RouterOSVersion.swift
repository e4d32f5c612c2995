/// A RouterOS version as the device words it: `7.18.2 (stable)`, `6.49.17`, `7.1rc6`, `7.18beta4`.
///
/// They compare numerically; a beta comes before a release candidate, and that before the release.
public struct RouterOSVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 6 or 7.
    public let major: Int
    /// The second number.
    public let minor: Int
    /// The third number; 0 where none is written.
    public let patch: Int
    /// 0 for a beta or an alpha, 1 for a release candidate, 2 for a release.
    private let stage: Int
    /// The number of the beta or the release candidate.
    private let stageNumber: Int
    /// The version without its channel, as written.
    public let description: String

    /// Reads a version; what follows the first blank (the channel) is left out. `nil` when it is none.
    public init?(_ text: String) {
        let word = text.prefix { $0 != " " }
        var octets = word.utf8[...]
        guard word.utf8.count <= 32, let major = Self.number(&octets), octets.popFirst() == UInt8(ascii: "."),
            let minor = Self.number(&octets)
        else { return nil }
        var patch = 0
        if octets.first == UInt8(ascii: ".") {
            octets.removeFirst()
            guard let number = Self.number(&octets) else { return nil }
            patch = number
        }
        var (stage, stageNumber) = (2, 0)
        if !octets.isEmpty {
            let name = String(octets.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }) ?? ""
            octets = octets.dropFirst(name.utf8.count)
            guard ["alpha", "beta", "rc"].contains(name), let number = Self.number(&octets), octets.isEmpty
            else { return nil }
            (stage, stageNumber) = (name == "rc" ? 1 : 0, number)
        }
        (self.major, self.minor, self.patch) = (major, minor, patch)
        (self.stage, self.stageNumber) = (stage, stageNumber)
        description = String(word)
    }

    /// A release, for comparisons within the platform.
    init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
        (self.major, self.minor, self.patch, stage, stageNumber) = (major, minor, patch, 2, 0)
        description = patch == 0 ? "\(major).\(minor)" : "\(major).\(minor).\(patch)"
    }

    private static func number(_ octets: inout Substring.UTF8View) -> Int? {
        let digits = octets.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard !digits.isEmpty, digits.count <= 6, let value = Int(String(Substring(digits))) else { return nil }
        octets = octets.dropFirst(digits.count)
        return value
    }

    private var order: [Int] { [major, minor, patch, stage, stageNumber] }

    /// The same release, however it is written (`7.10` and `7.10.0`).
    public static func == (left: Self, right: Self) -> Bool { left.order == right.order }
    /// By the release.
    public func hash(into hasher: inout Hasher) { hasher.combine(order) }
    /// By number, then beta, release candidate, release.
    public static func < (left: Self, right: Self) -> Bool { left.order.lexicographicallyPrecedes(right.order) }
}
