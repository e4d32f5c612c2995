import PitaEvidence
import PitaPlatforms

/// The part of a device's config that a plan speaks of, and its digest.
///
/// A plan is stale when this part is no longer as it was; what others change elsewhere on the device is their business.
public enum ManagedPart {
    /// The objects of `running` that `change` touches, and all in its scope, in the order in which they run; what is not
    /// there comes last and is marked absent.
    public static func of(_ running: ConfigTree, touching change: DeviceChange, mode: ChangeMode) -> ConfigTree {
        var part = ConfigTree()
        let touched = Set(change.before.objects.map(\.id))
        for object in running.objects where touched.contains(object.id) || isInScope(object, mode) {
            part[object.id] = object
        }
        for object in change.before.objects where part[object.id] == nil {
            part[object.id] = ConfigObject(id: object.id, properties: [:], isAbsent: true)
        }
        return part
    }

    private static func isInScope(_ object: ConfigObject, _ mode: ChangeMode) -> Bool {
        if case .replace(let scope) = mode { scope.contains(object) } else { false }
    }

    /// SHA-256 over the canonical JSON of the objects, sorted by place; where order matters to the platform, those of a
    /// section as they stand.
    public static func digest(_ part: ConfigTree, on platform: any Platform) -> Digest {
        let objects = part.objects.enumerated().sorted { left, right in
            guard left.element.id.section == right.element.id.section else { return left.element.id < right.element.id }
            let isOrdered = platform.isOrdered(left.element.id.section)
            if isOrdered, !left.element.isAbsent, !right.element.isAbsent { return left.offset < right.offset }
            // A strict order needs what is absent on one side of all that is not.
            if isOrdered, left.element.isAbsent != right.element.isAbsent { return right.element.isAbsent }
            return left.element.id < right.element.id
        }
        return Digest(of: .list(objects.map(\.element)))
    }
}
