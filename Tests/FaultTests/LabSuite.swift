import Testing

@testable import LabSupport

/// Every test here that changes devices: they share one lab, so one runs at a time.
@Suite(.serialized, WithLedger(), WithLabOffice()) struct LabSuite {}
