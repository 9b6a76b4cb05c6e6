import Testing

@Suite("What Python expressions are, without running them")
struct PythonResolutionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let source: String
        let answer: String
        let files: [String: String]
        let path: String
        var testDescription: String { source }

        init(_ source: String, _ answer: String, files: [String: String] = [:], path: String = "main.py") {
            self.source = source
            self.answer = answer
            self.files = files
            self.path = path
        }

        var actual: String { PythonProgram(source, files: files, mainPath: path).answer }
    }

    @Test(
        "constants, enumerations and texts",
        arguments: [
            Case("A = 'x'\nB = A\nanswer = B", "\"x\""),
            Case("HOST = 'id.example'\nanswer = f'https://{HOST}/jwks'", "\"https://id.example/jwks\""),
            Case("HOST = load()\nanswer = f'https://{HOST}'", "template(\"https://\" unknown)"),
            Case("from enum import Enum\nclass Alg(str, Enum):\n    HS = 'HS256'\nanswer = Alg.HS", "\"HS256\""),
            Case("from enum import Enum\nclass Alg(str, Enum):\n    HS = 'HS256'\nanswer = Alg.HS.value", "\"HS256\""),
            Case("MINUTES = 60 * 24 * 8\nanswer = MINUTES", "11520"),
            Case("A = ['a', 'b']\nanswer = A", "[\"a\", \"b\"]"),
        ])
    func constants(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "the environment, and what it falls back on",
        arguments: [
            Case("import os\nanswer = os.getenv('AUD')", "env AUD?"),
            Case("import os\nanswer = os.getenv('AUD', 'me')", "\"me\" | env AUD"),
            Case("import os\nanswer = os.environ.get('AUD', None)", "env AUD?"),
            Case("import os\nanswer = os.environ['AUD']", "env AUD"),
            Case("from environs import Env\nenv = Env()\nanswer = env.str('AUD')", "env AUD"),
            Case("from environs import Env\nenv = Env()\nanswer = env.int('TTL', default=60)", "60 | env TTL"),
            Case("import os\nanswer = os.getenv('AUD') or 'me'", "\"me\" | env AUD"),
            Case("import os\nAUD = os.getenv('AUD')\nif not AUD:\n    raise SystemExit\nanswer = AUD", "env AUD"),
            Case(
                "import os\nAUD = os.getenv('AUD')\nmissing = []\nif not AUD:\n    missing.append('AUD')\nif missing:\n    raise SystemExit\nanswer = AUD",
                "env AUD"),
            Case(
                "import os\nAUD = os.getenv('AUD')\nmissing = []\nif not AUD:\n    missing.append('AUD')\nif missing:\n    print(missing)\nanswer = AUD",
                "env AUD?"),
        ])
    func environment(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "settings classes",
        arguments: [
            Case(
                "from dataclasses import dataclass\n@dataclass\nclass S:\n    aud: str | None = None\n    @classmethod\n    def make(cls):\n        return cls(aud='me')\ns: S = load()\nanswer = s.aud",
                "\"me\""),
            Case("from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    aud: str\nanswer = S().aud", "env AUD"),
            Case(
                "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    aud: str | None = None\nanswer = S().aud",
                "env AUD?"),
            Case(
                "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    aud: str = 'me'\nanswer = S().aud",
                "\"me\" | env AUD"),
            Case(
                "from pydantic import Field\nfrom pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    aud: str = Field(default='me')\nanswer = S().aud",
                "\"me\" | env AUD"),
            Case("from dataclasses import dataclass\n@dataclass\nclass S:\n    aud: str = 'me'\nanswer = S().aud", "\"me\""),
            Case("from dataclasses import dataclass\n@dataclass\nclass S:\n    aud: str = 'me'\nanswer = S(aud='you').aud", "\"you\""),
            Case(
                "from dataclasses import dataclass\n@dataclass\nclass S:\n    iss: str\n    aud: str = 'me'\nanswer = S('i', 'you').aud",
                "\"you\""),
        ])
    func settings(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "dictionaries: spread, merged, filled step by step",
        arguments: [
            Case("a = {'x': 1}\nanswer = {**a, 'y': 2}", "{x: 1, y: 2}"),
            Case("a = {'x': 1}\nanswer = {**a, 'x': 2}", "{x: 2}"),
            Case("a = {'x': 1}\nanswer = dict(a, y=2)", "{x: 1, y: 2}"),
            Case("a = {'x': 1}\nanswer = a | {'y': 2}", "{x: 1, y: 2}"),
            Case("a = {'x': 1}\na |= {'y': 2}\nanswer = a", "{x: 1, y: 2}"),
            Case("a = {'x': 1}\na.update({'y': 2}, z=3)\nanswer = a", "{x: 1, y: 2, z: 3}"),
            Case("a = {}\na['x'] = 1\nanswer = a", "{x: 1}"),
            Case("a = {}\nif flag:\n    a['x'] = 1\nanswer = a", "{x?: 1}"),
            Case("a = load() | {'y': 2}\nanswer = a['y']", "2"),
            Case("a = {n: v for n, v in load()}\na['x'] = 1\nanswer = a['x']", "1"),
            Case("a = {'x': 1}\nb = a.copy()\nanswer = b.get('x', 2)", "1"),
            Case("a = {'x': 1}\nanswer = a.get('y', 2)", "2"),
            Case("a = {'x': {'y': 'z'}}\nanswer = a['x']['y']", "\"z\""),
        ])
    func dictionaries(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "lengths of time and points in time",
        arguments: [
            Case("from datetime import timedelta\nanswer = timedelta(minutes=15)", "900 s"),
            Case("from datetime import timedelta\nanswer = timedelta(1, hours=2)", "93600 s"),
            Case("from datetime import timedelta\nanswer = timedelta(days=7).total_seconds()", "604800"),
            Case(
                "from datetime import datetime, timedelta, timezone\nanswer = datetime.now(timezone.utc) + timedelta(hours=1)", "now + 3600"
            ),
            Case("import datetime\nanswer = datetime.datetime.utcnow() + datetime.timedelta(days=1)", "now + 86400"),
            Case("import time\nTTL = 600\nanswer = int(time.time()) + TTL", "now + 600"),
            Case("import time\ndef now():\n    return int(time.time())\nanswer = now() + 60", "now + 60"),
            Case("from datetime import timedelta\nanswer = 2 * timedelta(minutes=15)", "1800 s"),
        ])
    func times(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "functions: arguments, defaults, keywords, branches that the arguments decide",
        arguments: [
            Case("def f(a, b='y'):\n    return b\nanswer = f(1)", "\"y\""),
            Case("def f(a, b='y'):\n    return b\nanswer = f(1, b='z')", "\"z\""),
            Case("def f(*, aud):\n    return aud\nanswer = f(aud='z')", "\"z\""),
            Case("def f(**options):\n    return options['aud']\nanswer = f(aud='z')", "\"z\""),
            Case("def f(aud=None, iss=None):\n    return aud\noptions = {'aud': 'z'}\nanswer = f(**options)", "\"z\""),
            Case(
                "def f(kind):\n    match kind:\n        case 'access':\n            n = 900\n        case 'refresh' | 'offline':\n            n = 86400\n        case _:\n            raise ValueError\n    return n\nanswer = f('access')",
                "900"),
            Case(
                "def f(kind):\n    match kind:\n        case 'access':\n            n = 900\n        case 'refresh' | 'offline':\n            n = 86400\n    return n\nanswer = f('offline')",
                "86400"),
            Case(
                "def f(kind):\n    match kind:\n        case 'access':\n            n = 900\n        case 'refresh':\n            n = 86400\n    return n\nanswer = f(kind_of())",
                "86400 | 900"),
            Case("def f(kind):\n    if kind == 'access':\n        return 900\n    return 86400\nanswer = f('access')", "900"),
            Case("def f(kind):\n    if kind == 'access':\n        return 900\n    return 86400\nanswer = f('refresh')", "86400"),
            Case("def f(delta=None):\n    if delta:\n        n = delta\n    else:\n        n = 15\n    return n\nanswer = f()", "15"),
            Case("def f(delta=None):\n    if delta:\n        n = delta\n    else:\n        n = 15\n    return n\nanswer = f(60)", "60"),
            Case("def f(delta=None):\n    if delta is None:\n        delta = 15\n    return delta\nanswer = f(60)", "60"),
            Case("def f(delta=None):\n    return delta or 15\nanswer = f()", "15"),
            Case("def f(aud=None):\n    aud = aud or 'me'\n    return aud\nanswer = f()", "\"me\""),
            Case("def f(claims):\n    claims['exp'] = 1\n    return claims\nanswer = f({'sub': 2})", "{sub: 2, exp: 1}"),
            Case("def f(claims):\n    claims.update({'exp': 1})\n    return claims['exp']\nanswer = f(load())", "1"),
            Case("def f(claims):\n    claims = {**claims, 'exp': 1}\n    return claims\nanswer = f({'sub': 2})", "{sub: 2, exp: 1}"),
            Case("import os\nn = os.getenv('N')\nif n is None:\n    n = 'me'\nanswer = n", "\"me\" | env N"),
            Case("n = 15\nn += 5\nanswer = n", "20"),
            Case("n = 15\nif flag:\n    n += 5\nanswer = n", "15 | 20"),
            Case("import time\nend = time.time()\nend += 60\nanswer = end", "now + 60"),
        ])
    func functions(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "objects of the program's own classes",
        arguments: [
            Case("class V:\n    def __init__(self, aud):\n        self.aud = aud\nanswer = V('x').aud", "\"x\""),
            Case("class V:\n    aud = 'x'\nanswer = V().aud", "\"x\""),
            Case("class V:\n    aud = 'x'\n    def get(self):\n        return self.aud\nanswer = V().get()", "\"x\""),
            Case(
                "class V:\n    def __init__(self, aud):\n        self.aud = aud\n    @property\n    def audience(self):\n        return self.aud\nanswer = V('x').audience",
                "\"x\""),
            Case("class V:\n    @staticmethod\n    def make(aud):\n        return aud\nanswer = V.make('x')", "\"x\""),
            Case("class A:\n    aud = 'x'\nclass B(A):\n    pass\nanswer = B().aud", "\"x\""),
            Case(
                "import jwt\nclass V:\n    def __init__(self):\n        self.keys = jwt.PyJWKClient('u')\nanswer = V().keys",
                "jwt.PyJWKClient()"),
        ])
    func objects(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "names across files",
        arguments: [
            Case("from keys import KEY\nanswer = KEY", "\"x\"", files: ["keys.py": "KEY = 'x'"]),
            Case("import keys\nanswer = keys.KEY", "\"x\"", files: ["keys.py": "KEY = 'x'"]),
            Case(
                "from pkg import KEY\nanswer = KEY", "\"x\"",
                files: ["pkg/__init__.py": "from .keys import KEY", "pkg/keys.py": "KEY = 'x'"]),
            Case(
                "from pkg import KEY\nanswer = KEY", "\"x\"", files: ["pkg/__init__.py": "from .keys import *", "pkg/keys.py": "KEY = 'x'"]),
            Case("from pkg import keys as k\nanswer = k.KEY", "\"x\"", files: ["pkg/__init__.py": "", "pkg/keys.py": "KEY = 'x'"]),
            Case(
                "from app.core.config import settings\nanswer = settings.AUD", "\"me\"",
                files: ["backend/app/core/config.py": "class Settings:\n    AUD = 'me'\nsettings = Settings()"], path: "backend/app/main.py"
            ),
            Case("from .config import AUD\nanswer = AUD", "\"me\"", files: ["src/app/config.py": "AUD = 'me'"], path: "src/app/main.py"),
            Case("from ..config import AUD\nanswer = AUD", "\"me\"", files: ["src/config.py": "AUD = 'me'"], path: "src/app/main.py"),
            Case("from jose import jwt\nanswer = jwt.decode", "jose.jwt.decode"),
            Case("import jwt as pyjwt\nanswer = pyjwt.decode", "jwt.decode"),
        ])
    func files(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "blocks are no scopes: what an import falls back on is not what works",
        arguments: [
            Case("try:\n    import jwt\nexcept ImportError:\n    jwt = None\nanswer = jwt.decode", "jwt.decode"),
            Case("jwt = None\ntry:\n    import jwt\nexcept ImportError:\n    pass\nanswer = jwt.decode", "jwt.decode"),
            Case("try:\n    from jose import jwt\nexcept ImportError:\n    import jwt\nanswer = jwt.decode", "jose.jwt.decode"),
            Case("if True:\n    def make():\n        return 'x'\nanswer = make()", "\"x\""),
            Case("try:\n    class C:\n        aud = 'x'\nfinally:\n    pass\nanswer = C.aud", "\"x\""),
        ])
    func blocks(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "attributes by name",
        arguments: [
            Case("class C:\n    AUD = 'x'\nanswer = getattr(C, 'AUD', None)", "\"x\""),
            Case("from django.conf import settings\nanswer = getattr(settings, 'AUD', None)", "django.conf.settings.AUD | none"),
            Case("from django.conf import settings\nanswer = getattr(settings, 'AUD', 'me')", "\"me\" | django.conf.settings.AUD"),
            Case("class C:\n    AUD = 'x'\nanswer = getattr(C, name)", "unknown"),
        ])
    func attributes(_ example: Case) { #expect(example.actual == example.answer) }

    @Test(
        "a dictionary filled under conditions that are known",
        arguments: [
            Case("AUD = 'x'\no = {}\nif AUD:\n    o['aud'] = AUD\nanswer = o", "{aud: \"x\"}"),
            Case("STRICT = False\no = {}\nif STRICT:\n    o['aud'] = 'x'\nelse:\n    o['iss'] = 'y'\nanswer = o", "{iss: \"y\"}"),
            Case("o = {}\nif asked():\n    o['aud'] = 'x'\nanswer = o", "{aud?: \"x\"}"),
            Case("AUD = 'x'\no = {}\ntry:\n    if AUD:\n        o['aud'] = AUD\n    answer = o\nexcept E:\n    pass", "{aud: \"x\"}"),
            Case("AUD = 'x'\no = {}\ntry:\n    if AUD:\n        o['aud'] = AUD\nexcept E:\n    pass\nanswer = o", "{aud?: \"x\"}"),
        ])
    func fillings(_ example: Case) { #expect(example.actual == example.answer) }
}
