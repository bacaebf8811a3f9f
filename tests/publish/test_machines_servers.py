"""Names lead where they should: the rules for web servers, tried on Apache and nginx themselves."""

import http.client
import shutil
import socket
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from addressed import addresses_of

from kgov.model.knowledge import Knowledge
from kgov.namespaces import BASE, expand
from kgov.publish.machines import redirects, siblings
from kgov.publish.machines.described import Described
from kgov.publish.machines.retired import retired
from kgov.publish.machines.thing_paths import names
from kgov.storage.source import Source
from kgov.storage.terms import Iri, Text

pytest_plugins = ["published"]

TRUE = Text("true", datatype=expand("xsd:boolean"))
GONE, MOVED, SPLIT = (Iri(expand(f"kgd:exempel-{name}")) for name in ("borta", "flyttad", "delad"))
FIRST, SECOND = (Iri(expand(f"kgd:{name}")) for name in ("orebro-rmks", "orebro-hslg"))
ODD = Iri(f"{BASE}id/" + "x" * 100)
#: Names that are not safe in a rule of a web server.
HOSTILE = [
    Iri(f"{BASE}id/a$1%0aRewriteRule"),
    Iri(f"{BASE}id/a;return"),
    Iri(f"{BASE}id/(a+)+"),
    Iri(f"{BASE}id/../../etc"),
    Iri("javascript:alert(1)"),
]
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ASKED = [
    (HTML, "sv-SE,sv;q=0.9,en;q=0.8", "sv/id/orebro-rmks.html"),
    (HTML, "en-GB,en;q=0.9", "en/id/orebro-rmks.html"),
    (HTML, "de,en;q=0.5", "en/id/orebro-rmks.html"),
    (HTML, "de,sv;q=0.5,en;q=0.4", "sv/id/orebro-rmks.html"),
    ("*/*", "", "sv/id/orebro-rmks.html"),
    ("", "", "sv/id/orebro-rmks.html"),
    ("text/turtle", "", "id/orebro-rmks.ttl"),
    ("text/turtle, text/html;q=0.5", "en", "id/orebro-rmks.ttl"),
    ("text/html, text/turtle;q=0.5", "", "sv/id/orebro-rmks.html"),
    ("text/turtle;q=0, text/html;q=0.5", "", "sv/id/orebro-rmks.html"),
    ("text/turtle,application/ld+json;q=0.8,*/*;q=0.3", "", "id/orebro-rmks.ttl"),
    ("application/ld+json, text/turtle;q=0.5", "", "id/orebro-rmks.jsonld"),
    ("application/ld+json;profile=x", "", "id/orebro-rmks.jsonld"),
    ("application/json", "", "id/orebro-rmks.jsonld"),
    ("application/rdf+xml", "", "id/orebro-rmks.ttl"),
]


@pytest.fixture(scope="module")
def with_retired():
    old, by = Iri(expand("owl:deprecated")), Iri(expand("dcterms:isReplacedBy"))
    label = Iri(expand("rdfs:label"))
    triples = [(thing, old, TRUE) for thing in (GONE, MOVED, SPLIT)]
    triples += [(MOVED, by, FIRST), (SPLIT, by, FIRST), (SPLIT, by, SECOND), (ODD, label, Text("x"))]
    triples += [(thing, label, Text("x")) for thing in HOSTILE]
    triples += [(thing, old, TRUE) for thing in HOSTILE[:2]]
    knowledge = Knowledge()
    knowledge.add_list(Source("x.ttl", "", triples))
    return Described(knowledge, addresses_of(knowledge))


def test_what_became_of_a_name_decides_the_status(with_retired):
    told = {item.iri: item.status for item in retired(with_retired)}
    assert (told[GONE], told[MOVED], told[SPLIT]) == (410, 308, 300)
    assert FIRST not in told


def test_no_hostile_name_stands_in_a_rule(with_retired, site_choice):
    for path, data in redirects.files(with_retired, site_choice):
        text = data.decode()
        assert not any(part in text for part in ("a$1", "a;return", "(a+)", "etc", "javascript", "%0a")), path
        assert all(len(line) < 500 for line in text.splitlines())


def test_a_successor_that_is_no_web_address_gives_no_rule():
    by = Iri(expand("dcterms:isReplacedBy"))
    bad = [(GONE, Iri(expand("owl:deprecated")), TRUE), (GONE, by, Iri("javascript:alert(1)"))]
    knowledge = Knowledge()
    knowledge.add_list(Source("x.ttl", "", bad))
    described = Described(knowledge, addresses_of(knowledge))
    assert names(described, BASE).gone == ()


def test_things_below_the_base_of_the_site_have_names_too(site_choice):
    thing = Iri(f"{site_choice.base}grupp/1")
    knowledge = Knowledge()
    knowledge.add_list(Source("x.ttl", "", [(thing, Iri(expand("rdfs:label")), Text("x"))]))
    described = Described(knowledge, addresses_of(knowledge))
    assert ("grupp/1", "record/1") in names(described, BASE, site_choice.base).odd
    assert not any(path.startswith("grupp") for path, _ in names(described, BASE).every)


def test_hosts_without_negotiation_lead_to_the_page(with_retired, site_choice):
    lines = dict(redirects.files(with_retired, site_choice))["_redirects"].decode().splitlines()
    assert "/styrning/id/exempel-borta /styrning/sv/id/exempel-borta.html 410" in lines
    assert f"/styrning/id/exempel-flyttad {FIRST} 308" in lines
    english = lines.index("/styrning/id/orebro-rmks /styrning/en/id/orebro-rmks.html 303 Language=en")
    assert lines[english + 1] == "/styrning/id/orebro-rmks /styrning/sv/id/orebro-rmks.html 303"
    headers = dict(redirects.files(with_retired, site_choice))["_headers"].decode()
    assert "/styrning/*.ttl\n  Content-Type: text/turtle; charset=utf-8\n" in headers


# ---- the servers themselves


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def started(command, port, log):
    process = subprocess.Popen(command, stdout=log, stderr=log)
    for _ in range(100):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return process
        if process.poll() is not None:
            break
        time.sleep(0.05)
    log.flush()
    pytest.fail(f"the server did not start: {log.name}")


def lay_out(root, described, site_choice):
    """The site in a subfolder, with pages for three things only."""
    site = root / "styrning"
    wanted = {described.addresses[thing].stem for thing in (FIRST, SECOND, SPLIT, ODD)}
    wanted |= {described.addresses[Iri(expand("kg:").rstrip("/"))].stem, "rule/KR-18"}
    for path, data in siblings.files(described):
        if path.rpartition(".")[0] in wanted:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
    for stem in wanted:
        for lang in ("sv", "en"):
            page = site / lang / f"{stem}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"<p>{lang}", encoding="utf-8")
    (site / "sv" / "index.html").write_text("<p>start", encoding="utf-8")
    for path, data in redirects.files(described, site_choice):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    return site


APACHE = """
ServerRoot "{work}"
PidFile "{work}/apache.pid"
ErrorLog "{work}/error.log"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
{modules}
TypesConfig /etc/mime.types
DocumentRoot "{root}"
<Directory "{root}">
  AllowOverride All
  Require all granted
</Directory>
Alias /w3id/ "{work}/w3id/"
<Directory "{work}/w3id">
  AllowOverride All
  Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "mime", "dir", "alias", "rewrite", "headers", "setenvif", "unixd")


@pytest.fixture(scope="module")
def apache(with_retired, site_choice, tmp_path_factory):
    program = shutil.which("apache2") or shutil.which("httpd")
    if not program:
        pytest.skip("Apache is not installed")
    folder = next(
        (p for p in ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules") if Path(p).is_dir()), ""
    )
    work, port = tmp_path_factory.mktemp("apache"), free_port()
    root = work / "www"
    here = replace(site_choice, base=f"http://127.0.0.1:{port}/styrning/")
    site = lay_out(root, with_retired, here)
    (work / "w3id" / "kgov").mkdir(parents=True)
    shutil.copy(site / "server" / "w3id.htaccess", work / "w3id" / "kgov" / ".htaccess")
    files = {name: Path(folder, f"mod_{name}.so") for name in MODULES}
    modules = "\n".join(
        f'LoadModule {name}_module "{file}"' for name, file in files.items() if file.is_file()
    )
    _open_to_all(work)
    (work / "httpd.conf").write_text(
        APACHE.format(work=work, port=port, modules=modules, root=root), encoding="utf-8"
    )
    with (work / "out.log").open("w") as log:
        process = started([program, "-X", "-f", str(work / "httpd.conf")], port, log)
        yield port
        process.terminate()
        process.wait(10)


NGINX = """
daemon off;
master_process off;
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {work}/a; proxy_temp_path {work}/b; fastcgi_temp_path {work}/c;
  uwsgi_temp_path {work}/d; scgi_temp_path {work}/e;
  types {{ text/html html; }}
  server {{
    listen 127.0.0.1:{port};
    root {root};
    include {root}/styrning/server/nginx.conf;
  }}
}}
"""


@pytest.fixture(scope="module")
def nginx(with_retired, site_choice, tmp_path_factory):
    program = shutil.which("nginx")
    if not program:
        pytest.skip("nginx is not installed")
    work, port = tmp_path_factory.mktemp("nginx"), free_port()
    root = work / "www"
    lay_out(root, with_retired, replace(site_choice, base=f"http://127.0.0.1:{port}/styrning/"))
    _open_to_all(work)
    (work / "nginx.conf").write_text(NGINX.format(work=work, port=port, root=root), encoding="utf-8")
    with (work / "out.log").open("w") as log:
        command = [program, "-p", str(work), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
        process = started(command, port, log)
        yield port
        process.terminate()
        process.wait(10)


def _open_to_all(work):
    """The servers may run as another user than the tests."""
    for path in (work, *work.parents):
        if "pytest" in path.name or path == work:
            path.chmod(0o755)


@pytest.fixture(scope="module", params=["apache", "nginx"])
def server(request):
    return request.getfixturevalue(request.param)


def ask(port, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        method, path, headers={key.replace("_", "-"): value for key, value in headers.items() if value}
    )
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response.status, response.headers, body


@pytest.mark.parametrize(("accept", "language", "expected"), ASKED)
def test_a_thing_leads_to_the_form_asked_for(server, accept, language, expected):
    status, headers, _ = ask(server, "/styrning/id/orebro-rmks", Accept=accept, Accept_Language=language)
    assert (status, headers["Location"]) == (303, f"http://127.0.0.1:{server}/styrning/{expected}")
    assert "Accept" in headers["Vary"]


def test_the_file_that_a_thing_leads_to_is_there(server):
    kinds = {"ttl": "text/turtle", "jsonld": "application/ld+json"}
    for ending, kind in kinds.items():
        _, headers, _ = ask(server, "/styrning/id/orebro-rmks", Accept=kind)
        path = headers["Location"].partition(str(server))[2]
        status, headers, body = ask(server, path)
        assert status == 200 and body.startswith("@prefix" if ending == "ttl" else "{")
        assert headers["Content-Type"].replace(" ", "").lower().startswith(kind)
        assert headers["Access-Control-Allow-Origin"] == "*"
    _, headers, _ = ask(server, "/styrning/id/orebro-rmks.ttl")
    assert "charset=utf-8" in headers["Content-Type"].lower()
    assert ask(server, "/styrning/sv/id/orebro-rmks.html")[0] == 200
    assert ask(server, "/styrning/sv/")[2] == "<p>start"


def test_head_is_answered_as_get_is(server):
    status, headers, _ = ask(server, "/styrning/id/orebro-rmks", method="HEAD", Accept="text/turtle")
    assert status == 303 and headers["Location"].endswith("/id/orebro-rmks.ttl")


def test_names_with_a_dot_long_names_and_the_ontology_itself(server, with_retired):
    assert ask(server, "/styrning/rule/KR-18", Accept="text/turtle")[0] == 303
    stem = with_retired.addresses[ODD].stem
    status, headers, _ = ask(server, f"/styrning/id/{'x' * 100}", Accept="text/turtle")
    assert status == 303 and headers["Location"].endswith(f"/{stem}.ttl")
    assert ask(server, headers["Location"].partition(str(server))[2])[0] == 200
    for path in ("/styrning/def", "/styrning/def/"):
        status, headers, _ = ask(server, path, Accept="application/ld+json")
        assert status == 303 and headers["Location"].endswith(".jsonld")
        assert ask(server, headers["Location"].partition(str(server))[2])[0] == 200


def test_what_is_not_there_is_not_found(server):
    assert ask(server, "/styrning/id/finns-inte", Accept="text/turtle")[0] == 404
    assert ask(server, "/styrning/id/finns-inte.ttl")[0] == 404


def test_retired_names_answer_what_became_of_them(server):
    assert ask(server, "/styrning/id/exempel-borta", Accept="text/turtle")[0] == 410
    status, headers, _ = ask(server, "/styrning/id/exempel-flyttad", Accept="text/turtle")
    assert (status, headers["Location"]) == (308, FIRST)
    status, headers, _ = ask(server, "/styrning/id/exempel-delad")
    assert status == 300 and headers["Location"].endswith("/styrning/sv/id/exempel-delad.html")


@pytest.mark.parametrize(("accept", "language", "expected"), ASKED)
def test_w3id_leads_to_the_site(apache, accept, language, expected):
    status, headers, _ = ask(apache, "/w3id/kgov/id/orebro-rmks", Accept=accept, Accept_Language=language)
    assert (status, headers["Location"]) == (303, f"http://127.0.0.1:{apache}/styrning/{expected}")


def test_w3id_knows_the_start_the_specifications_and_retired_names(apache):
    site = f"http://127.0.0.1:{apache}/styrning/"
    told = {
        "": (303, site),
        "spec/orebro-lag": (303, f"{site}spec/orebro-lag.ttl"),
        "def": (303, f"{site}sv/record/def.html"),
        "id/exempel-flyttad": (308, FIRST),
        "id/exempel-delad": (300, f"{site}sv/id/exempel-delad.html"),
        "id/exempel-borta": (410, None),
    }
    for path, expected in told.items():
        status, headers, _ = ask(apache, f"/w3id/kgov/{path}")
        assert (status, headers["Location"]) == expected, path
