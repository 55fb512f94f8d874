"""RFC 6962 again, written from the RFC alone: reads "n m" lines, writes root and path for the leaves 0…n-1."""

import hashlib
import sys


def leaf(data):
    return hashlib.sha256(b"\x00" + data).digest()


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def root(leaves):
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:])).digest()


def path(m, leaves):
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return path(m, leaves[:k]) + [root(leaves[k:])]
    return path(m - k, leaves[k:]) + [root(leaves[:k])]


for line in sys.stdin:
    size, place = map(int, line.split())
    all_leaves = [leaf(str(number).encode()) for number in range(size)]
    print(root(all_leaves).hex(), *[one.hex() for one in path(place, all_leaves)])
