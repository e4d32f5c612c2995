/// Remarks of access lists without a number: a device moves them as it likes, and shows them where it likes.
enum IOSRemarks {
    /// The intended config without them, and what becomes of each.
    static func apart(_ intended: ConfigTree) -> (ConfigTree, [LineAccount]) {
        func isRemark(_ id: ObjectID, _ property: String?) -> Bool {
            (id.section.hasPrefix("ip access-list") || id.section.hasPrefix("ipv6 access-list"))
                && property?.hasPrefix("remark ") == true
        }
        let remarks = intended.lines.filter { line in line.claim.map { isRemark($0.id, $0.property) } ?? false }
        guard !remarks.isEmpty else { return (intended, []) }
        var tree = ConfigTree(
            intended.objects.map { object in
                var object = object
                object.properties = object.properties.filter { !isRemark(object.id, $0.key) }
                return object
            })
        let left = Set(remarks)
        tree.lines = intended.lines.filter { !left.contains($0) }
        let reason =
            "a remark without a number stands where the device likes; write it with one where the device takes that"
        return (tree, remarks.map { LineAccount($0, .leftOut(reason: reason)) })
    }
}
