/// The words of `scp -t`: one file goes over, each part after the other side has said yes to the one before.
///
/// Nothing is sent ahead: a side that has refused would read what follows as further orders.
struct SCPDialogue {
    /// What has to be done.
    enum Action: Hashable {
        /// More has to come from the other side.
        case wait
        /// Send these octets.
        case send([UInt8])
        /// The file is there.
        case finished
        /// It is not.
        case failed(String)
    }

    /// What is run on the device.
    let command: String
    private var parts: [[UInt8]]
    private var answer: [UInt8] = []

    init(_ file: FileUpload) {
        command =
            "scp -t '" + file.path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
            + "'"
        let mode = String(file.permissions & 0o7777, radix: 8)
        let name = file.path.split(separator: "/").last ?? "file"
        let header =
            "C\(String(repeating: "0", count: max(0, 4 - mode.count)))\(mode) \(file.bytes.count) \(name)\n"
        // The octet after the file ends the transfer.
        parts = [Array(header.utf8), file.bytes + [0]]
    }

    /// Takes what the other side says (an octet of 0 for yes; no comes with its reason).
    mutating func received(_ bytes: some Collection<UInt8>) -> Action {
        if answer.count < 4096 { answer += bytes }
        guard let first = answer.first else { return .wait }
        guard first == 0 else {
            let words = String(decoding: answer.dropFirst().prefix(200).filter { $0 >= 0x20 }, as: UTF8.self)
            return .failed(words.isEmpty ? "refused" : words)
        }
        answer.removeFirst()
        return parts.isEmpty ? .finished : .send(parts.removeFirst())
    }

    /// The other side has ended.
    static let endedEarly = "scp ended without a word; does the device have it?"
}
