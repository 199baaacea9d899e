#!/usr/bin/env python3
"""Reads what coverlet has counted and holds it against the gates: report.py COVERAGE.json... [--root DIR] [--out DIR].

Prints branches per room (assembly and folder), then the gates; writes the branches that no test takes to DIR/ROOM.txt, with file, line and
source. Several files add up: a branch counts as taken if any of them has it. Ends with 1 if a gate is missed."""
import argparse
import json
import os
import sys
from collections import defaultdict

# Gate: name, least share of branches in percent, and the folders or files it is about.
GATES = [
    ("rings", 95, ["firmware/IpaEmbedded.Ipa/Gsi/"]),
    ("transactions", 95, ["firmware/IpaEmbedded.Ipa/Commands/", "firmware/IpaEmbedded.Ipa/Endpoints/TransmitEndpoint", "firmware/IpaEmbedded.Ipa/Endpoints/ReceiveEndpoint", "firmware/IpaEmbedded.Qualcomm/Qmi/QmiHandle", "firmware/IpaEmbedded.Qualcomm/Qmi/QmiTransaction"]),
    ("codecs", 95, [
        "firmware/IpaEmbedded.Qualcomm/Qmi/", "firmware/IpaEmbedded.Ipa/Commands/", "firmware/IpaEmbedded.Ipa/Endpoints/Status", "firmware/IpaEmbedded.Ipa/Net/Rmnet", "firmware/IpaEmbedded.Ipa/Net/DownlinkChecksum",
        "firmware/IpaEmbedded.Ipa/Net/UplinkChecksum", "firmware/IpaEmbedded.Ipa/Net/InternetChecksum", "firmware/IpaEmbedded.Ipa/Net/TransportHeader", "firmware/IpaEmbedded.Ipa/Net/PacketWord", "firmware/IpaEmbedded.Ipa/Modem/InitDriverRequest",
    ]),
    ("dtb", 95, ["dts/IpaEmbedded.DeviceTree/Flat/"]),
    ("dts", 95, ["dts/IpaEmbedded.DeviceTree/Syntax/", "dts/IpaEmbedded.DeviceTree/Compile/"]),
    ("everything", 85, [""]),
]


def branches_of(path, root):
    """(file, line, method, offset, ordinal) -> hits, of every branch of the product's sources."""
    with open(path, encoding="utf-8-sig") as text:
        modules = json.load(text)
    for files in modules.values():
        for file, classes in files.items():
            relative = os.path.relpath(file, root).replace(os.sep, "/")
            # What a generator of the compiler has written is nobody's source.
            if relative.startswith("..") or "/obj/" in relative:
                continue
            for methods in classes.values():
                for method, body in methods.items():
                    for branch in body.get("Branches") or []:
                        yield (relative, branch["Line"], method, branch["Offset"], branch["Path"], branch["Ordinal"]), branch["Hits"]


def room_of(file):
    """An assembly's folder, and the room in it."""
    parts = file.split("/")
    return "/".join(parts[:3]) if len(parts) > 3 else "/".join(parts[:2])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--root", default=os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..")))
    parser.add_argument("--gated", action="store_true", help="only the gates of 95 %%")
    parser.add_argument("--out", help="folder for the lists of branches that nobody takes")
    options = parser.parse_args()
    taken = defaultdict(int)
    for file in options.files:
        for key, hits in branches_of(file, options.root):
            taken[key] += hits
    if not taken:
        print("no branches: the sources of the product are not below " + options.root)
        return 1

    rooms = defaultdict(list)
    for key, hits in taken.items():
        rooms[room_of(key[0])].append((key, hits))
    print(f"{'room':<60} {'branches':>8} {'taken':>8} {'%':>6}")
    for room, rows in sorted(rooms.items()):
        hit = sum(1 for _, hits in rows if hits)
        print(f"{room:<60} {len(rows):>8} {hit:>8} {100 * hit / len(rows):>6.1f}")
        if options.out:
            write(options, room, [key for key, hits in rows if not hits])

    missed = 0
    for name, least, folders in GATES:
        if options.gated and least < 95:
            continue
        rows = [hits for key, hits in taken.items() if any(key[0].startswith(folder) for folder in folders)]
        if not rows:
            print(f"MISSED  {name}: nothing was counted")
            missed += 1
            continue
        share = 100 * sum(1 for hits in rows if hits) / len(rows)
        print(f"{'ok    ' if share >= least else 'MISSED'}  {name}: {share:.1f} % of {len(rows)} branches, at least {least} %")
        missed += share < least
    return 1 if missed else 0


def write(options, room, keys):
    os.makedirs(options.out, exist_ok=True)
    sources = {}
    with open(os.path.join(options.out, room.replace("/", "-") + ".txt"), "w", encoding="utf-8") as out:
        for file, line, method, _, path, _ in sorted(keys):
            if file not in sources:
                with open(os.path.join(options.root, file), encoding="utf-8-sig") as text:
                    sources[file] = text.read().split("\n")
            source = sources[file][line - 1].strip() if line <= len(sources[file]) else ""
            print(f"{file}:{line}: way {path}: {source}", file=out)


sys.exit(main())
