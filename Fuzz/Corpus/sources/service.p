pfrom __future__ import annotations
import jwt, os as system
from .config import (SECRET, AUDIENCE,)
@app.get("/x", dependencies=[Depends(auth)])
async def check(token: str, /, *args: int, key: "K" = SECRET, **rest) -> dict[str, int | None]:
    """doc"""
    if (n := len(token)) > 3 and not token.startswith(b"x" rb'\d' f"{n!r:>{n}}"):
        raise ValueError from None
    elif n: pass
    try:
        with open(p) as f, lock: data = [x async for x in f if x]
    except* (A, B) as e: ...
    finally: del data[0:1, ...]
    match token:
        case {"a": [1, *rest], **kw} | Point(x=0) if n: return {**kw, "k": lambda y=1: y}
        case _: global z; z += 0x1F_FF @ 1e-3j
    return jwt.decode(token, key, algorithms=["RS256"], audience=AUDIENCE, options={"verify_exp": False})
class K(Base[int], metaclass=M):
	x: int = 1; y = x if x else \
		2
