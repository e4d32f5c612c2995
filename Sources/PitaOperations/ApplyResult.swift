import PitaDevices
import PitaRecords

/// What an apply or a recovery left behind.
public struct ApplyResult: Sendable {
    /// The push's id.
    public let push: String
    /// How each device ended.
    public let reports: [PushReport]
    /// The berita acara.
    public let record: StoredRecord
    /// The files of the berita acara that were written beside the store.
    public let files: [String]
    /// What is left to be done by hand although the devices are as planned; `nil` for nothing.
    public let problem: String?

    /// Whether every device ended as planned.
    public var succeeded: Bool { reports.allSatisfy(\.isAsPlanned) }
}
