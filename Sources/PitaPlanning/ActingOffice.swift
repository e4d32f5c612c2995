import PitaEvidence
import PitaInventory

/// The office that a delegate (Plt, Plh) acted in, as a signed statement names it.
public struct ActingOffice: Sendable, Equatable {
    /// `Plt. Kepala Seksi Infrastruktur dan Teknologi`.
    public var title: String
    /// The number of the letter.
    public var letter: String

    /// The office of a mandate; `nil` for a role that the person holds.
    init?(_ mandate: Mandate) {
        guard let delegation = mandate.delegation else { return nil }
        title = delegation.title
        letter = delegation.letter
    }
}

extension ActingOffice: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue { ["title": .string(title), "letter": .string(letter)] }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        title = try reader.string("title")
        letter = try reader.string("letter")
        try reader.finish()
    }
}
