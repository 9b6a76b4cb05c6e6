import SourceScanner

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The source files of a folder, in memory, in the order of their paths.
struct Corpus {
    let files: [SourceFile]
    var bytes: Int { files.reduce(0) { $0 + $1.bytes.count } }

    init(_ folder: String) {
        var files: [SourceFile] = []
        var pending = [folder]
        while let path = pending.popLast() {
            guard let directory = opendir(path) else { continue }
            defer { closedir(directory) }
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name == "." || name == ".." || name == ".git" || name == "node_modules" { continue }
                let inner = path + "/" + name
                if entry.pointee.d_type == UInt8(DT_DIR) {
                    pending.append(inner)
                } else if let language = Language(path: name), let bytes = Self.read(inner) {
                    files.append(SourceFile(path: String(inner.dropFirst(folder.count + 1)), language: language, bytes: bytes))
                }
            }
        }
        self.files = files.sorted { $0.path < $1.path }
    }

    init(_ files: [SourceFile]) { self.files = files }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let count = ftell(file)
        rewind(file)
        guard count >= 0 else { return nil }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in filled = fread(buffer.baseAddress, 1, count, file) }
    }
}
