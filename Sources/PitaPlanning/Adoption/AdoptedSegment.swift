import PitaInventory
import PitaNetwork
import PitaPlatforms
import PitaYAML

/// Writes a site as a segment's file, each value with the object of the device that it is from. What no device says is a
/// comment that a person fills in.
struct AdoptedSegment {
    /// What stands at each place that a person has to fill in.
    static let fillIn = "FILL IN"

    let name: String
    let site: AdoptedSite
    let office: Office

    init(_ site: AdoptedSite, in office: Office, taken: Set<String>) {
        (self.site, self.office) = (site, office)
        let given = site.names.first?.value ?? site.prefixes.first.map { "net-\($0.value.network)" } ?? ""
        name = AdoptedNames.segment(given, taken: taken.union(office.segmentNames))
    }

    /// The links from the agency to the internet; `nil` where the inventory's links do not lead there.
    var path: [String]? {
        guard var here = site.accessTo?.value.device else { return nil }
        var names = ["access-" + name]
        let links = office.linkNames.compactMap { office.link($0) }.filter { $0.kind != .access }
        while names.count <= links.count + 1 {
            let onward = links.filter { $0.from.device == here && !names.contains($0.name) }
            let own = onward.first { $0.to.device == site.trunk?.device && $0.to.interface == site.trunk?.interface }
            // Of several ways none can be chosen for the agency.
            guard let next = own ?? (onward.count == 1 ? onward.first : nil) else { return nil }
            names.append(next.name)
            if next.to.isOutside { return names }
            here = next.to.device
        }
        return nil
    }

    /// The router's end of the access link.
    private var accessFrom: LinkEnd? {
        site.router.flatMap { $0.device.isNew ? LinkEnd("\($0.device.name):\($0.wan.interface)") : nil }
    }

    /// Whether the file holds all that an inventory needs.
    var isComplete: Bool {
        site.vlan != nil && !site.prefixes.isEmpty && allocation != nil && accessFrom != nil && path != nil
    }

    private var allocation: BandwidthPair? {
        guard let download = site.download?.value, let upload = site.upload?.value else { return nil }
        return BandwidthPair(download: download, upload: upload)
    }

    /// The file.
    var text: String {
        var lines = ["# What devices hold of this network, each value with the object that it is from."]
        if !isComplete {
            lines += [
                "# No file of the inventory yet: fill in the lines that say \(Self.fillIn), then move it to",
                "# \(AdoptedFile.segmentName(name)).",
            ]
        }
        lines.append("name: \(YAMLScalar.text(name))" + remark(site.names.first.map { source($0, unless: name) }))
        lines += agency + values + access + devices
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: the segment

    private var agency: [String] {
        let words = site.agency.flatMap { AdoptedNames.line($0.value) }
        let missing = "\(Self.fillIn): no device says more than this name"
        return ["title", "agency"].map { key in
            "\(key): \(YAMLScalar.quoted(words ?? name))"
                + remark(words == nil ? missing : site.agency.map { source($0, unless: words ?? "") })
        }
    }

    private var values: [String] {
        let prefixes = site.prefixes.map(\.value.description).joined(separator: ", ")
        var lines = [
            line("vlan", site.vlan.map { ($0.value.description, $0.source) }, hint: "1 to 4094"),
            line("prefixes", site.prefixes.first.map { ("[\(prefixes)]", $0.source) }, hint: "[10.0.0.0/24]"),
        ]
        if let transfer = site.transfer {
            lines.append(line("transfer", (transfer.value.description, transfer.source), hint: ""))
        }
        let sides = [("download", site.download), ("upload", site.upload)].map { word, side in
            side.map { "\($0.source) (\(word) \($0.value))" } ?? "\(word) not limited"
        }
        lines.append(
            line(
                "allocation", allocation.map { ($0.description, sides.joined(separator: "; ")) },
                hint: "download/upload; \(sides.joined(separator: "; "))"))
        return lines
            + site.otherLimits.map { other in
                "# CHECK allocation: " + YAMLScalar.comment(DeviceWords.cut("another device says \(other)", to: 300))
            }
    }

    private var access: [String] {
        let to = site.accessTo
        let isOpen = accessFrom == nil && to == nil
        var lines = [
            isOpen ? "# access:" : "access:",
            "  "
                + line(
                    "from",
                    accessFrom.map { end in
                        (YAMLScalar.text(end.description), "\(end.device): the interface of its default route")
                    }, hint: "the router of the segment, adopted with --address, and its interface"),
            "  "
                + line(
                    "to", to.map { (YAMLScalar.text($0.value.description), $0.source) },
                    hint: "the device and port at the other end"),
        ]
        let whole = [site.wholeDownload, site.wholeUpload]
        let sources = whole.compactMap { $0?.source }.joined(separator: "; ")
        if !isOpen, let download = whole[0]?.value, let upload = whole[1]?.value {
            lines.append("  " + line("capacity", ("\(download)/\(upload)", sources), hint: ""))
        } else {
            let known = whole.map { $0?.value.description ?? "?" }.joined(separator: "/")
            let said = written.map { "; at \($0)" } ?? ""
            lines.append("  " + line("capacity", nil, hint: "of the contract; known is \(known)\(said)"))
        }
        if let to {
            lines.append("  counters: {at: \(YAMLScalar.text(to.value.description)), download: out}")
        }
        let path = path
        lines.append(
            line(
                "path", path.map { ("[\($0.joined(separator: ", "))]", "the links of the inventory") },
                hint: "[access-\(name), ...] up to the internet"))
        return lines
    }

    /// What a person wrote beside the interfaces of the access link that is a figure: a hint, and no value.
    private var written: String? {
        guard let router = site.router else { return nil }
        return router.device.view.interfaces.lazy.compactMap { interface -> String? in
            guard interface.name == router.wan.interface, let text = interface.description else { return nil }
            let words = text.prefix(200).split { " ,;()".contains($0) }.map(String.init)
            guard words.contains(where: { BandwidthPair($0) != nil || Bandwidth($0) != nil }) else { return nil }
            return "\(router.device.name):\(interface.name) stands `\(DeviceWords.cut(text, to: 100))`"
        }.first
    }

    private var devices: [String] {
        let router = site.router.flatMap { router in
            router.device.isNew ? AdoptedEntry(router.device, router: router).lines : nil
        }
        let entries = (router ?? []) + site.switches.flatMap { AdoptedEntry($0.device, place: $0).lines }
        return entries.isEmpty ? [] : ["devices:"] + entries
    }

    // MARK: lines

    /// A key with its value and where it is from, or the comment in its place.
    private func line(_ key: String, _ value: (text: String, source: String)?, hint: String) -> String {
        value.map { "\(key): \($0.text)" + remark("from \($0.source)") } ?? "# \(Self.fillIn) \(key): "
            + YAMLScalar.comment(DeviceWords.cut(hint, to: 600))
    }

    private func remark(_ text: String?) -> String {
        text.map { "  # " + YAMLScalar.comment(DeviceWords.cut($0, to: 300)) } ?? ""
    }

    private func source(_ value: Adopted<String>, unless written: String) -> String {
        "from \(value.source)" + (value.value == written ? "" : ", there `\(value.value)`")
    }
}
