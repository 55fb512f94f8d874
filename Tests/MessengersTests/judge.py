"""Judges signatures independently of ours. judge.py webhook SECRET: whether the request on standard input (JSON with
headers and body) verifies, by the library of the specification's authors; judge.py dingtalk MILLISECONDS SECRET: the sign."""

import base64
import hashlib
import hmac
import json
import sys

import standardwebhooks

if sys.argv[1] == "webhook":
    request = json.load(sys.stdin)
    try:
        standardwebhooks.Webhook(sys.argv[2]).verify(base64.b64decode(request["body"]), request["headers"])
        print("true", end="")
    except standardwebhooks.WebhookVerificationError as fault:
        print(fault, end="")
elif sys.argv[1] == "dingtalk":
    key = sys.argv[3].encode()
    signed = hmac.new(key, f"{sys.argv[2]}\n{sys.argv[3]}".encode(), hashlib.sha256).digest()
    print(base64.b64encode(signed).decode(), end="")
