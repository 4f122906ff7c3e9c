"""Attacks in Python: answers that do not end, flood the machine or break out of it."""

from __future__ import annotations

from tests.hostile.cohort import ALL, Case, attack

STOPS = [
    attack(
        "loop", "add", (0, 3, 2), note="longer than 3 seconds",
        code="while True: pass",
    ),
    attack(
        "loop-that-will-not-be-interrupted", "calls", (4, 0, 2),
        note="longer than 3 seconds",
        code="""
            def go():
             try:
              while True: pass
             finally: go()
            go()
        """,
    ),
    attack(
        "hang-in-c", "calls", (4, 0, 0), note="a cell did not end when it was told to",
        code="""
            import ctypes, signal
            signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
            ctypes.CDLL(None).pause()
        """,
    ),
    attack(
        "recursion-in-c", "calls", (4, 0, 0),
        note="the code before this point ended the kernel",
        code="""
            import sys
            sys.setrecursionlimit(10**9)
            class A:
              def __repr__(self): return repr([self])
            repr(A())
        """,
    ),
    attack(
        "input", "add", (0, 3, 2),
        code="total = int(input('How many? '))",
    ),
    attack(
        "asleep", "add", (0, 3, 2), note="longer than 3",
        code="""
            import time
            time.sleep(1e6)
        """,
    ),
    attack(
        "many-slow-cells", "twice", (4, 3, 0), note="longer than 3 seconds",
        code="""
            import time, threading
            threading.Thread(target=time.sleep, args=(1e6,)).start()
            twice = lambda n: time.sleep(2) or 2 * n
        """,
    ),
    attack(
        "exit", "calls", (4, 0, 0), note="the code before this point ended the kernel",
        code="""
            import os
            os._exit(0)
        """,
    ),
    attack(
        "quit", "twice", (4, 3, 0), note="ended the kernel|^$",
        code="quit()",
    ),
    attack(
        "sys-exit", "calls", (4, 0, 2),
        code="""
            import sys
            sys.exit('done')
        """,
    ),
    attack(
        "kill-itself", "calls", (4, 0, 0),
        note="the code before this point ended the kernel",
        code="""
            import os
            os.kill(os.getpid(), 9)
        """,
    ),
    attack(
        "stop-itself", "calls", (4, 0, 0),
        note="a cell did not end when it was told to",
        code="""
            import os
            os.kill(os.getpid(), 19)
        """,
    ),
    attack(
        "segmentation-fault", "calls", (4, 0, 0),
        note="the code before this point ended the kernel",
        code="""
            import ctypes
            ctypes.string_at(0)
        """,
    ),
    attack(
        "kill-everything", "add", ALL, shows="kill -1 ", is_told=True,
        code="""
            import signal
            for n in (os.getppid(), 1, -1):
              print('kill', n, attempt(lambda: os.kill(n, 19)))
            total = 4
        """,
    ),
]  # fmt: skip

FLOODS = [
    attack(
        "print-loop", "add", (0, 3, 2), note="showed more than 1 MB",
        code="while True: print('x' * 10_000)",
    ),
    attack(
        "print-short-lines", "add", (0, 3, 2), note="was stopped",
        code="while True: print('x', flush=True)",
    ),
    attack(
        "one-huge-print", "add", ALL, note="showed more than 1 MB",
        code="""
            total = 4
            print('x' * 200_000_000)
        """,
    ),
    attack(
        "stderr", "add", (0, 3, 2), note="showed more than 1 MB",
        code="""
            import sys
            while True: print('x' * 10_000, file=sys.stderr)
        """,
    ),
    attack(
        "huge-display", "add", ALL, note="showed more than 1 MB",
        code="""
            from IPython.display import display
            total = 4
            display({'text/html': 'x' * 1_500_000}, raw=True)
        """,
    ),
    attack(
        "enormous-display", "add", ALL, note="lost|showed more|^$",
        code="""
            from IPython.display import display
            total = 4
            display({'text/html': 'x' * 60_000_000}, raw=True)
        """,
    ),
    attack(
        "descriptor-one", "add", (0, 3, 2), note="was stopped",
        code="""
            import os
            while True: os.write(1, b'x' * 65536)
        """,
    ),
    attack(
        "thread-prints-later", "add", ALL,
        code="""
            import threading, time
            total = 4
            def later():
              while True: print('y' * 1000); time.sleep(0.001)
            threading.Thread(target=later, daemon=True).start()
        """,
    ),
    attack(
        "memory", "add", (0, 3, 2),
        code="total = bytearray(3_000_000_000)",
    ),
    attack(
        "memory-bit-by-bit", "add", (0, 3, 2),
        code="""
            x = []
            while True: x.append(bytearray(10**6))
        """,
    ),
    attack(
        "memory-in-many", "calls", (4, 0, 0), note="more than 1000 MB of memory",
        code="""
            import os, time
            for i in range(8):
              if os.fork() == 0:
                x = b'x' * 300_000_000; time.sleep(60)
            time.sleep(60)
        """,
    ),
    attack(
        "fork-bomb", "calls", (4, 0, 0), note="more than 32 processes",
        code="""
            import os
            while True:
              try: os.fork()
              except OSError: pass
        """,
    ),
    attack(
        "threads", "calls", (4, 0, 2),
        code="""
            import threading, time
            while True:
              threading.Thread(target=time.sleep, args=(60,)).start()
        """,
    ),
    attack(
        "disk", "add", ALL, shows="many: OSError", is_told=True,
        code="""
            def fill():
              with open('big', 'wb') as f:
                for _ in range(10_000): f.write(bytes(10**6))
            print('big:', attempt(fill))
            def fill_many(folder):
              for i in range(10_000):
                open(f'{folder}/big{i}', 'wb').write(bytes(10**6))
            for folder in ('.', '/tmp', os.environ['HOME'], '/dev/shm'):
              print('many:', attempt(lambda: fill_many(folder)))
            total = 4
        """,
    ),
    attack(
        "a-million-files", "add", ALL, shows="files: OSError", is_told=True,
        code="""
            def fill():
              for i in range(1_000_000): open(f'f{i}', 'w')
            print('files:', attempt(fill))
            total = 4
        """,
    ),
    attack(
        "connection-folder", "add", ALL, shows="write OSError", is_told=True,
        code="""
            import glob
            file = get_ipython().config['IPKernelApp']['connection_file']
            folder = os.path.dirname(file)
            print('here', os.path.isdir(folder))
            print('write', attempt(lambda: open(folder + '/more', 'w')))
            for path in (file, folder):
              print('change', attempt(lambda: os.chmod(path, 0o777)))
            print('unlink', [attempt(lambda: os.unlink(f)) for f in glob.glob(folder + '/*')])
            total = 4
        """,
    ),
]  # fmt: skip

BREAKS_OUT = [
    attack(
        "reads-everything", "add", ALL, shows="read []", is_told=True,
        code="""
            print('read', [p for p in told['secret'] if os.path.exists(p)])
            print('token', [k for k in os.environ if 'TOKEN' in k], 'environ',
              [n for n in os.listdir('/proc') if n.isdigit() and
               'can' + 'ary' in str(attempt(lambda: open(f'/proc/{n}/environ', 'rb').read()))])
            print('user', os.getuid() > 0, os.listdir('/course'), os.listdir('.'))
            total = 4
        """,
    ),
    attack(
        "opens-sockets", "add", ALL, is_told=True,
        code="""
            import socket
            tcp = lambda: socket.create_connection(('127.0.0.1', told['tcp']), timeout=1)
            there = ('127.0.0.1', told['udp'])
            udp = lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', there)
            dns = lambda: socket.getaddrinfo('example.com', 80)
            print([attempt(tcp), attempt(udp), attempt(dns)])
            total = 4
        """,
    ),
    attack(
        "abstract-socket", "add", ALL,
        shows="abstract ConnectionRefusedError", is_told=True,
        code=r"""
            import socket
            call = socket.socket(socket.AF_UNIX).connect
            print('abstract', attempt(lambda: call('\0' + told['abstract'])))
            total = 4
        """,
    ),
    attack(
        "leaves-a-process", "add", ALL, is_told=True,
        code="""
            import subprocess
            subprocess.Popen(['sleep', told['left']], start_new_session=True)
            if os.fork() == 0:
              os.setsid()
              if os.fork() == 0:
                import time; time.sleep(1e6)
              os._exit(0)
            total = 4
        """,
    ),
    attack(
        "rmtree", "add", (0, 3, 2), note="longer than 3 seconds",
        code="""
            import shutil
            shutil.rmtree('/', ignore_errors=True)
            total = 4
        """,
    ),
    attack(
        "nice", "add", ALL, shows="nice PermissionError", is_told=True,
        code="""
            print('nice', attempt(lambda: os.nice(-10)))
            print('root', attempt(lambda: os.setuid(0)), attempt(lambda: os.chroot('.')))
            total = 4
        """,
    ),
    attack(
        "mounts", "add", ALL, shows="mount [-1, -1, -1]", is_told=True,
        code="""
            import ctypes
            libc = ctypes.CDLL(None, use_errno=True)
            print('mount', [libc.mount(b'none', b'/tmp', b'tmpfs', 0, 0),
              libc.unshare(0x10000000), libc.ptrace(16, 1, 0, 0)])
            total = 4
        """,
    ),
    attack(
        "writes-the-gradebook", "add", ALL,
        note="a cell uses `gradebook`", flagged=True,
        shows="gradebook OperationalError", is_told=True,
        code="""
            import sqlite3
            path = told['output'] + '/gradebook.db'
            change = 'update grade set extra_credit = 400'
            print('gradebook', attempt(lambda: sqlite3.connect(path).execute(change)))
            total = 4
        """,
    ),
    attack(
        "writes-the-data", "add", ALL, shows="data OSError", is_told=True,
        code="""
            path = '../../datasets/visits.csv'
            print('data', attempt(lambda: open(path, 'w')), attempt(lambda: os.unlink(path)))
            total = 4
        """,
    ),
    attack(
        "writes-the-code", "add", ALL,
        note="a cell uses `soundings.checks`", flagged=True,
        shows="code PermissionError", is_told=True,
        code="""
            import soundings.checks.question as q
            print('code', attempt(lambda: open(q.__file__, 'a')))
            total = 4
        """,
    ),
]  # fmt: skip

CASES: list[Case] = [*STOPS, *FLOODS, *BREAKS_OUT]
