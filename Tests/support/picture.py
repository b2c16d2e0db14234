"""The receipt of the core's vectors as a picture that anybody may send."""
import os, struct, zlib

WIDTH, HEIGHT = 460, 520
GREYS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "vectors", "receipt.grey")


def receipt(number=0):
    """A PNG; each number gives another file with the same print."""
    with open(GREYS, "rb") as file:
        greys = file.read()
    rows = b"".join(b"\0" + greys[at:at + WIDTH] for at in range(0, WIDTH * HEIGHT, WIDTH))

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0paper %d" % number) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
