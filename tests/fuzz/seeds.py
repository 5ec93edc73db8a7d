#!/usr/bin/env python3
"""seeds.py EXTRACT CORPUS: first inputs for the fuzzer, below CORPUS/import, CORPUS/orders, CORPUS/osrm,
CORPUS/elevation, CORPUS/instances and CORPUS/vroom.

libFuzzer changes bytes. So that a change meets the decoder behind the compression, the tiny
extracts come uncompressed too; and so that it meets the block walk, parts of a real one come cut.
"""

import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path


def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out + bytes([number]))


def zigzag(number):
    return varint(number << 1 if number >= 0 else (-number << 1) - 1)


def field(key, value):
    """One protobuf field: a number as varint, all else with its length."""
    if isinstance(value, int):
        return varint(key << 3) + varint(value)
    return varint(key << 3 | 2) + varint(len(value)) + value


def deltas(numbers):
    """Zigzag differences, as OSM packs ids and coordinates."""
    return b"".join(zigzag(b - a) for a, b in zip([0, *numbers], numbers))


def blob(kind, content, compress):
    data = field(1, content)
    if compress:
        data = field(2, len(content)) + field(3, zlib.compress(content))
    header = field(1, kind) + field(3, len(data))
    return struct.pack(">I", len(header)) + header + data


# As many clauses as a value holds, some of which say nothing or take others back.
CLAUSES = b";".join([b"no_entry@Mo", b"no@wet", b"none@Tu", b"no_u_turn@(07:00-09:00)"] * 5)


def conditional_restriction():
    """Four ways from and to, ways between them, and all clauses of each pair; numbers as in town()."""
    ways = [10, 11] * 8
    roles = b"\x0a" * 4 + b"\x0b" * 8 + b"\x0c" * 4
    return field(
        4,
        field(1, 21) + field(2, b"\7\x0d") + field(3, b"\x08\x0e")
        + field(8, roles) + field(9, deltas(ways)) + field(10, b"\1" * 16),
    )  # fmt: skip


def tiff():
    """A GeoTIFF of 2 x 2 samples: TIFF 6.0, little-endian, one strip."""
    doubles = struct.pack("<9d", 0.01, 0.01, 0, 0, 0, 0, 7, 44, 0)
    keys = struct.pack("<16H", 1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326)
    extra = 16 + 2 + 12 * 12 + 4
    entries = [
        (256, 3, 1, 2), (257, 3, 1, 2), (258, 3, 1, 16), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
        (277, 3, 1, 1), (278, 3, 1, 2), (279, 4, 1, 8), (33550, 12, 3, extra), (33922, 12, 6, extra + 24),
        (34735, 3, 16, extra + 72),
    ]  # fmt: skip
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *it) for it in entries)
    return b"II*\0" + struct.pack("<I4h", 16, 1, 2, 3, 4) + directory + bytes(4) + doubles + keys


def zipped():
    """A zip with a tile that is too short."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("N43E007.hgt", bytes(300))
    return out.getvalue()


def town(compress):
    """Three nodes, two streets that meet (one oneway), a restriction: file format of the OSM wiki,
    https://wiki.openstreetmap.org/wiki/PBF_Format, coordinates in 1e-7 degrees."""
    strings = b"".join(
        field(1, text)
        for text in [
            b"", b"highway", b"residential", b"oneway", b"yes", b"barrier", b"gate",
            b"type", b"restriction", b"no_left_turn", b"from", b"via", b"to",
            b"restriction:conditional", CLAUSES, b"bicycle:conditional",
        ]  # fmt: skip
    )
    nodes = field(
        2,
        field(1, deltas([1, 2, 3]))
        + field(8, deltas([601700000, 601710000, 601720000]))
        + field(9, deltas([249400000, 249410000, 249400000]))
        + field(10, b"\0" + varint(5) + varint(6) + b"\0\0"),
    )
    ways = field(3, field(1, 10) + field(2, b"\1") + field(3, b"\2") + field(8, deltas([1, 2])))
    ways += field(3, field(1, 11) + field(2, b"\1\3") + field(3, b"\2\4") + field(8, deltas([2, 3])))
    relation = field(
        4,
        field(1, 20) + field(2, b"\7\x08") + field(3, b"\x08\x09")
        + field(8, b"\x0a\x0b\x0c") + field(9, deltas([10, 2, 11])) + field(10, b"\1\0\1"),
    )  # fmt: skip
    header = field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes")
    relation += conditional_restriction()
    block = field(1, strings) + field(2, nodes) + field(2, ways) + field(2, relation)
    return blob(b"OSMHeader", header, compress) + blob(b"OSMData", block, compress)


HEADER = b"order,shop,pickup_lon,pickup_lat,ready_at,pickup_by,pickup_service_s,customer,lon,lat,"
HEADER += b"due_from,due_by,dropoff_service_s,mass_g,volume_ml,bags,skills\n"

ORDERS = [
    b"",
    HEADER,
    # Two dropoffs; a time with its offset; hours that the change of the clock skips or repeats.
    HEADER
    + b"1,Shop,24.94,60.17,2026-11-21T12:15,,120,Ada,24.941,60.171,,2026-11-21T13:00,,900,,1,fridge\n"
    + b"1,,,,,,,Bo,24.942,60.172,2026-11-21T12:30,2026-11-21T11:15:00Z,60,,4000,,\n"
    + b"2,S,24.94,60.17,2026-03-29T03:30,2026-10-25T03:30,,C,24.94,60.17,,,,,,,\n",
    # Semicolons, a byte order mark, decimal commas, quotes over two lines.
    "\ufeffpickup_lon;pickup_lat;order;lon;lat;ready_at;shop\r\n"
    '24,94;60,17;é;24,95;60,18;2026-11-21T12:15;"a\n""b"\r\n'.encode(),
    # Numbers that are none, or too large.
    HEADER + b"3,,nan,1e400,9999-12-31T23:59,,-1,,181,-0,,,99999999999999999999,0x1,1.5,,\n",
    HEADER + b'4,"\n',
]

# One of each service, with all options that it has.
OSRM = [
    b"/route/v1/bike/24.94,60.17;24.95,60.18;24.96,60.19.json?steps=true&overview=full&geometries=polyline6"
    b"&annotations=duration,distance,speed,weight,nodes,datasources&alternatives=3&continue_straight=default"
    b"&waypoints=0;2&radiuses=unlimited;35000;-1&bearings=0,20;;359,180&approaches=curb;opposite;unrestricted",
    b"/route/v1/driving/polyline(_p~iF~ps|U_ulLnnqC_mqNvxq%60@)?overview=simplified&hints=;;&generate_hints=false"
    b"&skip_waypoints=true&exclude=toll,ferry&snapping=any",
    b"/table/v1/car/24.94,60.17;.5,-1.?sources=0;1&destinations=all&annotations=duration,distance"
    b"&fallback_speed=4.2&fallback_coordinate=snapped&scale_factor=2&hints=" + 36 * b"A" + b";",
    b"/nearest/v1/bicycle/polyline6(_izlhA~rlgdF_{geC~ywl@)?number=5",
    b"/trip/v1/bike/24.94,60.17;24.95,60.18?roundtrip=false&source=first&destination=last",
    b"/match/v2/x/%zz",
]

# Problems of a few stops; the first byte of an input says which format is meant, 5 that it is to be guessed.
TINY = Path(__file__).parent.parent / "fixtures/instances"
TEXTS = ["lilim.txt", "sartori.txt", "solomon.txt", "ortec.txt"]
TABLES = ["instance_parameters.txt", "restaurants.txt", "orders.txt", "couriers.txt"]


def instances():
    texts = [(TINY / name).read_bytes() for name in TEXTS]
    yield from (bytes([kind]) + text for kind, text in enumerate(texts))
    yield b"\4" + b"\0".join((TINY / "mdrp" / name).read_bytes() for name in TABLES)
    yield from (b"\5" + text for text in texts)


VROOM = Path(__file__).parent.parent / "fixtures/vroom"


def main():
    extract, corpus = Path(sys.argv[1]), Path(sys.argv[2])
    real = extract.read_bytes()
    seeds = {
        "import/town.osm.pbf": town(compress=False),
        "import/town-compressed.osm.pbf": town(compress=True),
        **{f"import/cut-{length}": real[:length] for length in (64, 1024, 16384)},
        **{f"orders/{number}.csv": orders for number, orders in enumerate(ORDERS)},
        "elevation/tif": b"\0" + tiff(),
        "elevation/zip": b"\1" + zipped(),
        "elevation/hgt": b"\2" + bytes(300),
        **{f"osrm/{number}": path for number, path in enumerate(OSRM)},
        **{f"instances/{number}": text for number, text in enumerate(instances())},
        **{f"vroom/{path.stem}": path.read_bytes() for path in VROOM.glob("*.json")},
    }
    for name, content in seeds.items():
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


main()
