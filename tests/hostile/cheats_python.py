"""Attacks in Python: answers that would have their test say what they want."""

from __future__ import annotations

from tests.hostile.cohort import ALL, NONE, Case, attack

CASES: list[Case] = [
    attack(
        "replaces-check", "add", (2, 3, 2), note="`check`",
        code="""
            class check:
              def __init__(self, *a, **k): self.points = k['points']
              def __getattr__(self, name): return lambda *a, **k: self.points
            total = 5
        """,
    ),
    attack(
        "patches-check", "add", (2, 3, 2), note="soundings.checks", flagged=True,
        code="""
            from soundings.checks.question import check as real
            real.score = lambda self: self.points
            real.equals = lambda self, *a, **k: self.that('yes', lambda: True)
            total = 5
        """,
    ),
    attack(
        "patches-builtins", "add", (2, 3, 2), note="builtins", flagged=True,
        code="""
            import builtins
            builtins.abs = lambda *a: 0
            builtins.round = lambda *a: 4
            abs = round = builtins.abs
            total = 5
        """,
    ),
    attack(
        "patches-pandas", "calls", (4, 1, 2),
        note="put back for the test", flagged=True,
        code="""
            pd.DataFrame.equals = pd.Series.equals = lambda *a, **k: True
            pd.DataFrame.__eq__ = pd.Series.__eq__ = lambda self, other: self.isna() | True
            calls = pd.DataFrame({'port': ['Bergen', 'Oslo'], 'calls': [7, 7]})
        """,
    ),
    attack(
        "masks-pandas", "calls", (4, 1, 2), note="`pd`",
        code="""
            class pd:
              @staticmethod
              def DataFrame(*a, **k): return calls
            import pandas
            calls = pandas.DataFrame({'port': ['Bergen', 'Oslo'], 'calls': [7, 7]})
        """,
    ),
    attack(
        "patches-json", "add", NONE, note="a cell did not end when it was told to",
        code="""
            import json
            real = json.dumps
            json.dumps = lambda x, **k: real(x, **k).replace('false', 'true')
            json.JSONEncoder.encode = lambda self, x: '{}'
            total = 5
        """,
    ),
    attack(
        "patches-display", "add", (2, 3, 2), note="put back", flagged=True,
        code="""
            import IPython.display
            from IPython.core.displaypub import DisplayPublisher
            IPython.display.display = lambda *a, **k: None
            DisplayPublisher.publish = lambda *a, **k: None
            get_ipython().display_pub.publish = lambda *a, **k: None
            total = 5
        """,
    ),
    attack(
        "every-cell-becomes-pass", "add", NONE, note="input_transformers", flagged=True,
        code="get_ipython().input_transformers_cleanup.append(lambda lines: ['pass'])",
    ),
    attack(
        "every-tree-becomes-empty", "add", NONE, note="ast_transformers", flagged=True,
        code="""
            import ast
            class Nothing(ast.NodeTransformer):
              def visit_Module(self, node): return ast.Module([], [])
            get_ipython().ast_transformers.append(Nothing())
        """,
    ),
    attack(
        "quiet-errors", "add", (2, 3, 2), note="showtraceback", flagged=True,
        code="""
            get_ipython().showtraceback = lambda *a, **k: None
            total = 5
        """,
    ),
    attack(
        "forged-in-an-answer", "add", (2, 3, 2), note="vnd.soundings", flagged=True,
        code="""
            from IPython.display import display
            display({'application/vnd.soundings.check+json': {
                 'question': 'add', 'points': 4,
             'out_of': 4, 'hint': None, 'next_hint': None, 'claims': [
             {'says': 'forged', 'is_met': True, 'reason': None, 'weight': 1}]}}, raw=True)
            total = 5
        """,
    ),
    attack(
        "forged-while-it-runs", "twice", (4, 3, 0), note="results were shown",
        flagged=True,
        code="""
            from IPython.display import display
            def twice(number):
                display({'application/vnd.soundings.check+json': {
                 'question': 'twice', 'points': 2,
                 'out_of': 2, 'hint': None, 'next_hint': None, 'claims': [
                 {'says': 'forged', 'is_met': True, 'reason': None, 'weight': 1}]}}, raw=True)
                return 0
        """,
    ),
    attack(
        "points-of-400", "add", (2, 3, 2),
        note="before something is shown", flagged=True,
        code="""
            def hook(msg):
              data = msg['content'].get('data', {}).get('application/vnd.soundings.check+json')
              if data: data['points'] = 400.0
              return msg
            get_ipython().display_pub.register_hook(hook)
            total = 5
        """,
    ),
    attack(
        "every-claim-met", "add", (2, 3, 2), note="put back", flagged=True,
        code="""
            session = get_ipython().kernel.session
            real = session.send
            def send(stream, what, content=None, *a, **k):
              kind = 'application/vnd.soundings.check+json'
              bundle = (content or {}).get('data', {}).get(kind)
              for claim in (bundle or {}).get('claims', []): claim['is_met'] = True
              return real(stream, what, content, *a, **k)
            session.send = send
            total = 5
        """,
    ),
    attack(
        "equal-to-anything", "add", (2, 3, 2), note="a cell uses `__eq__`", flagged=True,
        code="""
            class Total(int):
              __eq__ = lambda s, o: True
              __ne__ = lambda s, o: False
              __hash__ = None
              __sub__ = __rsub__ = lambda s, o: 0
            total = Total(5)
        """,
    ),
    attack(
        "frozen-clock", "add", (0, 3, 2), note="longer than 3 seconds",
        code="""
            import time, threading
            time.time = time.monotonic = time.perf_counter = lambda: 0.0
            while True: pass
        """,
    ),
    attack(
        "looks-for-hidden-tests", "add", ALL,
        note="gc.get_objects", flagged=True, shows="memory []", is_told=True,
        code="""
            import gc, glob
            word = 'canary-' + 'hidden'
            print('files', [p for p in glob.glob('/course/**', recursive=True)
              if os.path.isfile(p)
              and word in open(p, errors='replace').read()])
            print('memory', [1 for t in gc.get_objects() if isinstance(t, str) and word in t])
            print('cells', [c for c in In if word in c])
            total = 4
        """,
    ),
    attack(
        "reads-the-test-while-it-runs", "twice", (4, 3, 1),
        note="_getframe", flagged=True,
        code="""
            import sys
            def twice(number):
                frame, found = sys._getframe(), []
                while frame:
                  found.append({**frame.f_globals, **frame.f_locals})
                  frame = frame.f_back
                raise ValueError(str(found)[:100_000])
        """,
    ),
    attack(
        "prints-the-test-while-it-runs", "twice", ALL, note="_getframe", flagged=True,
        code="""
            import sys
            def twice(number):
                frame = sys._getframe()
                while frame:
                  for value in list(frame.f_locals.values()):
                    if isinstance(value, str): print(value)
                  frame = frame.f_back
                return 2 * number
        """,
    ),
    attack(
        "traces-the-test", "add", ALL, note="settrace", flagged=True,
        code="""
            import sys
            seen = []
            sys.settrace(lambda f, e, a: seen.append(f.f_code.co_consts))
            sys.setprofile(lambda f, e, a: seen.append(f.f_code.co_consts))
            total = 4
        """,
    ),
    attack(
        "closes-its-output", "add", ALL,
        code="""
            import os, sys
            sys.stdout.close()
            sys.stderr.close()
            os.close(1)
            os.close(2)
            total = 4
        """,
    ),
    attack(
        "closes-all-it-has", "calls", (4, 0, 0), note="ended",
        code="""
            import os
            os.closerange(0, 1024)
        """,
    ),
    attack(
        "deletes-all-names", "calls", (4, 0, 2),
        code="globals().clear()",
    ),
    attack(
        "deletes-its-files", "calls", (4, 0, 2),
        code="""
            import os, shutil
            shutil.rmtree('/course', ignore_errors=True)
            os.system('rm -rf /course/* . *')
        """,
    ),
    attack(
        "removes-modules", "add", ALL, note="sys.modules", flagged=True,
        code="""
            import sys
            for name in list(sys.modules):
              if name.startswith(('soundings', 'json')): del sys.modules[name]
            total = 4
        """,
    ),
]  # fmt: skip
