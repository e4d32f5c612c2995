/// Gives every change of the matrix an allocation of its own, smaller than the last, so that each device has something to
/// do and no capacity has to be measured.
actor Allocations {
    static let shared = Allocations()
    private var kilobits = 16_000

    func next() -> Allocation {
        kilobits -= 10
        return Allocation(kilobits: kilobits, kilobits / 2)
    }
}
