import SourceScanner

/// Python text, read.
enum PythonSource {
    static func file(_ source: String) -> SourceFile { SourceFile(path: "sample.py", language: .python, bytes: Array(source.utf8)) }

    /// The outlines of the statements, one a line.
    static func outline(_ source: String) -> String {
        parse(file(source)).top.children.map(\.outline).joined(separator: "\n")
    }

    /// Each token as its text, and the name of its kind where it has none.
    static func tokens(_ source: String) -> [String] {
        let file = file(source)
        return tokenize(file).tokens.map { token in
            let text = String(decoding: file.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
            switch token.kind {
            case .newline, .indent, .dedent, .endOfFile: return "\(token.kind)"
            default: return token.start == token.end ? "\(token.kind)" : text
            }
        }
    }

    /// One file with everything in it.
    static let sample = """
        \u{FEFF}#!/usr/bin/env python3
        from __future__ import annotations
        import os.path, json as j
        from ..keys import (load as load_key, store,)
        from .all import *

        ISSUER: str | None = os.environ.get("ISSUER", f"https://{HOST!r:>{WIDTH}}/{{id}}")
        first = second = third.fourth = {"a": 1, **rest, key(): [x for x in y if x], 'b': {1, 2}}
        (a, [b, *c]), d = 0x1F, 1_000.5e-3j

        @decorated(1)
        @module.plain
        class Server[T: int](Base[T], metaclass=Meta):
            '''What it is.'''
            kind: ClassVar[str] = "server" 'joined' b"bytes"

            def __init__(self, key, /, *, audience: Optional[str] = None, **options) -> None:
                super().__init__(key)
                self.audience, self.key = audience, key

            @staticmethod
            async def check(token: Annotated[str, Depends(get)], *args):
                global calls
                calls += 1
                async with session() as s, lock:
                    async for line in s: yield line
                try:
                    claims = await decode(token, algorithms=["RS256"], *args, **{})
                except (Expired, jwt.Invalid) as error:
                    raise Refused(str(error)) from error
                except* Group: pass
                else:
                    return claims if claims else None
                finally:
                    del claims, args[0]

        def choose(command):
            match command:
                case {"kind": "go", **rest} if rest: return rest
                case Point(x=0) | [1, *_] as p: return lambda q, *r: (q, r, p)
                case _: assert False, "never"
            while not (n := next(it)) is None and a <= b < c:
                if n[1:2, ::3]: continue
                elif n not in seen: break
                else: pass
            return \\
                f'''{n:{"a" if b else 'c'}} { {1: 2}[1] }''' + rf"\\d{x}" @ -y ** 2

        type Alias[T] = list[T] | None; x: "Quoted" = ...

        """
}
