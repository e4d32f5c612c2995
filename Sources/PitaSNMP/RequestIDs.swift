import Glibc

/// Request ids that nobody off the path can guess: 31 random bits each, drawn from the system in batches.
struct RequestIDs {
    private var drawn: [UInt32] = []
    private static let batch = 64

    /// A number from 1 to 2^31 - 1.
    mutating func next() -> Int32 {
        while true {
            if drawn.isEmpty { draw() }
            let number = Int32(bitPattern: (drawn.popLast() ?? 0) & 0x7FFF_FFFF)
            if number > 0 { return number }
        }
    }

    private mutating func draw() {
        drawn = [UInt32](repeating: 0, count: Self.batch)
        let result = drawn.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) }
        if result != 0 {
            var generator = SystemRandomNumberGenerator()
            for index in drawn.indices { drawn[index] = generator.next() }
        }
    }
}
