import PitaDiagnostics

extension Office {
    /// Reads an office from its files; throws everything that is wrong in any of them, sorted by file and place.
    ///
    /// The segments keep the order in which their files are given.
    public static func parse(
        files: [InventoryFile], knownPlatforms: Set<String> = standardPlatforms
    ) throws(Diagnostics) -> Office {
        var reader = OfficeReader(knownPlatforms: knownPlatforms)
        return try reader.read(files)
    }

    /// Reads the office that lives in a directory; see ``OfficeLoader`` for which files are read.
    public static func load(
        directory: String, knownPlatforms: Set<String> = standardPlatforms
    ) throws(Diagnostics) -> Office {
        try parse(files: OfficeLoader.read(directory: directory), knownPlatforms: knownPlatforms)
    }

    /// The files of the office that lives in a directory, as they are on disk now.
    public static func files(in directory: String) throws(Diagnostics) -> [InventoryFile] {
        try OfficeLoader.read(directory: directory)
    }

    /// The nearest directory from `directory` upwards that holds `Inventory/pita.yaml`; `nil` when there is none.
    public static func find(from directory: String) -> String? { OfficeLoader.find(from: directory) }
}
