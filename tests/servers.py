"""Web servers of Debian, started as the current user with the configuration that a build writes,
beside another site of the same server."""

import base64
import contextlib
import hashlib
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.publish.servers import FOLDER, Served

# The other site's page does what a handbook's policy forbids.
OTHER_PAGE = (
    "<!doctype html><html lang=vi><title>Cong</title><link rel=icon href=data:,>"
    "<style>h1{color:red}</style><h1>Cong</h1>"
    '<script>document.title += " chay"</script><link rel=stylesheet href=assets/app.css>'
)
OTHER_HEADER = ("X-Portal", "cong")
# Who may come in where there is a login.
USER, PASSWORD = "ban", "hoc"
MODULES = Path("/usr/lib/apache2/modules")
# Those that Debian loads by itself and our two; brotli is another that may be there.
LOADED = (
    "mpm_event", "authz_core", "authz_host", "authn_core", "authn_file", "auth_basic", "authz_user",
    "alias", "dir", "mime", "deflate", "filter", "headers", "rewrite", "setenvif",
)  # fmt: skip
# How often it is looked whether a server answers, and how long at most, in seconds.
PAUSE, PATIENCE = 0.02, 20


@dataclass(frozen=True)
class Running:
    """A server on this machine: its port, the path of the handbook, that of the other site."""

    port: int
    path: str
    other: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"

    def ask(self, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body of a path from the server's root, exactly as it is sent.
        Headers that come twice are joined by `` & ``; their names are in small letters."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request("GET", path, headers={"Accept-Encoding": "identity", **names})
        answer = line.getresponse()
        body = answer.read()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            found[name.lower()] = " & ".join(filter(None, (found.get(name.lower()), value)))
        line.close()
        return answer.status, found, body


@dataclass(frozen=True)
class Setting:
    """Where a server is to be started: a folder of its own, with the site and the other site."""

    around: Path
    port: int
    served: Served
    login: bool

    @property
    def site(self) -> Path:
        return self.around / "site"

    @property
    def config(self) -> Path:
        return self.site / FOLDER

    @property
    def portal(self) -> Path:
        return self.around / "portal"

    @property
    def other(self) -> str:
        return "/cong/" if self.served.is_root else "/"


def _nginx(at: Setting) -> tuple[str, ...]:
    users = "user root;" if os.geteuid() == 0 else ""
    temporary = "".join(
        f"{name}_temp_path {at.around}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    login = f'auth_basic "So tay"; auth_basic_user_file {at.around}/users;' if at.login else ""
    portal = f"alias {at.portal}/;" if at.served.is_root else f"root {at.portal};"
    text = f"""
{users} daemon off; pid {at.around}/pid; error_log {at.around}/log; worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    access_log off; {temporary}
    types {{ text/html html; text/css css; }}
    server {{
        listen 127.0.0.1:{at.port};
        add_header {" ".join(OTHER_HEADER)}; add_header Cache-Control max-age=7; expires 7;
        {login}
        location {at.other} {{ {portal} }}
        location ~ \\.css$ {{ root {at.portal}; rewrite ^/cong(/.*) $1 break; }}
        set ${at.served.variable} {at.site};
        include {at.config}/nginx.conf;
    }}
}}"""
    (at.around / "nginx.conf").write_text(text, encoding="utf-8")
    return ("nginx", "-e", f"{at.around}/log", "-c", f"{at.around}/nginx.conf")


# Apache closes idle lines as soon as a process has more of them than threads: it has as many as
# readers come at once in bench/serve, from the start to the end.
APACHE = """{loaded}{users}
ServerRoot "{around}"
ServerName localhost
PidFile "{around}/pid"
ErrorLog "{around}/log"
Mutex file:{around} default
Listen 127.0.0.1:{port}
StartServers 2
ServerLimit 2
ThreadLimit 256
ThreadsPerChild 256
MaxRequestWorkers 512
MaxSpareThreads 512
TypesConfig /etc/mime.types
AddType application/x-gzip .gz .tgz
AddLanguage br .br
AddLanguage vi .vi
<Directory />
    Require all denied
</Directory>
<VirtualHost *:{port}>
    Header always set {header}
    Header set Cache-Control max-age=7
    Header set X-Content-Type-Options nosniff
    {portal}
    <Directory "{around}/portal">
        Require all granted
    </Directory>
    Define {name} {site}
    Include {site}/{folder}/apache.conf
    {login}
</VirtualHost>
"""
APACHE_LOGIN = """<Location "{path}">
    AuthType Basic
    AuthName "So tay"
    AuthUserFile {around}/users
    Require valid-user
</Location>"""


def _apache(at: Setting) -> tuple[str, ...]:
    text = APACHE.format(
        loaded="".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in LOADED),
        users="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        around=at.around,
        port=at.port,
        header=" ".join(OTHER_HEADER),
        portal=f'Alias /cong "{at.portal}"' if at.served.is_root else f'DocumentRoot "{at.portal}"',
        name=at.served.variable.upper(),
        site=at.site,
        folder=FOLDER,
        login=APACHE_LOGIN.format(path=at.served.path, around=at.around) if at.login else "",
    )
    (at.around / "apache.conf").write_text(text, encoding="utf-8")
    return ("apache2", "-f", f"{at.around}/apache.conf", "-D", "FOREGROUND")


def _caddy(at: Setting) -> tuple[str, ...]:
    login = f"basicauth {at.served.path}* {{\n{USER} {_hashed()}\n}}" if at.login else ""
    inner = f"root * {at.portal}\nheader {' '.join(OTHER_HEADER)}\nfile_server"
    portal = f"handle_path /cong/* {{\n{inner}\n}}" if at.served.is_root else inner
    text = f"""{{
    admin off
    auto_https off
}}
http://127.0.0.1:{at.port} {{
    {login}
    vars {at.served.variable} {at.site}
    import {at.config}/Caddyfile
    {portal}
}}
"""
    (at.around / "Caddyfile").write_text(text, encoding="utf-8")
    return ("caddy", "run", "--adapter", "caddyfile", "--config", f"{at.around}/Caddyfile")


def found_program(name: str) -> str:
    """The program, which for most users is not among the commands."""
    path = shutil.which(name, path=os.pathsep.join((os.environ["PATH"], "/usr/sbin")))
    assert path, name
    return path


def _hashed() -> str:
    command = ("caddy", "hash-password", "--plaintext", PASSWORD)
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()


SERVERS: Mapping[str, Callable[[Setting], tuple[str, ...]]] = {
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
}


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
    except ConnectionRefusedError:
        return False
    return True


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until it answers; an error as soon as it has ended."""
    for _ in range(int(PATIENCE / PAUSE)):
        if _answers(port):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(PAUSE)
            break
    raise AssertionError(log.read_text(encoding="utf-8"))


@contextlib.contextmanager
def running(
    name: str, site: Path, served: Served, more: Callable[[Path], None], login: bool = False
) -> Iterator[Running]:
    """The site in a server; ``more`` may change the copy of it that is served."""
    with tempfile.TemporaryDirectory() as folder:
        at = Setting(Path(folder), free_port(), served, login)
        _lay(at, site)
        more(at.site)
        program, *arguments = SERVERS[name](at)
        command = (found_program(program), *arguments)
        environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": folder}
        out = at.around / "out"
        with out.open("wb") as said:
            server = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
        try:
            _wait(server, at.port, out)
            yield Running(at.port, served.path, at.other)
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _lay(at: Setting, site: Path) -> None:
    """The two sites, which another user may read."""
    at.around.chmod(0o755)
    shutil.copytree(site, at.site)
    for path in (at.site, *at.site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (at.portal / "assets").mkdir(parents=True)
    (at.portal / "index.html").write_text(OTHER_PAGE, encoding="utf-8")
    (at.portal / "assets" / "app.css").write_text("h1{margin:0}", encoding="utf-8")
    digest = base64.b64encode(hashlib.sha1(PASSWORD.encode()).digest()).decode()
    (at.around / "users").write_text(f"{USER}:{{SHA}}{digest}\n", encoding="utf-8")
