"""The codes of an authenticator app (RFC 6238): six digits, SHA-1, thirty seconds."""
import base64, hashlib, hmac, struct, time


def code_of(secret, later=0):
    """What the app shows now, or `later` seconds from now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time() + later) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
