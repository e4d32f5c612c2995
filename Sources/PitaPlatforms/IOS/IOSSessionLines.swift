/// The lines of sessions, which a config names by ranges: `line vty 0 15` sets what a device shows as `line vty 0 4` and
/// `line vty 5 15`.
enum IOSSessionLines {
    /// Both configs with the ranges of either cut where those of the other begin and end.
    static func aligned(_ running: ConfigTree, _ intended: ConfigTree) -> (ConfigTree, ConfigTree) {
        let ranges = [running, intended].flatMap { $0.objects(in: "line").compactMap { range($0.id) } }
        let cuts = Set(ranges.flatMap { [$0.lowerBound, $0.upperBound + 1] }).sorted()
        guard ranges.contains(where: { range in cuts.contains { $0 > range.lowerBound && $0 <= range.upperBound } })
        else {
            return (running, intended)
        }
        return (cut(running, cuts), cut(intended, cuts))
    }

    private static func range(_ id: ObjectID) -> ClosedRange<Int>? {
        let words = id.key.words
        guard id.section == "line", words.first == "vty", words.count == 2 || words.count == 3,
            let first = Int(words[1]),
            let last = words.count == 3 ? Int(words[2]) : first, (0...4095).contains(first), first...4095 ~= last
        else { return nil }
        return first...last
    }

    private static func cut(_ tree: ConfigTree, _ cuts: [Int]) -> ConfigTree {
        func parts(_ id: ObjectID) -> [ObjectID] {
            guard let range = range(id) else { return [id] }
            let starts = [range.lowerBound] + cuts.filter { $0 > range.lowerBound && $0 <= range.upperBound }
            return starts.indices.map { index in
                let end = index + 1 < starts.count ? starts[index + 1] - 1 : range.upperBound
                return ObjectID(
                    section: id.section, key: end == starts[index] ? "vty \(end)" : "vty \(starts[index]) \(end)")
            }
        }
        var result = ConfigTree()
        for (id, lines) in tree.doubled { for id in parts(id) { result.doubled[id] = lines } }
        for object in tree.objects {
            for id in parts(object.id) {
                var properties = result[id]?.properties ?? [:]
                properties.merge(object.properties) { $1 }
                result[id] = ConfigObject(
                    id: id, properties: properties, isAbsent: object.isAbsent, mark: object.mark)
            }
        }
        result.lines = tree.lines.flatMap { line -> [IntendedLine] in
            guard let claim = line.claim else { return [line] }
            return parts(claim.id).map { id in
                var line = line
                line.claim = LineClaim(
                    id: id, property: claim.property, meaning: claim.meaning, isKnown: claim.isKnown,
                    holdsSecret: claim.holdsSecret)
                return line
            }
        }
        return result
    }
}
