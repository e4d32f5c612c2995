import PitaDiagnostics
import PitaNetwork
import PitaYAML

extension Office {
    /// The variables of a device: the office's, overlaid by its platform's, its segment's and its own.
    public func resolvedVariables(for device: Device) -> ResolvedValue {
        let segment = device.segment.flatMap { segments[$0] }
        let layers: [(node: Node?, layer: VariableLayer)] = [
            (variables, .office), (platforms[device.platform]?.variables, .platform(device.platform)),
            (segment?.variables, .segment(device.segment ?? "")), (device.variables, .device(device.name.text)),
        ]
        let nothing = ResolvedValue(.mapping([]), mark: nil, layer: .builtIn)
        return layers.reduce(nothing) { merged, next in
            next.node.map { merged.overlaid(by: ResolvedValue($0, layer: next.layer)) } ?? merged
        }
    }

    /// What templates know of a device without any variable: `device`, `segment`, `office`, `links`.
    public func builtIns(for device: Device) -> ResolvedValue {
        let segment = device.segment.flatMap { segments[$0] }
        return Self.mapping(
            [
                ("device", deviceValues(device)),
                ("segment", segment.map(segmentValues) ?? Self.text(nil)),
                (
                    "office",
                    Self.mapping(
                        [
                            ("name", Self.text(name, settings.node?["name"]?.mark)),
                            ("short_name", Self.text(shortName, settings.node?["short_name"]?.mark)),
                            ("city", Self.text(city, settings.node?["city"]?.mark)),
                            ("timezone", Self.text(zone.abbreviation, settings.node?["timezone"]?.mark)),
                        ], settings.node?.mark)
                ),
                (
                    "links",
                    ResolvedValue(
                        .list(segment.map { self.links(of: $0).map(linkValues) } ?? []), mark: nil, layer: .builtIn)
                ),
            ], nil)
    }

    private func deviceValues(_ device: Device) -> ResolvedValue {
        let mark = device.mark
        return Self.mapping(
            [
                ("name", Self.text(device.name.text, mark)), ("platform", Self.text(device.platform, mark)),
                ("model", Self.text(device.model, mark)), ("version", Self.text(device.version, mark)),
                ("serial", Self.text(device.serial, mark)), ("role", Self.text(device.role.rawValue, mark)),
                ("management", Self.text(device.management.description, mark)),
                ("interfaces", Self.list(device.interfaces, mark)),
            ], mark)
    }

    private func segmentValues(_ segment: Segment) -> ResolvedValue {
        let mark = segment.mark
        return Self.mapping(
            [
                ("name", Self.text(segment.name, mark)), ("title", Self.text(segment.title, mark)),
                ("agency", Self.text(segment.agency, mark)), ("class", Self.text(segment.serviceClass, mark)),
                ("vlan", ResolvedValue(.scalar(.int(Int64(segment.vlan.number))), mark: mark, layer: .builtIn)),
                ("prefixes", Self.list(segment.prefixes.map(\.description), mark)),
                ("transfer", Self.text(segment.transfer?.description, mark)),
                ("allocation", Self.rates(segment.allocation, segment.allocationMark)),
                ("path", Self.list(segment.path, mark)), ("access_link", Self.text(segment.accessLink, mark)),
                ("contact_role", Self.text(segment.contactRole, mark)), ("side", Self.text(segment.side, mark)),
                ("devices", Self.list(segment.deviceNames, mark)),
            ], mark)
    }

    private func linkValues(_ link: Link) -> ResolvedValue {
        let mark = link.mark
        func end(_ end: LinkEnd) -> ResolvedValue {
            Self.mapping(
                [("device", Self.text(end.device, mark)), ("interface", Self.text(end.interface, mark))], mark)
        }
        return Self.mapping(
            [
                ("name", Self.text(link.name, mark)), ("kind", Self.text(link.kind.rawValue, mark)),
                ("capacity", link.capacity.map { Self.rates($0, mark) } ?? Self.text(nil, mark)),
                ("from", end(link.from)), ("to", end(link.to)),
            ], mark)
    }

    private static func rates(_ pair: BandwidthPair, _ mark: SourceMark) -> ResolvedValue {
        mapping(
            [
                ("download", text(pair.download.description, mark)), ("upload", text(pair.upload.description, mark)),
            ], mark)
    }

    private static func text(_ text: String?, _ mark: SourceMark? = nil) -> ResolvedValue {
        ResolvedValue(.scalar(text.map(Scalar.text) ?? .null), mark: mark, layer: .builtIn)
    }

    private static func list(_ texts: [String], _ mark: SourceMark?) -> ResolvedValue {
        ResolvedValue(.list(texts.map { text($0, mark) }), mark: mark, layer: .builtIn)
    }

    private static func mapping(_ entries: [(name: String, value: ResolvedValue)], _ mark: SourceMark?) -> ResolvedValue
    {
        ResolvedValue(.mapping(entries), mark: mark, layer: .builtIn)
    }
}
