/// Turns libyaml's positions, which count characters, into octet offsets.
struct CharacterOffsets {
    private static let stride = 64
    private let bytes: [UInt8]
    /// The octet offset of every 64th character; `nil` when characters are octets.
    private let checkpoints: [UInt32]?

    init(_ source: SourceText) {
        bytes = source.bytes
        guard !source.isASCII else {
            checkpoints = nil
            return
        }
        var points: [UInt32] = []
        var characters = 0
        for (offset, octet) in bytes.enumerated() where octet & 0xC0 != 0x80 {
            if characters.isMultiple(of: Self.stride) { points.append(UInt32(offset)) }
            characters += 1
        }
        checkpoints = points
    }

    /// The octet offset of a character; the end of the text when there are fewer.
    func offset(ofCharacter index: Int) -> Int {
        guard let checkpoints else { return min(index, bytes.count) }
        let slot = index / Self.stride
        guard slot < checkpoints.count else { return bytes.count }
        var offset = Int(checkpoints[slot])
        var left = index % Self.stride
        while left > 0, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }
}
