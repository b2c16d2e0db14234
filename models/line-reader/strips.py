"""A collection of line pictures: grey, 44 pixels high, of which the middle 32 are the line's box and
the rest is what surrounds it, so that training may cut differently every time."""
import json

import numpy as np

HEIGHT, LINE, MARGIN = 44, 32, 6


class Writer:
    def __init__(self, path):
        self.path, self.rows, self.start = path, [], 0
        self.file = open(path + ".grey", "wb")

    def add(self, picture, text, **more):
        """`picture` is uint8, HEIGHT rows."""
        self.file.write(np.ascontiguousarray(picture.T).tobytes())
        self.rows.append({"start": self.start, "width": picture.shape[1], "text": text, **more})
        self.start += picture.shape[1]

    def close(self):
        self.file.close()
        with open(self.path + ".json", "w") as file:
            json.dump(self.rows, file)


class Strips:
    def __init__(self, path):
        self.columns = np.memmap(path + ".grey", np.uint8, "r").reshape(-1, HEIGHT)
        with open(path + ".json") as file:
            self.rows = json.load(file)

    def picture(self, row):
        return self.columns[row["start"] : row["start"] + row["width"]].T
