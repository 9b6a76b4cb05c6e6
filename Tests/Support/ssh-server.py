"""An ssh server on the loopback interface that accepts the key FOLDER/user, and an ssh agent that holds the keys named.

    ssh-server.py FOLDER KEY...

Writes FOLDER/home/.ssh/known_hosts, FOLDER/agent (the agent's socket), then prints the port on one line, and serves until its standard input is closed.
"""
import os, socket, subprocess, sys, time

folder, keys = os.path.abspath(sys.argv[1]), sys.argv[2:]
at = lambda name: os.path.join(folder, name)
os.makedirs(at("home/.ssh"), exist_ok=True)
for name in ["host", "user", "stranger"]:
    if not os.path.exists(at(name)):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", at(name)], check=True, stdin=subprocess.DEVNULL)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
options = [
    f"Port={port}", "ListenAddress=127.0.0.1", f"HostKey={at('host')}", f"AuthorizedKeysFile={at('user.pub')}", "StrictModes=no", "PidFile=none",
    "UsePAM=no",
]
quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
running = [
    subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null"] + [word for option in options for word in ("-o", option)], **quiet),
    subprocess.Popen(["ssh-agent", "-D", "-a", at("agent")], **quiet),
]
try:
    known = b""
    for _ in range(200):
        if known and os.path.exists(at("agent")):
            break
        time.sleep(0.05)
        known = subprocess.run(["ssh-keyscan", "-t", "ed25519", "-p", str(port), "127.0.0.1"], capture_output=True).stdout
    with open(at("home/.ssh/known_hosts"), "wb") as hosts:
        hosts.write(known)
    for key in keys:
        subprocess.run(["ssh-add", "-q", at(key)], env={**os.environ, "SSH_AUTH_SOCK": at("agent")}, **quiet)
    if known:
        print(port, flush=True)
    sys.stdin.read()
finally:
    for process in running:
        # Whoever starts this may have blocked the signals that end a program, and so for all that it starts.
        process.kill()
