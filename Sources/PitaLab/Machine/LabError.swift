import Glibc

/// Why the lab could not do something.
struct LabError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }

    /// A failed system call with its reason.
    static func system(_ what: String, _ code: Int32 = errno) -> LabError {
        LabError("\(what): \(String(cString: strerror(code)))")
    }
}
