import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Reads links: those of `links.yaml`, and a segment's own access link.
enum LinkReader {
    /// The links of `links.yaml` in the order written; the names of those that could not be understood in `unread`.
    static func readAll(_ node: Node, unread: inout Set<String>, into findings: Findings) -> [Link] {
        let file = MappingReader(node, as: "the list of links", into: findings)
        defer { file.finish() }
        guard let links = file.mapping("links", as: "the list of links", required: true) else { return [] }
        var read: [Link] = []
        for entry in links.node.entries {
            if !Word.isValid(entry.name) {
                findings.add(
                    entry.key.diagnostic(
                        "`\(entry.name.prefix(80))` is no name for a link", hint: "lower-case letters, digits, `-`, `_`"
                    ))
            }
            let reader = MappingReader(entry.value, as: "a link", into: findings)
            let kind = reader.required("kind", .choice(LinkKind.self))
            if let link = readLink(reader, name: entry.name, kind: kind, at: entry.key) {
                read.append(link)
            } else {
                unread.insert(entry.name)
            }
        }
        return read
    }

    /// One link; `kind` is given where the place says it.
    static func readLink(_ reader: MappingReader, name: String, kind: LinkKind?, at node: Node) -> Link? {
        let from = reader.required("from", .linkEnd)
        let to = reader.required("to", .linkEnd)
        let capacity = reader.optional("capacity", .allocation)
        var counters: LinkCounters?
        if let block = reader.mapping("counters", as: "the counters") {
            let place = block.required("at", Conversion<LinkEnd>.linkEnd.marked)
            let download = block.required("download", .choice(CounterDirection.self))
            block.finish()
            if let place, let download {
                if let interface = place.value.interface {
                    counters = LinkCounters(device: place.value.device, interface: interface, download: download)
                } else {
                    reader.findings.add(place.node.diagnostic("counters are read from a device of the office"))
                }
            }
        }
        reader.finish()
        if let from, from.isOutside, let end = reader.node["from"] {
            reader.findings.add(
                end.diagnostic("a link runs towards the internet, not from it", hint: "exchange `from` and `to`"))
        }
        if let to, let kind, to.isOutside != (kind == .isp), let end = reader.node["to"] {
            reader.findings.add(
                end.diagnostic(
                    kind == .isp
                        ? "a link of kind isp ends at `internet`" : "only a link of kind isp ends at `internet`"))
        }
        guard let from, let to, let kind else { return nil }
        return Link(
            name: name, kind: kind, from: from, to: to, capacity: capacity, counters: counters, node: node,
            body: reader.node)
    }
}

extension Conversion where Value == BandwidthPair {
    /// A bandwidth in each direction, neither of them nothing.
    static var allocation: Conversion {
        Conversion { node throws(Diagnostics) in
            let pair = try Conversion.bandwidthPair.convert(node)
            guard pair.download.bitsPerSecond > 0, pair.upload.bitsPerSecond > 0 else {
                throw Diagnostics([node.diagnostic("a bandwidth of nothing cannot be given")])
            }
            return pair
        }
    }
}
