internal import CLibYAML

/// The one owner of a libyaml parser: it lends out events in order and frees each of them.
final class EventReader {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private var event = yaml_event_t()

    /// `nil` when libyaml has no memory for a parser.
    init?(_ bytes: [UInt8]) {
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        // libyaml keeps the pointer between calls, so the octets need an address that does not move.
        input = .allocate(capacity: max(1, bytes.count))
        _ = input.initialize(from: bytes)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        yaml_event_delete(&event)
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// Lends the next event; `false` when the text is no YAML, and then ``fault`` says why.
    func next(_ body: (borrowing yaml_event_t) -> Void) -> Bool {
        yaml_event_delete(&event)
        guard yaml_parser_parse(parser, &event) == 1 else { return false }
        body(event)
        return true
    }

    /// What libyaml found wrong.
    struct Fault {
        let problem: String
        let context: String?
        /// Where, in characters.
        let character: Int
    }

    /// Why the last ``next(_:)`` failed.
    var fault: Fault {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "the text cannot be read"
        let context = state.context.map { String(cString: $0) }
        return Fault(problem: problem, context: context, character: Int(state.problem_mark.index))
    }
}
