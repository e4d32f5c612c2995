/// Damages sound inputs; what is done follows from the seed.
public struct Damage: RandomNumberGenerator, Sendable {
    private var chance: SeededGenerator

    /// A source of damage.
    public init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

    /// The next word.
    public mutating func next() -> UInt64 { chance.next() }

    /// Signs that mean something in most languages, numbers at the edge, and what is no text.
    private static let common: [[UInt8]] =
        [
            "\"", "'", "\\", "{", "}", "[", "]", "(", ")", ":", ",", ";", "#", "=", "/", "|", "@", "$", "*", "-", " ",
            "\n", "\r\n", "\t", "\0", "0", "-1", "00", "4294967296", "9223372036854775808", "1e999", "null", "é",
            "\u{202E}",
            "\u{FEFF}", "\u{1F30F}",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]

    /// One of `seeds` after one to five damages: octets, pieces, lines and spans are put in, taken out, moved, repeated.
    ///
    /// - Parameter pieces: what means something in the language of the seeds.
    public mutating func damaged(_ seeds: [[UInt8]], pieces: [[UInt8]]) -> [UInt8] {
        var bytes = pick(seeds)
        for _ in 0..<Int.random(in: 1...5, using: &self) {
            let place = Int.random(in: 0...bytes.count, using: &self)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &self))
            switch Int.random(in: 0..<10, using: &self) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2: bytes.insert(.random(in: 0...255, using: &self), at: place)
            case 3: bytes.insert(contentsOf: pick(Self.common), at: place)
            case 4: bytes.replaceSubrange(place..<end, with: pick(Self.common))
            case 5: bytes.removeSubrange(place..<end)
            case 6: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 7:
                // One piece, or so many that what is read by recursion must count.
                let piece = pieces.isEmpty ? pick(Self.common) : pick(pieces)
                let count = Int.random(in: 0..<20, using: &self) == 0 ? 3000 : 1
                bytes.insert(contentsOf: Array(repeating: piece, count: count).joined(), at: place)
            case 8: bytes = damagedLines(bytes, other: pick(seeds))
            default: bytes.removeLast(Int.random(in: 0...4, using: &self) == 0 ? bytes.count - place : 0)
            }
        }
        return bytes
    }

    /// A line taken out, doubled, moved, or taken from another seed.
    private mutating func damagedLines(_ bytes: [UInt8], other: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let place = Int.random(in: 0..<lines.count, using: &self)
        switch Int.random(in: 0..<4, using: &self) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[place], at: place)
        case 2: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &self))
        default: lines.insert(pick(other.split(separator: 0x0A, omittingEmptySubsequences: false)), at: place)
        }
        return Array(lines.joined(separator: [0x0A]))
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }
}
