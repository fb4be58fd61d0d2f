"""An independent recount of a bulletin, as docs/ballots.md describes the file: Python's standard library alone, nothing of
the program. recount(path) gives (rows, faults): a row a question (paper, subject, indicator, counts by mark, blank), and
one text a fault."""
import base64
import hashlib
import json
import sys

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
A, B = P - 3, 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def unbase64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def add(p, q):
    if p is None:
        return q
    if q is None:
        return p
    if p[0] == q[0]:
        if (p[1] + q[1]) % P == 0:
            return None
        slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P) % P
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P) % P
    x = (slope * slope - p[0] - q[0]) % P
    return x, (slope * (p[0] - x) - p[1]) % P


def times(k, point):
    out = None
    while k:
        if k & 1:
            out = add(out, point)
        point = add(point, point)
        k >>= 1
    return out


def is_ecdsa(key, message, signature):
    if len(key) != 65 or key[0] != 4 or len(signature) != 64:
        return False
    q = int.from_bytes(key[1:33], "big"), int.from_bytes(key[33:], "big")
    if max(q) >= P or (q[1] * q[1] - q[0]**3 - A * q[0] - B) % P:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (0 < r < N and 0 < s < N):
        return False
    e, w = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, -1, N)
    point = add(times(e * w % N, G), times(r * w % N, q))
    return point is not None and point[0] % N == r


def der(data, at=0):
    """(tag, content, end) of the element at `at`."""
    tag, size, at = data[at], data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        size, at = int.from_bytes(data[at:at + count], "big"), at + count
    return tag, data[at:at + size], at + size


def rsa_numbers(spki):
    _, outer, _ = der(spki)
    _, _, end = der(outer)
    _, bits, _ = der(outer, end)
    _, inner, _ = der(bits[1:])
    _, n, end = der(inner)
    _, e, _ = der(inner, end)
    return int.from_bytes(n, "big"), int.from_bytes(e, "big")


def mgf1(seed, size):
    out, counter = b"", 0
    while len(out) < size:
        out += hashlib.sha384(seed + counter.to_bytes(4, "big")).digest()
        counter += 1
    return out[:size]


def is_pss(spki, message, signature):
    n, e = rsa_numbers(spki)
    size = (n.bit_length() + 7) // 8
    value = int.from_bytes(signature, "big")
    if len(signature) != size or value >= n:
        return False
    block = pow(value, e, n).to_bytes(size, "big")
    masked, digest = block[:-49], block[-49:-1]
    if block[-1] != 0xBC or masked[0] & 0x80:
        return False
    data = bytearray(a ^ b for a, b in zip(masked, mgf1(digest, len(masked))))
    data[0] &= 0x7F
    salt, padding = bytes(data[-48:]), bytes(data[:-48])
    if padding != b"\0" * (len(padding) - 1) + b"\1":
        return False
    return hashlib.sha384(b"\0" * 8 + hashlib.sha384(message).digest() + salt).digest() == digest


def recount(path):
    with open(path, "rb") as file:
        raw = file.read()
    lines = raw.decode().split("\n")
    assert lines[0] == "[" and lines[-2:] == ["]", ""], "no bulletin"
    elements = [json.loads(line.removesuffix(",")) for line in lines[1:-2]]
    faults, papers = [], {}
    before = raw[:raw.rindex(b',\n{"end"')]
    if elements[-1]["end"]["sha256"] != hashlib.sha256(before).hexdigest():
        faults.append("digest")
    for one in elements[1:-1]:
        if "numbers" in one:
            text = json.dumps(one["paper"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            papers[one["paper"]["id"]] = {
                "line": one, "key": unbase64(one["key"]), "fingerprint": hashlib.sha256(text.encode()).hexdigest(),
                "seen": {}, "counts": [{} for _ in one["paper"]["questions"]], "blanks": [0] * len(one["paper"]["questions"])}
            continue
        paper, number = papers[one["paper"]], one["ballot"]
        token = unbase64(one["token"])
        if number in paper["seen"]:
            faults.append(f"doubled {number}")
        paper["seen"][number] = True
        if number not in paper["line"]["numbers"]:
            faults.append(f"added {number}")
        if hashlib.sha256(token).hexdigest()[:16] != number or not is_pss(paper["key"], token, unbase64(one["signature"])):
            faults.append(f"forged {number}")
        if not is_ecdsa(token[32:], b"pingxing ballot 1\n" + one["commitment"].encode(), unbase64(one["proof"])):
            faults.append(f"changed {number}")
        if "sheet" not in one:
            paper["closed"] = True
            continue
        opened = f"pingxing sheet 1\n{paper['fingerprint']}\n{one['sheet']}\n{one['salt']}"
        if hashlib.sha256(opened.encode()).hexdigest() != one["commitment"]:
            faults.append(f"changed {number}")
        for i, mark in enumerate(one["sheet"].split("|")):
            if mark:
                paper["counts"][i][mark] = paper["counts"][i].get(mark, 0) + 1
            else:
                paper["blanks"][i] += 1
    rows = []
    for name, paper in papers.items():
        for number in paper["line"]["numbers"]:
            if number not in paper["seen"]:
                faults.append(f"dropped {number}")
        for i, question in enumerate(paper["line"]["paper"]["questions"]):
            row = {"paper": name, "subject": question[0], "indicator": question[2], "returned": len(paper["seen"])}
            if not paper.get("closed"):
                row |= {"marks": paper["counts"][i], "blank": paper["blanks"][i]}
            rows.append(row)
    return rows, faults


def keys_fingerprint(path):
    """The fingerprint of the list of keys, as src/ballot/key_list.hpp describes it."""
    with open(path, encoding="utf-8") as file:
        elements = [json.loads(line.removesuffix(",")) for line in file.read().split("\n")[1:-2]]

    def digest(text):
        return hashlib.sha256(text.encode()).hexdigest()

    listed = f"pingxing keys 1\npoll {elements[0]['poll']}\nack {elements[0]['ack_key']}\n"
    for one in elements:
        if "numbers" in one:
            text = json.dumps(one["paper"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            key = hashlib.sha256(unbase64(one["key"])).hexdigest()
            listed += "paper " + digest(f"pingxing paper key 1\n{digest(text)}\n{key}") + "\n"
    return digest(listed)


if __name__ == "__main__":
    if "--keys" in sys.argv[2:]:
        print(keys_fingerprint(sys.argv[1]))
        sys.exit()
    counted, wrong = recount(sys.argv[1])
    print(json.dumps(counted, ensure_ascii=False, indent=1))
    for text in wrong:
        print(text, file=sys.stderr)
    sys.exit(bool(wrong))
