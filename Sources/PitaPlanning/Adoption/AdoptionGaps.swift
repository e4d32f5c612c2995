import PitaInventory
import PitaPlatforms

/// Addresses and routes of a new device for which its entry has no place: each is told, so that none is lost in silence.
struct AdoptionGaps {
    private let device: AdoptedDevice
    private let router: AdoptedRouter?

    init(_ device: AdoptedDevice) {
        self.device = device
        router = device.device.role == .switch ? nil : AdoptedRouter(device)
    }

    /// One remark for the addresses and one for the routes; none for a device that the inventory knows already.
    var remarks: [AdoptionRemark] {
        guard device.isNew else { return [] }
        return [
            remark(
                addresses, "no value of its entry holds these addresses",
                advice: "write those that templates need among its variables; the others stay on the device as they are"
            ),
            remark(
                routes, "no value of its entry holds these routes",
                advice: "what Pita is to keep belongs in a template of the office; they stay on the device as they are"),
        ].compactMap(\.self)
    }

    private var addresses: [ObjectID] {
        let taken = router.map { [$0.wan] + $0.lans } ?? []
        return device.view.addresses.filter {
            $0.address.address != device.device.management && !taken.contains($0)
        }.map(\.object)
    }

    private var routes: [ObjectID] { device.view.routes.filter { $0 != router?.gateway }.map(\.object) }

    private func remark(_ objects: [ObjectID], _ reason: String, advice: String) -> AdoptionRemark? {
        var seen: Set<ObjectID> = []
        let objects = objects.filter { seen.insert($0).inserted }
        return objects.isEmpty ? nil : AdoptionRemark(objects, reason, advice: advice)
    }
}
