#!/usr/bin/env python3
"""A client of `ipa fake serve` in one page: what a driver does first, in QEMU's qtest protocol.

Starts the server on the board sdm845-modem-init (IPA v3.5.1), powers the chip, brings up a channel with its event ring, sends one packet through it
and takes the event. Every command of the manual (firmware/IpaEmbedded.Qtest/README.md) is sent, and answered as it says.
Usage: client.py IPA..., the command that runs ipa. Ends with "N passed" and 0, or says what was not as the manual has it."""

import base64
import os
import re
import socket
import subprocess
import sys
import tempfile

RAM = 0x180000000
IPA, GSI, SHARED, IMEM, SMEM = 0x1E40000, 0x1E04000, 0x1E47000, 0x146BD000, 0x86000000
CHANNELS, EVENT_RINGS, DOORBELLS, EVENT_DOORBELLS, EE = (GSI + at for at in (0x1C000, 0x1D000, 0x1E000, 0x1E100, 0x1F000))
TX, RING, LAN = 3, 2, 9  # channel AP_MODEM_TX, an event ring, endpoint AP_LAN_RX
IPA_IRQ, GSI_IRQ = 311, 432

class Qtest:
    """One connection: a line for each command, and the interrupts that came before its answer."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.lines = self.socket.makefile("r", encoding="ascii", newline="\n")
        self.levels, self.sent = {}, set()

    def send(self, *words):
        self.sent.add(words[0])
        self.socket.sendall((" ".join(hex(w) if isinstance(w, int) else w for w in words) + "\n").encode())
        while True:
            answer = self.lines.readline().split()
            check(f"{words}: the server is there", answer)
            if answer[0] != "IRQ":
                return answer
            self.levels[int(answer[2])] = answer[1] == "raise"

    def ok(self, *words):
        answer = self.send(*words)
        check(f"{' '.join(map(str, words))}: {' '.join(answer)}", answer[0] == "OK")
        return answer[1:]

    def fail(self, *words):
        answer = self.send(*words)
        check(f"{' '.join(map(str, words))} is refused: {' '.join(answer)}", answer[0] == "FAIL" and len(answer) > 1)

    def read(self, address):
        return int(self.ok("readl", address)[0], 16)

    def write(self, address, value):
        self.ok("writel", address, value)

    def wait(self):
        """Time moves to the hardware's next timer, as long as there is one."""
        while (due := int(self.ok("clock_next")[0])) >= 0:
            self.ok("clock_set", due)

passed = []

def check(what, good):
    if not good:
        raise SystemExit("FAILED: " + what)
    passed.append(what)

def violations(q):
    answer = q.ok("chip_violations")
    return int(answer[0]), base64.b64decode(answer[1]).decode() if len(answer) > 1 else ""

def memory(q):
    check("little endian", q.ok("endianness") == ["little"])
    for line in (("writeb", RAM, 0x12), ("writew", RAM + 2, 0x3456), ("writeq", RAM + 8, 0x1122334455667788)):
        q.ok(*line)
    check("bytes", int(q.ok("readb", RAM)[0], 16) == 0x12 and int(q.ok("readw", RAM + 2)[0], 16) == 0x3456)
    check("eight bytes", int(q.ok("readq", RAM + 8)[0], 16) == 0x1122334455667788)
    q.ok("memset", RAM, 16, 0xA5)
    check("hexadecimal", q.ok("read", RAM, 4) == ["0xa5a5a5a5"])
    q.ok("write", RAM, 2, "0x0102")
    q.ok("b64write", RAM + 2, 2, base64.b64encode(b"\x03\x04").decode())
    check("base64", base64.b64decode(q.ok("b64read", RAM, 4)[0]) == b"\x01\x02\x03\x04")
    q.fail("readl", 0xFFFFFFFFF0000000)
    q.fail("read", IPA, 4)

def command(q, register, value):
    """A command of the GSI: its interrupt source is enabled in the type and the source register, and cleared when it came."""
    event_ring = register == EE + 0x10
    source, clear, type_bit = (EE + 0x9C, EE + 0xA4, 2) if event_ring else (EE + 0x98, EE + 0xA0, 1)
    q.write(source, 1 << (value & 0xFF))
    q.write(EE + 0x88, type_bit)
    q.write(register, value)
    q.wait()
    check("the command interrupts", q.levels.get(GSI_IRQ))
    check("and says of which type", q.read(EE + 0x80) == type_bit)
    q.write(clear, 1 << (value & 0xFF))
    check("until it is cleared", not q.levels.get(GSI_IRQ))
    q.write(EE + 0x88, 0)

def bring_up(q, ring, events):
    q.ok("dma_map", RAM, 0x10000)
    command(q, EE + 0x10, RING)  # allocate the event ring
    at = EVENT_RINGS + 0x80 * RING
    for offset, value in ((0, 0x10010002), (4, 0x100), (8, events & 0xFFFFFFFF), (0xC, events >> 32), (0x20, 0x10020)):
        q.write(at + offset, value)
    q.write(EVENT_DOORBELLS + 8 * RING, (events + 0xF0) & 0xFFFFFFFF)
    command(q, EE + 8, TX)  # allocate the channel
    at = CHANNELS + 0x80 * TX
    for offset, value in ((0, 0x1000000A | RING << 14), (4, 0x100), (8, ring & 0xFFFFFFFF), (0xC, ring >> 32), (0x5C, 0x200), (0x68, 16 << 20), (0x6C, 0x20A5A5)):
        q.write(at + offset, value)
    command(q, EE + 8, 1 << 24 | TX)  # start
    check("the channel is started", q.read(at) >> 20 & 0xF == 2)

def packet(q, ring, events, buffer):
    q.ok("memory_watch", events, 0x100)
    q.ok("b64write", buffer, 28, base64.b64encode(bytes(28)).decode())
    q.ok("writeq", ring, buffer)
    q.ok("writeq", ring + 8, 0x00020200 << 32 | 28)  # a transfer that asks for an event
    q.write(EE + 0xB8, 1 << RING)
    q.write(EE + 0x88, 8)  # events of channels
    q.write(DOORBELLS + 8 * TX, (ring + 16) & 0xFFFFFFFF)
    q.wait()
    check("the event interrupts", q.levels.get(GSI_IRQ))
    check("the event ring has changed", int(q.ok("memory_changes")[0], 16) == events)
    check("the event is of the element", int(q.ok("readq", events)[0], 16) == ring)
    check("28 bytes on the channel", int(q.ok("readq", events + 8)[0], 16) & 0xFF0000000000FFFF == TX << 56 | 28)
    for register, value in ((EE + 0xB8, 0), (EE + 0xC0, 1 << RING)):
        q.write(register, value)
    q.ok("memory_unwatch", events)

def stimuli(q):
    for line in (("chip_hold", TX, 1), ("chip_hold", TX, 0), ("chip_suspend", LAN), ("chip_microcontroller_ready",), ("chip_microcontroller_event", 2, 0xFFFFFFFF),
                 ("chip_stop_again", 1), ("chip_generic_retry", 4, 2), ("chip_downlink", LAN, base64.b64encode(bytes(40)).decode())):
        q.ok(*line)
    q.write(IPA + 0x300C, 0x400C)
    check("the IPA's interrupt is raised: suspend, response and event", q.levels.get(IPA_IRQ) and q.read(IPA + 0x3008) == 0x400C)
    check("INIT_COMPLETED is in the mailbox", int(q.ok("readb", SHARED + 0xC)[0], 16) == 1)
    check("and the event with all of its parameter", q.read(SHARED + 0x18) == 0xFFFFFFFF)
    q.write(IPA + 0x3010, 0x400C)
    check("the interrupt is cleared", not q.levels.get(IPA_IRQ))
    q.fail("chip_suspend", 2)

def soc(q):
    q.ok("chip_error", 3, 2, 5)
    check("ERROR_LOG: event ring 2 has no free element", q.read(EE + 0x200) == 3 << 24 | 2 << 19 | 5 << 12)
    q.ok("chip_general", 2)
    q.write(EE + 0x120, 2)
    check("a bus error", q.read(EE + 0x118) == 2)
    check("the monitor's calls", [q.ok(f"smc_{w}", *a) for w, a in (("supports", (15,)), ("supports", (9,)), ("start", (15,)), ("initialize", (15, RAM, 64)),
                                  ("memory", (15, RAM, 4096)), ("start", (15,)), ("stop", (15,)))] == [["1"], ["0"], ["-22"], ["0"], ["0"], ["0"], ["0"]])
    q.ok("rpmh_send", 2, 0x50000, 1, 1)
    q.ok("rpmh_invalidate")
    q.fail("rpmh_send", 2, 0x100050000, 1, 1)
    q.ok("mailbox_kick", 14)
    q.fail("processor_start", "adsp")
    q.ok("processor_start", "mpss")
    q.ok("qrtr_open")
    q.ok("clock_step", 1000000000)
    check("time stands where it was set", q.ok("clock_set", 3000000000) == ["3000000000"])
    check("the link is up", q.ok("qrtr_receive") == ["up"])
    check("garbage is taken or not, and does no harm", q.ok("qrtr_send", "AAAA")[0] in "01")
    for line in (("processor_crash", "mpss"), ("processor_stop", "mpss")):
        q.ok(*line)

def manual():
    with open(os.path.join(os.path.dirname(__file__), "../../firmware/IpaEmbedded.Qtest/README.md"), encoding="utf-8") as file:
        rows = [line.split(" | ")[0] for line in file.read().split("## Commands")[1].split("## The SoC")[0].splitlines() if line.startswith("| `")]
    words = set(re.findall(r"`([a-z0-9_]+)`", " ".join(rows))) | set(re.findall(r"`([a-z0-9_]+) ", " ".join(rows)))
    return {each for word in words - {"little"} for each in ([word[:-1] + size for size in "bwlq"] if word in ("readb", "writeb") else [word])}

def main(ipa):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "qtest")
        server = subprocess.Popen([*ipa, "fake", "serve", "--once", "--qtest", "unix:" + path, "sdm845-modem-init"], stderr=subprocess.PIPE, text=True)
        try:
            next(line for line in server.stderr if path in line)  # the map, then the line that says that it serves
            q = Qtest(path)
            q.ok("irq_intercept_in", "/machine/gic")
            memory(q)
            for line in (("chip_stage", "bring-up"), ("chip_power", 1), ("chip_firmware", 1)):
                q.ok(*line)
            check("the firmware runs", q.read(EE) == 1)
            ring, events, buffer = RAM + 0x1000, RAM + 0x2000, RAM + 0x3000
            q.ok("memset", ring, 0x3000, 0)
            bring_up(q, ring, events)
            packet(q, ring, events, buffer)
            stimuli(q)
            check("no rule was broken: " + violations(q)[1], violations(q)[0] == 0)
            q.ok("dma_unmap", RAM, 0x10000)
            q.write(DOORBELLS + 8 * TX, (ring + 32) & 0xFFFFFFFF)
            q.wait()
            check("a ring that is not mapped any more is named", "dead-memory" in violations(q)[1])
            soc(q)
            check(f"every command of the manual: {manual() ^ q.sent}", manual() == q.sent)
            print(f"{len(passed)} passed, {len(q.sent)} commands")
        finally:
            server.kill()
            server.wait()

main(sys.argv[1:])
