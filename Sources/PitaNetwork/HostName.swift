/// A host name or device name that is safe as a name everywhere: RFC 1123 labels, at most 253 octets.
public struct HostName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as written.
    public let text: String

    /// `nil` unless every label is letters, digits and inner hyphens, 1...63 octets.
    public init?(_ text: String) {
        guard (1...253).contains(text.utf8.count) else { return nil }
        for label in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            let hyphen = UInt8(ascii: "-")
            guard (1...63).contains(label.count), label.first != hyphen, label.last != hyphen,
                label.allSatisfy({ octet in
                    switch octet {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen:
                        true
                    default: false
                    }
                })
            else { return nil }
        }
        self.text = text
    }

    /// By text.
    public static func < (left: HostName, right: HostName) -> Bool { left.text < right.text }
    /// The name as written.
    public var description: String { text }
}
