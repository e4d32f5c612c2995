import Testing

/// Tests over real sockets: one after the other, so that each has the machine's time to itself.
@Suite(.serialized) struct LiveTests {}
