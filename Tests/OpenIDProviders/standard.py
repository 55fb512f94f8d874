"""The provider oidc-provider-mock as a process of its own: says its address, then serves until it is ended.

It leaves PKCE unchecked; Authlib, which it is made with, checks it as RFC 7636 has it once asked to.
"""

import sys
import warnings

from authlib.oauth2.rfc7636 import CodeChallenge
from werkzeug.serving import make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oidc_provider_mock import _app

challenges = {}


class OnlyS256(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]

    def get_authorization_code_challenge(self, authorization_code):
        return challenges[authorization_code.code][0]

    def get_authorization_code_challenge_method(self, authorization_code):
        return challenges[authorization_code.code][1]


class GrantWithChallenge(_app.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["none", "client_secret_basic", "client_secret_post"]

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        OnlyS256(required=True)(self)

    def save_authorization_code(self, code, request):
        super().save_authorization_code(code, request)
        asked = request.payload.data
        challenges[code] = (asked["code_challenge"], asked["code_challenge_method"])


def main():
    _app.AuthorizationCodeGrant = GrantWithChallenge
    server = make_server("127.0.0.1", int(sys.argv[1]), _app.app(require_nonce=True), threaded=True)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


main()
