"""`python -m tests.bench.dissolve_peer FILE`: print the seconds geopandas takes to dissolve blocks into their grids.

FILE: npz with wkb (n,) objects and key (n,). Runs in the environment of the peers.
"""

import sys
import time

import geopandas
import numpy as np
import shapely

if __name__ == "__main__":
    found = np.load(sys.argv[1], allow_pickle=True)
    frame = geopandas.GeoDataFrame({"key": found["key"]}, geometry=shapely.from_wkb(found["wkb"]))
    began = time.perf_counter()
    frame.dissolve(by="key", method="coverage")
    print(time.perf_counter() - began)
