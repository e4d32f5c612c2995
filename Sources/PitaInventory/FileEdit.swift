import PitaDiagnostics

/// A change of some octets of one file; writing it is somebody else's.
public struct FileEdit: Sendable, Hashable {
    /// The name of the file relative to the office directory.
    public let file: String
    /// The octets that are replaced.
    public let range: Range<Int>
    /// What stands there now.
    public let expected: [UInt8]
    /// What is to stand there.
    public let replacement: [UInt8]
    /// How many octets the file has now.
    public let fileSize: Int

    /// The file after the edit; throws when the file is not the one that the edit was computed from.
    public func apply(to bytes: [UInt8]) throws(Diagnostics) -> [UInt8] {
        guard bytes.count == fileSize, range.lowerBound >= 0, range.upperBound <= bytes.count,
            bytes[range].elementsEqual(expected)
        else {
            throw Diagnostics(
                "\(file) has changed since the edit was computed", hint: "read the inventory again and compute it anew")
        }
        return Array(bytes[..<range.lowerBound]) + replacement + Array(bytes[range.upperBound...])
    }
}
