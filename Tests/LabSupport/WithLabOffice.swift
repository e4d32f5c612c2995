import Testing

/// Starts the office before the first test of a suite and ends it after the last, failed or not.
struct WithLabOffice: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await LabOffice.with(function)
    }

    func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { test.isSuite ? self : nil }
}

extension LabOffice {
    /// The office of the suite.
    static func get() throws -> LabOffice { try #require(current) }
}
