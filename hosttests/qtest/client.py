#!/usr/bin/env python3
"""A client of `ipa fake serve` in one page: what a driver does first, in QEMU's qtest protocol.

Starts the server on the board sdm845-modem-init (IPA v3.5.1) three times. First every example of the manual (firmware/IpaEmbedded.Qtest/README.md) is sent and
has the answer that stands beside it; then the manual's worked session; then a driver's session: power, firmware, a channel with its event ring, a packet and its event,
interrupts that are lost, late and doubled, what the other side of the chip does, and a modem that crashes and comes back.
Usage: client.py IPA..., the command that runs ipa. Ends with "N passed" and 0, or says what was not as the manual has it."""

import base64, os, re, socket, subprocess, sys, tempfile

RAM = 0x180000000
IPA, GSI, SHARED = 0x1E40000, 0x1E04000, 0x1E47000
CHANNELS, EVENT_RINGS, DOORBELLS, EVENT_DOORBELLS, EE = (GSI + at for at in (0x1C000, 0x1D000, 0x1E000, 0x1E100, 0x1F000))
TX, RING, LAN = 3, 2, 9  # channel AP_MODEM_TX, an event ring, endpoint AP_LAN_RX
IPA_IRQ, GSI_IRQ, MESSAGE_IRQ = 311, 432, 1000
MANUAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../firmware/IpaEmbedded.Qtest/README.md")

class Qtest:
    """One connection: a line for each command, and the interrupts that came before its answer."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.lines = self.socket.makefile("r", encoding="ascii", newline="\n")
        self.levels, self.pulses = {}, {}

    def lines_of(self, line):
        self.socket.sendall((line + "\n").encode())
        while True:
            answer = self.lines.readline().rstrip("\n")
            check(f"{line}: the server is there", answer)
            yield answer
            if not answer.startswith("IRQ "):
                return

    def send(self, *words):
        for line in self.lines_of(" ".join(hex(w) if isinstance(w, int) else w for w in words)):
            answer = line.split()
            if answer[0] == "IRQ":
                number = int(answer[2])
                self.levels[number] = answer[1] == "raise"
                self.pulses[number] = self.pulses.get(number, 0) + self.levels[number]
        return answer

    def ok(self, *words):
        answer = self.send(*words)
        check(f"{' '.join(map(str, words))}: {' '.join(answer)}", answer[0] == "OK")
        return answer[1:]

    def fail(self, *words):
        answer = self.send(*words)
        check(f"{' '.join(map(str, words))} is refused: {' '.join(answer)}", answer[0] == "FAIL" and len(answer) > 1)

    def read(self, address):
        return int(self.ok("readl", address)[0], 16)

    def write(self, *pairs):
        for address, value in pairs:
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

def quoted(cell):
    return re.findall("`([^`]*)`", cell)

def examples(q):
    with open(MANUAL, encoding="utf-8") as file:
        rows = [line.split(" | ") for line in file if re.match("[|] `[a-z0-9_]+` [|] ", line)]
    rows = [row for row in rows if len(row) == 5]
    for name, _, lines, answers, _ in rows:
        check(f"{name}: {answers}", [answer for line in quoted(lines) for answer in q.lines_of(line)] == quoted(answers))
    commands = {row[0].strip("| `") for row in rows}
    check("every command has a row", commands == set(q.ok("help")))

def worked_session(q):
    with open(MANUAL, encoding="utf-8") as file:
        lines = [line for line in file.read().split("## A worked session")[1].split("```")[1].strip().split("\n") if line[0] != "#"]
    for at, line in enumerate(lines):
        if line.startswith("> "):
            answer = list(q.lines_of(line[2:]))
            check(f"{line}: {answer}", answer == lines[at + 1 : at + 1 + len(answer)])

def command(q, register, value):
    """A command of the GSI: its interrupt source is enabled in the type and the source register, and cleared when it came."""
    event_ring = register == EE + 0x10
    source, clear, type_bit = (EE + 0x9C, EE + 0xA4, 2) if event_ring else (EE + 0x98, EE + 0xA0, 1)
    q.write((source, 1 << (value & 0xFF)), (EE + 0x88, type_bit), (register, value))
    q.wait()
    check("the command interrupts", q.levels.get(GSI_IRQ) and q.read(EE + 0x80) == type_bit)
    q.read((EVENT_RINGS if event_ring else CHANNELS) + 0x80 * (value & 0xFF))  # what became of it is in the state
    q.write((clear, 1 << (value & 0xFF)))
    check("until it is cleared", not q.levels.get(GSI_IRQ))
    q.write((EE + 0x88, 0))

def bring_up(q, ring, events):
    q.ok("dma_map", RAM, 0x10000)
    q.write((GSI + 0x1F180, 1), (EE + 0x108, 1), (EE + 0x120, 14), (IPA + 0x400, 0x3F003F00))  # interrupts by wire, errors told, resources
    q.write(*((IPA + 0x8E0 + register, 0) for register in (0, 8, 0xC, 0x10, 0x14, 0x20, 0x24, 0x34, 0x38, 0x3C, 0x40)))  # all of the endpoint
    command(q, EE + 0x10, RING)  # allocate the event ring
    at = EVENT_RINGS + 0x80 * RING
    q.write((at, 0x10010002), (at + 4, 0x100), (at + 8, events & 0xFFFFFFFF), (at + 0xC, events >> 32), (at + 0x20, 0x10020))
    q.write((EVENT_DOORBELLS + 8 * RING, (events + 0xF0) & 0xFFFFFFFF))
    command(q, EE + 8, TX)  # allocate the channel
    at = CHANNELS + 0x80 * TX
    q.write((at, 0x1000000A | RING << 14), (at + 4, 0x100), (at + 8, ring & 0xFFFFFFFF), (at + 0xC, ring >> 32), (at + 0x5C, 0x200), (at + 0x68, 8 << 20), (at + 0x6C, 0x20A5A5))
    command(q, EE + 8, 1 << 24 | TX)  # start
    check("the channel is started", q.read(at) >> 20 & 0xF == 2)

def packet(q, number, ring, events, buffer):
    """Element and event of that number: a packet of 28 bytes goes to the modem; returns how often the GSI interrupted."""
    element, event, before = ring + 16 * number, events + 16 * number, q.pulses.get(GSI_IRQ, 0)
    q.ok("b64write", buffer, 28, base64.b64encode(bytes(28)).decode())
    q.ok("writeq", element, buffer)
    q.ok("writeq", element + 8, 0x00020200 << 32 | 28)  # a transfer that asks for an event
    q.write((EE + 0xB8, 1 << RING), (EE + 0x88, 8), (DOORBELLS + 8 * TX, (element + 16) & 0xFFFFFFFF))
    for _ in range(2):  # as a driver: masked, cleared, looked at, unmasked
        if q.levels.get(GSI_IRQ):
            q.write((EE + 0x88, 0), (EE + 0xB8, 0), (EE + 0xC0, 1 << RING), (EE + 0xB8, 1 << RING), (EE + 0x88, 8))
        q.wait()
    check("the event is of the element", int(q.ok("readq", event)[0], 16) == element)
    check("28 bytes on the channel", int(q.ok("readq", event + 8)[0], 16) & 0xFF0000000000FFFF == TX << 56 | 28)
    q.write((EE + 0x88, 0), (EE + 0xB8, 0), (EE + 0xC0, 1 << RING))
    return q.pulses.get(GSI_IRQ, 0) - before

def violations(q):
    answer = q.ok("chip_violations")
    return int(answer[0]), base64.b64decode(answer[1]).decode() if len(answer) > 1 else ""

def stimuli(q):
    q.ok("chip_microcontroller_ready")
    q.ok("chip_microcontroller_event", 2, 0xFFFFFFFF)
    q.ok("chip_suspend", LAN)
    q.write((IPA + 0x300C, 0x400C))
    check("the IPA's interrupt is raised: suspend, response and event", q.levels.get(IPA_IRQ) and q.read(IPA + 0x3008) == 0x400C)
    check("the event has all of its parameter", q.read(SHARED + 0x18) == 0xFFFFFFFF)
    q.write((IPA + 0x3038, 1 << LAN), (IPA + 0x3010, 0x400C))
    check("the interrupt is cleared", not q.levels.get(IPA_IRQ))
    for line in (("chip_suspend", 2), ("writel", RAM, 1 << 32), ("rpmh_send", 2, 0x100050000, 1, 1), ("readl", 1 << 64), ("processor_start", "adsp"), ("fault", "none", 1)):
        q.fail(*line)

def modem(q):
    """It boots, crashes, and comes back when it was stopped and started; the message bus tells of each."""
    def told():
        return [what[0] for what in iter(lambda: q.ok("qrtr_receive"), [])]
    q.ok("qrtr_open")
    for start in ("at first", "after its crash"):
        q.ok("processor_start", "mpss")
        q.ok("clock_step", 1000000000)
        check(f"the modem announces itself {start}", told()[:2] == ["up", "packet"] and q.pulses.get(MESSAGE_IRQ))
        q.ok("processor_crash", "mpss")
        check("it is gone at once", told() == ["down"])
        q.ok("processor_stop", "mpss")

def driver(q):
    for line in (("irq_intercept_in", "/machine/gic"), ("chip_stage", "bring-up"), ("chip_power", 1), ("chip_firmware", 1)):
        q.ok(*line)
    ring, events, buffer = RAM + 0x1000, RAM + 0x2000, RAM + 0x3000
    bring_up(q, ring, events)
    check("a packet interrupts once", packet(q, 0, ring, events, buffer) == 1)
    for number, (fault, times) in enumerate((("double-interrupt", 2), ("late-interrupt", 1), ("drop-interrupt", 0)), 1):
        q.ok("fault", fault, 1)
        check(f"{fault}: {times} interrupts, one event", packet(q, number, ring, events, buffer) == times)
        check("it is told", q.ok("faults") == [fault, "1"])
    stimuli(q)
    modem(q)
    check("no rule was broken: " + violations(q)[1], violations(q)[0] == 0)
    q.ok("dma_unmap", RAM, 0x10000)
    q.write((DOORBELLS + 8 * TX, (ring + 5 * 16) & 0xFFFFFFFF))
    q.wait()
    check("a ring that is not mapped any more is named", "dead-memory" in violations(q)[1])

def main(ipa):
    for session in (examples, worked_session, driver):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "qtest")
            server = subprocess.Popen([*ipa, "fake", "serve", "--once", "--qtest", "unix:" + path, "sdm845-modem-init"], stderr=subprocess.PIPE, text=True)
            try:
                next(line for line in server.stderr if path in line)  # the map, then the line that says that it serves
                session(Qtest(path))
            finally:
                server.kill()
                server.wait()
    print(f"{len(passed)} passed")

main(sys.argv[1:])
