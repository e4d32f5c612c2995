import Crypto

/// `bcrypt_pbkdf`, with which OpenSSH turns a passphrase into the key of a private key file.
enum BcryptPBKDF {
    static func derive(password: [UInt8], salt: [UInt8], rounds: Int, count: Int) -> [UInt8] {
        let secret = Array(SHA512.hash(data: password))
        let blocks = (count + 31) / 32
        var key = [UInt8](repeating: 0, count: count)
        for block in 1...max(1, blocks) {
            let number = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: block >> $0) }
            var mixed = hash(secret, Array(SHA512.hash(data: salt + number)))
            var sum = mixed
            for _ in 1..<max(1, rounds) {
                mixed = hash(secret, Array(SHA512.hash(data: mixed)))
                for index in sum.indices { sum[index] ^= mixed[index] }
            }
            // Spread over the key, so that no part of it comes from one block alone.
            for (index, octet) in sum.enumerated() {
                let place = index * blocks + block - 1
                if place < count { key[place] = octet }
            }
        }
        return key
    }

    private static func hash(_ password: [UInt8], _ salt: [UInt8]) -> [UInt8] {
        var cipher = Blowfish.initial
        cipher.expand(salt: salt, key: password)
        for _ in 0..<64 {
            cipher.expand(key: salt)
            cipher.expand(key: password)
        }
        let text = Array("OxychromaticBlowfishSwatDynamite".utf8)
        var words = stride(from: 0, to: 32, by: 4).map { start in
            text[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for pair in stride(from: 0, to: 8, by: 2) {
            for _ in 0..<64 { (words[pair], words[pair + 1]) = cipher.encrypted(words[pair], words[pair + 1]) }
        }
        return words.flatMap { word in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }
}

/// The Blowfish block cipher with bcrypt's costly key schedule.
struct Blowfish {
    /// 18 round keys, then four boxes of 256 words.
    private var words: [UInt32]

    /// The state before any key: the first fractional bits of π.
    static let initial = Blowfish(words: PiFraction.words(18 + 1024))

    private init(words: [UInt32]) { self.words = words }

    mutating func expand(salt: [UInt8] = [], key: [UInt8]) {
        var place = 0
        for index in 0..<18 { words[index] ^= Self.next(key, &place) }
        var left: UInt32 = 0
        var right: UInt32 = 0
        place = 0
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            if !salt.isEmpty {
                left ^= Self.next(salt, &place)
                right ^= Self.next(salt, &place)
            }
            (left, right) = encrypted(left, right)
            words[index] = left
            words[index + 1] = right
        }
    }

    private static func next(_ bytes: [UInt8], _ place: inout Int) -> UInt32 {
        var word: UInt32 = 0
        for _ in 0..<4 {
            word = word << 8 | UInt32(bytes[place])
            place = (place + 1) % bytes.count
        }
        return word
    }

    func encrypted(_ left: UInt32, _ right: UInt32) -> (UInt32, UInt32) {
        words.withUnsafeBufferPointer { words in
            var left = left
            var right = right
            for round in 0..<16 {
                left ^= words[round]
                let sum = words[18 + Int(left >> 24)] &+ words[274 + Int(left >> 16 & 0xFF)]
                right ^= (sum ^ words[530 + Int(left >> 8 & 0xFF)]) &+ words[786 + Int(left & 0xFF)]
                swap(&left, &right)
            }
            swap(&left, &right)
            return (left ^ words[17], right ^ words[16])
        }
    }
}

/// The fractional bits of π, which Blowfish takes for its tables: calculated, since 4 KiB of digits can't be reviewed.
enum PiFraction {
    /// π - 3 in words of 32 bits, most significant first, by Machin's formula 16 atan(1/5) - 4 atan(1/239).
    static func words(_ count: Int) -> [UInt32] {
        let width = count + 4
        var sum = arctangent(inverse: 5, times: 16, width)
        subtract(arctangent(inverse: 239, times: 4, width), from: &sum)
        return Array(sum[1...count])
    }

    /// Fixed point: one word before the point.
    private static func arctangent(inverse: UInt64, times: UInt64, _ width: Int) -> [UInt32] {
        var power = [UInt32](repeating: 0, count: width)
        power[0] = UInt32(times)
        divide(&power, by: inverse, from: 0)
        var sum = power
        var divisor: UInt64 = 1
        var first = 0
        while true {
            divide(&power, by: inverse * inverse, from: first)
            while first < width, power[first] == 0 { first += 1 }
            guard first < width else { return sum }
            divisor += 2
            var term = power
            divide(&term, by: divisor, from: first)
            if divisor % 4 == 3 { subtract(term, from: &sum) } else { add(term, to: &sum) }
        }
    }

    private static func divide(_ number: inout [UInt32], by divisor: UInt64, from first: Int) {
        var rest: UInt64 = 0
        for index in first..<number.count {
            let value = rest << 32 | UInt64(number[index])
            number[index] = UInt32(truncatingIfNeeded: value / divisor)
            rest = value % divisor
        }
    }

    private static func add(_ other: [UInt32], to sum: inout [UInt32]) {
        var carry: UInt64 = 0
        for index in sum.indices.reversed() {
            let value = UInt64(sum[index]) + UInt64(other[index]) + carry
            sum[index] = UInt32(truncatingIfNeeded: value)
            carry = value >> 32
        }
    }

    private static func subtract(_ other: [UInt32], from sum: inout [UInt32]) {
        var borrow: Int64 = 0
        for index in sum.indices.reversed() {
            let value = Int64(sum[index]) - Int64(other[index]) - borrow
            sum[index] = UInt32(truncatingIfNeeded: value)
            borrow = value < 0 ? 1 : 0
        }
    }
}
