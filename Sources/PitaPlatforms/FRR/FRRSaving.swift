/// Keeps the running config over a restart.
enum FRRSaving {
    /// `write memory`, and whether the file that it names holds what runs: `vtysh` says `[OK]` and ends with 0 also where it could
    /// not write. Without `service integrated-vtysh-config` it names none, and each daemon writes what it can.
    static let command =
        "said=$(vtysh -c 'write memory' 2>&1); "
        + #"file=$(printf '%s\n' "$said" | sed -n 's/^Integrated configuration saved to //p' | head -n 1); "#
        + #"if [ -n "$file" ] && [ "$(vtysh -c 'show running-config' | sed '1,/^!$/d; /^end$/,$d')" = "$(cat "$file")" ]; "#
        + #"then sync; else printf '%s\n' 'what was saved is not what runs' "$said" >&2; exit 1; fi"#
}
