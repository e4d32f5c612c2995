import PitaEvidence
import PitaNetwork
import PitaPlatforms

extension EffectCheck: JSONConvertible {
    /// The check as JSON, told apart by `check`.
    public var json: JSONValue {
        switch self {
        case .probe(.ping(let address, let count, let source)):
            [
                "check": "ping", "address": .string(address.description), "count": .number(count),
                "source": .text(source?.description),
            ]
        case .probe(.route(let prefix)): ["check": "route", "prefix": .string(prefix.description)]
        case .counter(let interface, let seconds):
            ["check": "counter", "interface": .string(interface), "seconds": .number(seconds)]
        case .queue(let name, let seconds):
            ["check": "queue", "name": .string(name), "seconds": .number(seconds)]
        }
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let malformed = EvidenceError(.malformed, "`\(path)` is no check")
        switch try reader.string("check") {
        case "ping":
            let source = try reader.text("source")
            guard let address = Address(try reader.string("address")),
                source == nil || source.flatMap({ Address($0) }) != nil
            else { throw malformed }
            self = .probe(
                .ping(
                    address: address, count: try reader.integer("count"), source: source.flatMap { Address($0) }))
        case "route":
            guard let prefix = Prefix(try reader.string("prefix")) else { throw malformed }
            self = .probe(.route(prefix: prefix))
        case "counter":
            self = .counter(interface: try reader.string("interface"), seconds: try reader.integer("seconds"))
        case "queue": self = .queue(name: try reader.string("name"), seconds: try reader.integer("seconds"))
        default: throw malformed
        }
        try reader.finish()
    }
}
