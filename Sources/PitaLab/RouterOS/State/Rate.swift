/// Bits per second as RouterOS reads and writes them.
enum Rate {
    /// `10M`, `512k`, `3.8M`, `100`; nil for anything else.
    static func parse(_ text: some StringProtocol) -> Int64? {
        var body = text[...]
        var factor = 1.0
        switch body.last {
        case "k": factor = 1e3
        case "M": factor = 1e6
        case "G": factor = 1e9
        default: break
        }
        if factor > 1 { body = body.dropLast() }
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }),
            body.utf8.count < 19
        else { return nil }
        if parts.count == 1, let whole = Int64(body) {
            let product = whole.multipliedReportingOverflow(by: Int64(factor))
            return product.overflow ? nil : product.partialValue
        }
        guard let number = Double(body), number * factor < 1e15, factor > 1 else { return nil }
        return Int64((number * factor).rounded())
    }

    /// With the largest suffix that divides it.
    static func text(_ rate: Int64) -> String {
        for (suffix, factor) in [("G", Int64(1_000_000_000)), ("M", 1_000_000), ("k", 1000)]
        where rate != 0 && rate % factor == 0 {
            return "\(rate / factor)\(suffix)"
        }
        return String(rate)
    }
}
