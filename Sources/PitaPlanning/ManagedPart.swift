import PitaEvidence
import PitaPlatforms

/// The part of a device's config that a plan speaks of, and its digest.
///
/// A plan is stale when this part is no longer as it was; what others change elsewhere on the device is their business.
public enum ManagedPart {
    /// The objects of `running` that `change` touches, and all in its scope; what is not there is marked absent.
    public static func of(_ running: ConfigTree, touching change: DeviceChange, mode: ChangeMode) -> ConfigTree {
        var part = ConfigTree()
        for object in change.before.objects {
            part[object.id] = running[object.id] ?? ConfigObject(id: object.id, properties: [:], isAbsent: true)
        }
        if case .replace(let scope) = mode {
            for object in running.objects where scope.contains(object) { part[object.id] = object }
        }
        return part
    }

    /// SHA-256 over the canonical JSON of the objects, sorted by place.
    public static func digest(_ part: ConfigTree) -> Digest { Digest(of: .list(part.objects.sorted { $0.id < $1.id })) }
}
