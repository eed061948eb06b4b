"""Two network namespaces and a link between them that delays and loses packets, and goes dark when told to.

Arguments: milliseconds of delay each way, part of the packets that are lost, octets in a packet at most, seed. The namespaces have no names: they are
this program's, whoever wants in enters /proc/PID/fd/N as it prints them, and with the last process in them they are gone.
SIGUSR1: nothing passes any more, unnoticed by either side; SIGUSR2: passes again. Ends with its standard input.
"""
import collections
import ctypes
import fcntl
import os
import random
import select
import signal
import struct
import subprocess
import sys
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x0001 | 0x1000
PACKET_MAX = 2048
PACKETS_HELD_MAX = 20_000


def end(number, address, mtu):
    """One end in a new namespace, which this process is in from then on: its device and the namespace."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "no network namespace")
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    name = "bwlink%d" % number
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN_NO_PI))
    for arguments in (
        "link set lo up",
        "addr add %s/24 dev %s" % (address, name),
        "link set %s mtu %s txqueuelen 5000 up" % (name, mtu),
    ):
        subprocess.run(["ip"] + arguments.split(), check=True)
    return device, os.open("/proc/self/ns/net", os.O_RDONLY)


class Link:
    def __init__(self, delay, lost, mtu, seed):
        self.delay, self.lost = delay, lost
        self.chance = random.Random(seed)
        self.dark = False
        self.ends = [end(1, "192.0.2.1", mtu), end(2, "192.0.2.2", mtu)]
        self.devices = [device for device, _ in self.ends]
        self.underway = collections.deque()

    def take(self, device):
        other = self.devices[1 - self.devices.index(device)]
        try:
            while True:
                packet = os.read(device, PACKET_MAX)
                if self.dark or self.chance.random() < self.lost or len(self.underway) >= PACKETS_HELD_MAX:
                    continue
                self.underway.append((time.monotonic() + self.delay, other, packet))
        except BlockingIOError:
            pass

    def hand_over(self):
        while self.underway and self.underway[0][0] <= time.monotonic():
            _, device, packet = self.underway.popleft()
            try:
                if not self.dark:
                    os.write(device, packet)
            except OSError:
                pass  # as a link does whose queue is full

    def run(self):
        while True:
            wait = max(0, self.underway[0][0] - time.monotonic()) if self.underway else None
            ready, _, _ = select.select(self.devices + [0], [], [], wait)
            if 0 in ready and not os.read(0, 1):
                return
            for device in ready:
                if device != 0:
                    self.take(device)
            self.hand_over()


def main():
    link = Link(float(sys.argv[1]) / 1000, float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))

    def darken(number, _):
        link.dark = number == signal.SIGUSR1

    signal.signal(signal.SIGUSR1, darken)
    signal.signal(signal.SIGUSR2, darken)
    print("link", *("/proc/%d/fd/%d" % (os.getpid(), namespace) for _, namespace in link.ends), flush=True)
    link.run()


main()
