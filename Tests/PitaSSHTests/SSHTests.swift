import Testing

/// All tests of the room, one after the other: they measure time, and start servers that share the machine.
@Suite(.serialized) enum SSHTests {}
