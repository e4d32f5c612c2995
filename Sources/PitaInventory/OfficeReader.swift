import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Turns the files of an office into an ``Office``; finds in one run whatever is wrong in any of them.
struct OfficeReader {
    let knownPlatforms: Set<String>
    let findings = Findings()
    var platforms: [String: PlatformSettings] = [:]
    var patches: [String: ConnectionPatch] = [:]
    var devices: [String: Device] = [:]
    var deviceNames: [String] = []
    /// Names of devices in lower case: two that differ only in case would share files and host keys.
    private var lowered: [String: String] = [:]
    var links: [String: Link] = [:]
    var linkNames: [String] = []
    var unreadLinks: Set<String> = []
    var drafts: [SegmentReader.SegmentDraft] = []
    var segments: [String: Segment] = [:]

    init(knownPlatforms: Set<String>) { self.knownPlatforms = knownPlatforms }

    mutating func read(_ files: [InventoryFile]) throws(Diagnostics) -> Office {
        let names = files.map(\.name)
        let parsed = ParsedFiles(files, into: findings)
        let settings = readSettings(parsed)
        readPlatforms(parsed)
        var reader = DeviceReader(
            knownPlatforms: knownPlatforms, office: settings.connection, platforms: patches, findings: findings)
        for node in [parsed.node(.backbone)].compactMap(\.self) + parsed.backboneFiles {
            let file = MappingReader(node, as: "the backbone", into: findings)
            if let block = file.node("devices") { add(reader.read(block, segment: nil)) }
            file.finish()
        }
        if let node = parsed.node(.links) { add(LinkReader.readAll(node, unread: &unreadLinks, into: findings)) }
        for (stem, node) in parsed.segments {
            let contents = SegmentReader.read(node, stem: stem, devices: &reader)
            add(contents.devices)
            if let access = contents.access { add([access]) } else { unreadLinks.insert("access-\(stem)") }
            if let draft = contents.segment { drafts.append(draft) }
        }
        let users = parsed.node(.users).map { UserReader.readUsers($0, roles: settings.roles, into: findings) }
        let calendar = parsed.node(.calendar).map { UserReader.readCalendar($0, into: findings) }
        checkLinks(unreadDevices: reader.unread, isComplete: parsed.isComplete)
        resolveSegments(isComplete: parsed.isComplete)
        if parsed.isComplete { checkOwners(reader.owners) }
        checkTopology()
        SegmentChecks.check(drafts, segments: segments, links: links, into: findings)
        if parsed.node(.settings) != nil {
            SegmentChecks.checkClasses(drafts, policy: settings.policy.capacity, into: findings)
        }
        CommitmentCheck.check(
            drafts.compactMap { segments[$0.name.value] }, links: linkNames.compactMap { links[$0] },
            policy: settings.policy.capacity, into: findings)
        try throwSorted()
        return office(settings, users: users ?? [:], calendar: calendar, files: names)
    }

    private func readSettings(_ parsed: ParsedFiles) -> OfficeSettings {
        let before = findings.items.count
        guard let node = parsed.node(.settings) else {
            if !parsed.isPresent(.settings) {
                findings.add(Diagnostic("Inventory/pita.yaml is missing; it makes a directory an office"))
            }
            var settings = OfficeSettings()
            settings.connection.isBroken = true
            return settings
        }
        var settings = SettingsReader.read(node, into: findings)
        // A block that is not there may be the fault that was found; what it would give is none of the devices'.
        if node["connection"] == nil, findings.items.count > before { settings.connection.isBroken = true }
        return settings
    }

    private mutating func readPlatforms(_ parsed: ParsedFiles) {
        for (name, node) in parsed.platforms(into: findings) {
            if !knownPlatforms.contains(name.value) {
                findings.add(
                    name.node.diagnostic(
                        "the platform `\(name.value.prefix(60))` is not known",
                        hint: Suggestion.hint(for: name.value, among: knownPlatforms.sorted())
                            ?? "known platforms: \(knownPlatforms.sorted().joined(separator: ", "))"))
            }
            if platforms[name.value] != nil {
                findings.add(name.node.diagnostic("the platform `\(name.value)` is described twice"))
            }
            let reader = MappingReader(node, as: "a platform", into: findings)
            if let block = reader.node("connection") {
                patches[name.value] = ConnectionReader.read(block, into: findings)
            }
            platforms[name.value] = PlatformSettings(name: name.value, variables: VariablesCheck.read(reader))
            reader.finish(credentials: ConnectionReader.placeOfCredentials)
        }
    }

    private mutating func add(_ more: [Device]) {
        for device in more {
            if let first = devices[device.name.text] {
                findings.add(
                    device.node.diagnostic(
                        "the device `\(device.name)` is described twice", hint: "it stands first at \(first.mark)"))
            } else {
                if let other = lowered.updateValue(device.name.text, forKey: device.name.text.lowercased()) {
                    findings.add(
                        device.node.diagnostic("`\(device.name)` differs from the device `\(other)` only in case"))
                }
                devices[device.name.text] = device
                deviceNames.append(device.name.text)
            }
        }
    }

    private mutating func add(_ more: [Link]) {
        for link in more {
            if let first = links[link.name] {
                findings.add(
                    link.node.diagnostic(
                        "the link `\(link.name)` is described twice", hint: "it stands first at \(first.mark)"))
            } else {
                links[link.name] = link
                linkNames.append(link.name)
            }
        }
    }

    private func checkLinks(unreadDevices: Set<String>, isComplete: Bool) {
        for name in linkNames {
            guard let link = links[name] else { continue }
            LinkChecks(devices: devices, unread: unreadDevices, isComplete: isComplete, findings: findings).check(link)
        }
    }

    /// The segments whose path crosses a link, by its name.
    private var crossing: [String: [String]] {
        var crossing: [String: [String]] = [:]
        for draft in drafts {
            for link in draft.path { crossing[link.value, default: []].append(draft.name.value) }
        }
        return crossing
    }

    private func checkTopology() {
        TopologyChecks(
            links: linkNames.compactMap { links[$0] }, devices: devices, crossing: crossing, findings: findings
        ).check()
    }

    private mutating func resolveSegments(isComplete: Bool) {
        for draft in drafts {
            let path = draft.path.compactMap { links[$0.value] }
            PathChecks(
                links: links, devices: devices, unread: unreadLinks, isComplete: isComplete, findings: findings
            ).check(draft)
            if let first = segments[draft.name.value] {
                findings.add(
                    draft.name.node.diagnostic(
                        "the segment `\(draft.name.value)` is described twice", hint: "it stands first at \(first.mark)"
                    ))
                continue
            }
            segments[draft.name.value] = Segment(
                name: draft.name.value, title: draft.title, agency: draft.agency,
                serviceClass: draft.serviceClass?.value ?? Segment.standardClass,
                vlan: draft.vlan.value, prefixes: draft.prefixes.map(\.value), transfer: draft.transfer?.value,
                allocation: draft.allocation.value, path: draft.path.map(\.value), side: path.first?.to.device ?? "",
                deviceNames: draft.deviceNames + more(of: draft), contactRole: draft.contactRole,
                variables: draft.variables,
                node: draft.name.node, allocationNode: draft.allocation.node)
        }
        let addresses = deviceNames.compactMap { devices[$0] }
        AddressChecks.check(addresses, into: findings)
        AddressChecks.check(drafts, into: findings)
    }

    /// The devices of a segment that stand in files of their own.
    private func more(of draft: SegmentReader.SegmentDraft) -> [String] {
        let own = Set(draft.deviceNames)
        return deviceNames.filter { devices[$0]?.segment == draft.name.value && !own.contains($0) }
    }

    /// A device that says which segment it is of names one that there is.
    private func checkOwners(_ owners: [Marked<String>]) {
        for owner in owners where segments[owner.value] == nil {
            findings.add(
                owner.node.diagnostic(
                    "there is no segment `\(owner.value)`",
                    hint: Suggestion.hint(for: owner.value, among: segments.keys.sorted())))
        }
    }

    /// Throws everything, by file and place, so that a file is mended from top to bottom.
    private func throwSorted() throws(Diagnostics) {
        guard findings.hasErrors else { return }
        let sorted = findings.items.enumerated().sorted { left, right in
            guard let first = left.element.mark, let second = right.element.mark else {
                return left.element.mark == nil && (right.element.mark != nil || left.offset < right.offset)
            }
            return first == second ? left.offset < right.offset : first < second
        }
        throw Diagnostics(sorted.map(\.element))
    }

    private func office(
        _ settings: OfficeSettings, users: [String: User], calendar: WorkingCalendar?, files: [String]
    ) -> Office {
        var managed: [Address: String] = [:]
        for (name, device) in devices { managed[device.management] = name }
        return Office(
            settings: settings, platforms: platforms, links: links, linkNames: linkNames, segments: segments,
            segmentNames: drafts.map(\.name.value), devices: devices, deviceNames: deviceNames, users: users,
            calendar: calendar ?? WorkingCalendar(hours: [:], holidays: [:]), warnings: findings.items, files: files,
            crossing: crossing, managed: managed)
    }
}
