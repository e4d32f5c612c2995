/// What an operation is doing, for whoever watches: the command line, a page, a log.
public enum OperationEvent: Sendable, Equatable {
    /// So many devices will be worked on, and how.
    case began(work: String, devices: Int)
    /// A device is at this step.
    case step(device: String, text: String)
    /// A device is done.
    case ended(device: String, outcome: String, reason: String?)
    /// Something worth a line that is about no device.
    case note(String)
}

/// Takes the events of an operation; called from any task.
public typealias EventSink = @Sendable (OperationEvent) -> Void
