#!/usr/bin/env python3
"""routingpy_client.py URL: what routingpy, as it is, gets from our OSRM-compatible API at URL."""

import sys

from routingpy import OSRM
from routingpy.exceptions import RouterApiError

PLACES = [[24.9427, 60.1675], [24.9522, 60.1699], [24.9414, 60.1712]]


def main():
    client = OSRM(base_url=sys.argv[1], retry_over_query_limit=False)

    found = client.directions(PLACES, profile="bike", geometries="geojson", overview="full", steps=True,
                              annotations=True, radiuses=[500, 500, 500], bearings=[[0, 180]] * 3,
                              continue_straight=False)  # fmt: skip
    line = found.geometry
    assert len(line) > 10 and abs(line[0][0] - PLACES[0][0]) < 0.01, line[:2]
    assert 500 < found.distance < 5000 and 60 < found.duration < 1800, found
    legs = found.raw["routes"][0]["legs"]
    assert len(legs) == 2 and all(leg["steps"] and leg["annotation"]["duration"] for leg in legs)

    for geometries in ("polyline", "polyline6"):
        same = client.directions(PLACES, profile="bike", geometries=geometries, overview="full")
        apart = [abs(a - b) for one, other in zip(same.geometry, line) for a, b in zip(one, other)]
        assert len(same.geometry) == len(line) and max(apart) < 2e-5, max(apart)

    several = client.directions(PLACES[:2], profile="bike", alternatives=True)
    assert len(several) == 1 and several[0].distance > 0

    table = client.matrix(PLACES, profile="bike", annotations=["duration", "distance"])
    assert len(table.durations) == 3 and all(len(row) == 3 for row in table.distances)
    assert table.durations[1][1] == 0 and abs(table.distances[0][1] - several[0].distance) < 1
    row = client.matrix(PLACES, profile="bike", sources=[2], destinations=[0, 1])
    assert row.durations == [table.durations[2][:2]], row.durations

    try:
        client.directions([PLACES[0], [0, 0]], profile="bike", radiuses=[500, 500])
    except RouterApiError as error:
        assert "Could not find a matching segment for coordinate 1" in str(error), error
    else:
        raise AssertionError("a place beside no street was accepted")
    print("routingpy: directions in three geometries, alternatives, matrix and refusal are as it expects")


main()
