"""Checks a proof that `lazaret audit prove` wrote: python3 verify_proof.py PROOF.json PUBLIC_KEY.pem"""
import base64, hashlib, json, pathlib, subprocess, sys, tempfile

proof = json.load(open(sys.argv[1], encoding="utf-8"))
sha256 = lambda data: hashlib.sha256(data).digest()
node = sha256(b"\0" + base64.b64decode(proof["entry"]))  # RFC 6962: a leaf
place, last = proof["position"], proof["size"] - 1
if not 0 <= place <= last:
    sys.exit("the position is not in the tree")
for sister in map(bytes.fromhex, proof["path"]):  # RFC 9162, section 2.1.3.2
    if last == 0:
        sys.exit("the path is too long")
    if place % 2 or place == last:
        node = sha256(b"\1" + sister + node)
        while place % 2 == 0 and place:
            place, last = place >> 1, last >> 1
    else:
        node = sha256(b"\1" + node + sister)
    place, last = place >> 1, last >> 1
head = dict(line.split(" ", 1) for line in proof["head"].splitlines())
if last != 0 or node.hex() != head["root"] or proof["size"] != int(head["size"]):
    sys.exit("the entry is not under this head")
with tempfile.TemporaryDirectory() as folder:
    text, signature = pathlib.Path(folder, "text"), pathlib.Path(folder, "signature")
    text.write_bytes(proof["head"].encode())
    signature.write_bytes(base64.b64decode(proof["signature"]))
    if subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", sys.argv[2], "-rawin", "-in", text,
                       "-sigfile", signature], stdout=subprocess.DEVNULL).returncode:
        sys.exit("the head is not signed by this key")
print(base64.b64decode(proof["entry"]).decode(), "was sealed at", head["time"], sep="\n")
