internal import Glibc

/// The output: one block of memory that grows, so that writing is a copy and nothing else.
struct ByteBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity = 16_384
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    @inline(__always)
    mutating func append(_ octets: UnsafeBufferPointer<UInt8>) throws {
        let end = count + octets.count
        if end > capacity { try grow(to: end) }
        if let source = octets.baseAddress { memcpy(base + count, source, octets.count) }
        count = end
    }

    @inline(__always)
    mutating func append(_ text: String) throws {
        var copy = text
        try copy.withUTF8 { try append($0) }
    }

    @inline(__always)
    mutating func append(_ octet: UInt8) throws {
        if count == capacity { try grow(to: count + 1) }
        base[count] = octet
        count += 1
    }

    mutating func append(_ number: Int) throws {
        if count + 20 > capacity { try grow(to: count + 20) }
        var rest = number.magnitude
        var digits = 1
        var power: UInt = 10
        while digits < 19, rest >= power {
            digits += 1
            power *= 10
        }
        if digits == 19, rest >= 10_000_000_000_000_000_000 { digits = 20 }
        if number < 0 {
            base[count] = UInt8(ascii: "-")
            count += 1
        }
        var place = count + digits
        count = place
        repeat {
            place -= 1
            base[place] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
            rest /= 10
        } while rest > 0
    }

    /// The text from a place on, which is taken out.
    mutating func cut(from start: Int) -> String {
        let text = String(decoding: UnsafeBufferPointer(start: base + start, count: count - start), as: UTF8.self)
        count = start
        return text
    }

    mutating func truncate(to length: Int) { count = min(count, length) }

    func withOctets<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: base, count: count))
    }

    private mutating func grow(to needed: Int) throws {
        guard needed <= limit else { throw Failure.limit("the output") }
        capacity = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        memcpy(larger, base, count)
        base.deallocate()
        base = larger
    }
}
