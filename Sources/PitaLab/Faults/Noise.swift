/// Bytes that look like a device gone mad: escape sequences, prompts, binary.
enum Noise {
    static func bytes(seed: UInt64, count: Int = 2048) -> [UInt8] {
        var state = seed | 1
        func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
        let lures: [[UInt8]] = [
            Array("\r\n[admin@rtr-inti] > ".utf8), Array("\u{1B}[2J\u{1B}Z".utf8), Array("<SAFE> ".utf8),
            Array("failure: ".utf8), [0, 255, 254, 27, 91], Array("# 2024-01-01 00:00:00 by RouterOS 7.16.1\r\n".utf8),
        ]
        var bytes: [UInt8] = []
        while bytes.count < count {
            let draw = next()
            if draw % 16 == 0 { bytes += lures[Int(draw >> 8) % lures.count] }
            bytes.append(UInt8(truncatingIfNeeded: draw >> 16))
        }
        return bytes
    }
}
