/// Gives every change of the matrix an allocation of its own, smaller than the last, so that each device has something to
/// do and no capacity has to be measured.
actor Allocations {
    static let shared = Allocations()
    private var kilobits = 16_000

    private var smallKilobits = 9_900

    func next() -> Allocation {
        kilobits -= 10
        return Allocation(kilobits: kilobits, kilobits / 2)
    }

    /// The next of a segment: one of them was given less to begin with.
    func next(of segment: String) -> Allocation {
        guard segment == "bkpsdm" else { return next() }
        smallKilobits -= 10
        return Allocation(kilobits: smallKilobits, smallKilobits / 2)
    }
}
