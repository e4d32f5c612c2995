import PitaNetwork

/// Which objects are to hold what only one can.
struct LineHoldings {
    /// A value, and the form of the line that says it.
    struct Claim {
        let form: String
        let value: String
        /// The whole line.
        let line: String
        /// The network that it takes up, of which no other may hold a part.
        var network: Prefix?
        /// Whether a device refuses it where another one holds it.
        var isSole = false
    }

    private var values: [String: [ObjectID]] = [:]
    /// By their forms, sorted by their networks once all are known.
    private var networks: [String: [(network: Prefix, id: ObjectID)]] = [:]

    init(_ claims: [(claim: Claim, id: ObjectID)]) {
        for (claim, id) in claims {
            if let network = claim.network {
                networks[claim.form, default: []].append((network, id))
            } else {
                values[Self.key(claim), default: []].append(id)
            }
        }
        for form in networks.keys { networks[form]?.sort { $0.network < $1.network } }
    }

    var isEmpty: Bool { values.isEmpty && networks.isEmpty }

    private static func key(_ claim: Claim) -> String { "\(claim.form)\n\(claim.value)" }

    /// Whether another object is to hold the value, or a part of its network.
    func isHeld(_ claim: Claim, byOtherThan id: ObjectID) -> Bool {
        guard let network = claim.network else { return values[Self.key(claim)]?.contains { $0 != id } ?? false }
        let held = networks[claim.form] ?? []
        // Networks that overlap are one within the other: those within this one stand in a row, those around it are few.
        let within = held[place(of: network, in: held)...].prefix { network.contains($0.network.network) }
        if within.contains(where: { $0.id != id }) { return true }
        return (0..<network.length).contains { length in
            guard let outer = Prefix(network.network, length: length) else { return false }
            return held[place(of: outer, in: held)...].prefix { $0.network == outer }.contains { $0.id != id }
        }
    }

    /// The first place whose network is not before this one.
    private func place(of network: Prefix, in held: [(network: Prefix, id: ObjectID)]) -> Int {
        var (low, high) = (0, held.count)
        while low < high {
            let middle = (low + high) / 2
            if held[middle].network < network { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
